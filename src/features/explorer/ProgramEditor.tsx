/** Edits and runs the program in either language; shows errors at their lines and marks the current step's line. */
import { Play, Square, Trash2 } from "lucide-react";
import { useId, useMemo, useRef, useSyncExternalStore } from "react";
import { CodeEditor } from "../../ui/editor/CodeEditor.tsx";
import type { Labels } from "../../recording/trace/labels.ts";
import type { EditorHandle, EditorKind, EditorMarker } from "../../ui/editor/types.ts";
import { parseText } from "../../recording/program/text.ts";
import type { LogLine } from "../../../harness/report.ts";
import type { Phase } from "../../sandbox/types.ts";
import { remarksOn } from "./code-words.ts";
import type { Remark } from "./code-words.ts";
import type { LineSignal } from "./line-signal.ts";
import type { Opened } from "./opened.ts";
import { TaskLines } from "./TaskLines.tsx";
import { pasted } from "./paste.ts";
import { Remarks } from "./Remarks.tsx";
import type { CodeRun } from "./use-code-playback.ts";
import { WordsOfPrograms } from "./WordsOfPrograms.tsx";
import { MAX_CODE } from "./written.ts";
import type { Language } from "./written.ts";
import styles from "./Program.module.css";

interface Props {
  kind: EditorKind;
  opened: Opened;
  /** The names of the run's tasks. */
  labels: Labels | null;
  codeRun: CodeRun;
  /** Whether the picture still shows the previous run. */
  stale: boolean;
  /** The line of the step on screen. */
  line: LineSignal;
  onLanguage(language: Language): void;
  onType(text: string): void;
  onRun(): void;
  onName(title: string): void;
  onDelete(): void;
}

const LANGUAGES: Readonly<Record<Language, string>> = {
  rust: "Rust",
  code: "TypeScript",
  program: "Task program",
};
const NAMES: Readonly<Record<Language, string>> = {
  rust: "Program in Rust",
  code: "Program in TypeScript, over the learner API",
  program: "Program in words, one body after the other",
};
const EDITED_AS = { rust: "rust", code: "typescript", program: "plaintext" } as const;
const PHASES: Readonly<Record<Phase, string>> = {
  "loading-compiler": "Loading the compiler …",
  compiling: "Compiling …",
  queued: "Waiting for the sandbox …",
  starting: "Starting the sandbox …",
  running: "Running …",
};

export function ProgramEditor({ opened, codeRun, stale, line, ...props }: Props) {
  const { kind, labels, onLanguage, onType, onRun, onName, onDelete } = props;
  const { language, drafts, running } = opened;
  const text = drafts[language];
  const isShown = running?.language === language && running.text === text;
  const editor = useRef<EditorHandle>(null);
  const id = useId();
  const present = useSyncExternalStore(line.subscribe, line.get);
  const mistakes = useMemo(() => mistakesIn(language, text), [language, text]);
  const isEmpty = text.trim() === "";
  const last = running?.language === language && language !== "program" ? codeRun.last : null;
  const remarks = [...mistakes, ...(last === null ? [] : remarksOn(last))];
  const mayRun = mistakes.length === 0 && !isEmpty && !(language === "program" && isShown);
  const run = () => {
    if (mayRun) onRun();
  };
  const busy = language !== "program" && codeRun.phase !== null;
  return (
    <div className={styles.editor}>
      <fieldset className={styles.languages}>
        <legend className="visually-hidden">Language of the program</legend>
        {(["rust", "code", "program"] as const).map((one) => (
          <label key={one}>
            <input type="radio" name={id} checked={language === one} onChange={() => onLanguage(one)} />
            <span>{LANGUAGES[one]}</span>
          </label>
        ))}
      </fieldset>
      {opened.own !== null && (
        <div className={styles.name}>
          <input
            type="text"
            className="input"
            aria-label="Name of this program"
            placeholder={`Yours, from ${opened.from}`}
            maxLength={80}
            value={opened.title ?? ""}
            onChange={(event) => onName(event.target.value)}
          />
          <button
            type="button"
            className="button quiet square"
            aria-label="Delete this program"
            title="Delete this program"
            onClick={onDelete}
          >
            <Trash2 size={15} aria-hidden />
          </button>
        </div>
      )}
      <div className={styles.box}>
        <CodeEditor
          ref={editor}
          path={`explorer/${language}`}
          kind={kind}
          height="100%"
          value={text}
          onChange={onType}
          onRun={run}
          ariaLabel={NAMES[language]}
          language={EDITED_AS[language]}
          markers={remarks.flatMap(markerOf)}
          highlightedLine={present.line}
        />
      </div>
      <div className={styles.actions}>
        {busy ? (
          <button type="button" className="button" onClick={codeRun.stop}>
            <Square size={14} aria-hidden /> Stop
          </button>
        ) : (
          <button type="button" className="button" aria-disabled={!mayRun} onClick={run}>
            <Play size={14} aria-hidden /> Run this program
          </button>
        )}
        <span className="note" role="status">
          {isEmpty ? (
            "Type or paste a program, or a Playground address with one in it."
          ) : busy ? (
            PHASES[codeRun.phase as Phase]
          ) : stale ? (
            "Showing the previous run."
          ) : (
            <Keys />
          )}
        </span>
      </div>
      <Remarks remarks={remarks} onGoTo={(position) => editor.current?.goTo(position)} />
      {language !== "program" && <Logs lines={last?.playback?.recording.logs ?? []} />}
      {labels !== null && (
        <TaskLines
          lines={present.tasks}
          labels={labels}
          onGoTo={(at) => editor.current?.goTo({ line: at, column: 1 })}
        />
      )}
      {language === "rust" && (
        <p className={styles.honest}>A part of Rust runs here. rustc checks more than this page does.</p>
      )}
      {language === "program" && <WordsOfPrograms />}
    </div>
  );
}

function Keys() {
  return (
    <>
      <kbd>Ctrl</kbd> <kbd>Enter</kbd>
    </>
  );
}

function Logs({ lines }: { lines: readonly LogLine[] }) {
  const [first] = lines;
  if (first === undefined) return null;
  return (
    <pre translate="no" className={styles.logs} aria-label="Console">
      {lines.map(({ text }) => text).join("\n")}
    </pre>
  );
}

function mistakesIn(language: Language, text: string): Remark[] {
  const remark = (message: string, position: Remark["position"]): Remark => ({
    tone: "error",
    text: message,
    notes: [],
    position,
  });
  if (text.trim() === "") return [];
  const found = pasted(text, language);
  if ("problem" in found) return [remark(found.problem, undefined)];
  if (language !== "program")
    return text.length > MAX_CODE
      ? [remark(`A program has at most ${MAX_CODE} characters, and this one has ${text.length}.`, undefined)]
      : [];
  const parsed = parseText(text);
  return parsed.ok
    ? []
    : parsed.mistakes.map(({ message, line, column }) => remark(message, { line, column }));
}

function markerOf({ tone, text, position }: Remark): EditorMarker[] {
  if (position === undefined) return [];
  return [{ severity: tone === "error" ? "error" : "warning", message: text, length: 0, ...position }];
}
