/** The workbench: the editor, its buttons, and the results of the last run. */
import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from "react";
import { CodeEditor } from "../../ui/editor/CodeEditor.tsx";
import type { EditorHandle } from "../../ui/editor/types.ts";
import { useEditorKind } from "../../ui/editor/use-editor-kind.ts";
import type { SourcePosition } from "../../../harness/report.ts";
import type { Exercise } from "../../course/types.ts";
import type { GradeOutcome, Runner } from "../../sandbox/types.ts";
import { Dock } from "./Dock.tsx";
import { EditorStatus } from "./EditorStatus.tsx";
import { Hints } from "./Hints.tsx";
import { markersOf } from "./markers.ts";
import { ReplacedNotice, ReplayNotice } from "./Notices.tsx";
import { parseReplay, replayHref, type Replay } from "./replay.ts";
import { OnTokio } from "./OnTokio.tsx";
import { OtherChecks } from "./OtherChecks.tsx";
import { Results, type ResultsHandle } from "./Results.tsx";
import { RunButton } from "./RunButton.tsx";
import { isBusy, type RunState } from "./run-state.ts";
import { Solution } from "./Solution.tsx";
import { Toolbar } from "./Toolbar.tsx";
import type { EditorSetting } from "./EditorStatus.tsx";
import type { CodeState, EarlierResult, ReplaceReason } from "../../progress/code.ts";
import type { EditorChoice } from "../../progress/settings.ts";
import { useRun } from "./use-run.ts";
import { Versions } from "./Versions.tsx";
import { warmUpWhenIdle } from "../../sandbox/warm-up.ts";
import { useNear } from "../../ui/use-near.ts";
import { useMedia } from "../../ui/use-media.ts";
import styles from "./Workbench.module.css";

export interface WorkbenchProps {
  exercise: Exercise;
  code: CodeState;
  onResult?(outcome: GradeOutcome, source: string): void;
  /** Shown until the code is run again. */
  earlier?: EarlierResult;
  /** The learner's choice of editor for all exercises; without it the choice lasts as long as this workbench. */
  editor?: EditorSetting;
  /** Further buttons beside Run. */
  actions?: ReactNode;
  /** Runs the code; by default in the sandbox. */
  runner?: Runner | undefined;
  /** For the editor: what the code may import of other exercises, as module specifier -> TypeScript. */
  imports?: Readonly<Record<string, string>> | undefined;
  /** The language of the code; anything but TypeScript needs its own runner. */
  language?: "typescript" | "rust";
  /** Where to go once every check passes, after the comparison with the solution. Keep its identity. */
  onward?: ReactNode;
  ref?: Ref<WorkbenchHandle>;
}

/** For a button outside the workbench that runs the code in it. */
export interface WorkbenchHandle {
  run(): void;
}

interface Replaced {
  text: string;
  undo(): void;
}

const REPLACED: Record<ReplaceReason, string> = {
  reset: "Your code was replaced by the stub.",
  solution: "Your code was replaced by the solution.",
  version: "Your code was replaced by the earlier version.",
  "brought-in": "Your code was replaced by the code you brought in.",
  shared: "Your code was replaced by the shared code.",
  merged: "The new stub was merged into your code.",
  author: "Your code was replaced by one of the author’s answers.",
};

const ignore = () => {};

export default function Workbench({
  exercise,
  code,
  onResult = ignore,
  earlier,
  editor,
  actions,
  runner,
  imports,
  language = "typescript",
  onward,
  ref,
}: WorkbenchProps) {
  const [ownChoice, setOwnChoice] = useState<EditorChoice>("auto");
  const setting = editor ?? { choice: ownChoice, choose: setOwnChoice };
  const handle = useRef<EditorHandle>(null);
  const results = useRef<ResultsHandle>(null);
  const phone = useMedia("(max-width: 620px)");
  const run = useRun({
    exerciseId: exercise.id,
    contentHash: exercise.contentHash,
    earlier,
    runner,
    onResult,
  });
  const { state } = run;
  const [hasRun, setHasRun] = useState(false);
  const [line, setLine] = useState<number>();
  const [hintsOpen, setHintsOpen] = useState(false);
  const [hintsShown, setHintsShown] = useState(0);
  const [dialog, setDialog] = useState<"solution" | "comparison" | "versions">();
  const [linked, setLinked] = useState(() => parseReplay(window.location.search, exercise.id));
  const [replaced, setReplaced] = useState<Replaced>();

  const edited = state.source !== undefined && state.source !== code.text;
  // Positions refer to the code that ran; after an edit they may point elsewhere.
  const markers = useMemo(() => (edited ? [] : markersOf(state)), [edited, state]);
  const sourceLines = useMemo(() => state.source?.split("\n") ?? [], [state.source]);
  const lineText = useCallback((number: number) => sourceLines[number - 1], [sourceLines]);
  const goTo = useCallback((position: SourcePosition) => handle.current?.goTo(position), []);

  const section = useRef<HTMLElement>(null);
  const near = useNear(section);
  // Compiler and sandbox are TypeScript's; who only reads the text above need not download them.
  const warm = near && language === "typescript";
  useEffect(() => (warm ? warmUpWhenIdle() : undefined), [warm]);

  // Read when a run begins, so that the function that starts it stays the same while the learner types.
  const text = useRef(code.text);
  useLayoutEffect(() => {
    text.current = code.text;
  }, [code.text]);
  const begin = run.start;
  const start = useCallback(
    (only?: Replay) => {
      setLine(undefined);
      setLinked(undefined);
      setHasRun(true);
      void begin(text.current, only);
    },
    [begin],
  );
  const hrefOf = useCallback((replay: Replay) => replayHref(exercise.id, replay), [exercise.id]);

  useImperativeHandle(ref, () => ({ run: () => start() }));

  function replace(text: string, reason: ReplaceReason) {
    const undo = code.replace(text, reason);
    setReplaced({ text: REPLACED[reason], undo });
  }

  function keyDown(event: KeyboardEvent) {
    if (event.key !== "F8" || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    (results.current?.hasFocus() ? handle.current : results.current)?.focus();
  }

  const afterPass = useMemo(
    () => (
      <>
        <button type="button" className="button small" onClick={() => setDialog("comparison")}>
          Compare
        </button>
        {onward}
      </>
    ),
    [onward],
  );
  const place = { lineText, onGoTo: goTo, onLine: setLine, replayHref: hrefOf, onReplay: start };
  const tokioSource = hasRun && runner === undefined ? passedGather(state) : undefined;
  const runButton = <RunButton busy={isBusy(state.phase)} onRun={() => start()} onStop={run.stop} />;

  return (
    // Captured, because Monaco has another use for the key.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of what is in it
    <section
      ref={section}
      className={styles.workbench}
      aria-label={`Workbench: ${exercise.title}`}
      onKeyDownCapture={keyDown}
    >
      <Toolbar
        run={phone ? undefined : runButton}
        hintsOpen={hintsOpen}
        hintsShown={hintsShown}
        hintCount={exercise.hintsHtml.length}
        canReset={code.text !== exercise.stub}
        onHints={() => {
          setHintsOpen(!hintsOpen);
          setHintsShown(Math.max(1, hintsShown));
        }}
        onSolution={() => setDialog("solution")}
        onReset={() => replace(exercise.stub, "reset")}
        onVersions={code.versions && (() => setDialog("versions"))}
        extra={actions}
      />
      {hintsOpen && (
        <Hints
          hintsHtml={exercise.hintsHtml}
          shown={hintsShown}
          onShow={() => setHintsShown(hintsShown + 1)}
        />
      )}
      {replaced && (
        <ReplacedNotice
          text={replaced.text}
          onUndo={() => {
            replaced.undo();
            setReplaced(undefined);
          }}
          onDismiss={() => setReplaced(undefined)}
        />
      )}
      <CodeEditor
        ref={handle}
        path={exercise.id}
        kind={useEditorKind(setting.choice)}
        language={language}
        ariaLabel={`Your code for ${exercise.title}. Press Escape, then Tab, to leave the editor; F8 for the first failure.`}
        value={code.text}
        onChange={code.setText}
        onRun={() => start()}
        markers={markers}
        imports={imports}
        highlightedLine={edited ? undefined : line}
        placeholder={{ text: exercise.stub, html: exercise.stubHtml }}
        status={<EditorStatus saveState={code.saveState} editor={setting} />}
      />
      {linked && <ReplayNotice replay={linked} onReplay={() => start(linked)} />}
      <Dock
        ended={hasRun && !isBusy(state.phase) ? state.phase : undefined}
        runBar={phone ? runButton : undefined}
      >
        <Results
          ref={results}
          run={state}
          fromBefore={!hasRun}
          edited={edited}
          onward={afterPass}
          {...place}
        />
      </Dock>
      {tokioSource !== undefined && <OnTokio key={tokioSource} source={tokioSource} />}
      <OtherChecks run={state} {...place} />
      {(dialog === "solution" || dialog === "comparison") && (
        <Solution
          view={dialog === "comparison" ? "compared" : "whole"}
          title={exercise.title}
          solution={exercise.solution}
          solutionHtml={exercise.solutionHtml}
          mine={code.text}
          attempted={state.checks.some((check) => check.status === "pass" || check.status === "fail")}
          onUse={() => replace(exercise.solution, "solution")}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog === "versions" && code.versions && (
        <Versions
          load={code.versions}
          mine={code.text}
          onRestore={(version) => replace(version.text, "version")}
          onClose={() => setDialog(undefined)}
        />
      )}
    </section>
  );
}

/** The code of a whole run that passed, when it exports a gather: that is what real tokio can poll as well. */
function passedGather({ phase, source, replay }: RunState): string | undefined {
  const passed = phase.kind === "report" && phase.report.passed && replay === undefined;
  return passed && /\bexport (function|const|class) gather\b/.test(source ?? "") ? source : undefined;
}
