/** The scheduler explorer: shows a run of the model step by step, for gallery programs and the learner's own. */
import { FilePlus } from "lucide-react";
import { useMemo, useState } from "react";
import { capital } from "../../lib/words.ts";
import { parseText } from "../../recording/program/text.ts";
import { RULES } from "../../recording/rules.ts";
import type { Rule } from "../../recording/rules.ts";
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import type { Playback } from "../../recording/trace/playback.ts";
import { onTokio } from "../../sandbox/parts.ts";
import { changeSettings, useSettings } from "../../progress/settings.ts";
import type { EditorKind } from "../../ui/editor/types.ts";
import { TokioMark, type AskTokio } from "../../ui/tokio/TokioMark.tsx";
import { EXPLORER_PAGE } from "../../course/fragment.ts";
import type { ExplorerProgram, LessonProgram } from "../../course/explorer-programs.ts";
import { CodeMark } from "./CodeMark.tsx";
import { Disclosure } from "./Disclosure.tsx";
import { GALLERY } from "./gallery/gallery.ts";
import { recordedOn } from "./gallery/recorded.ts";
import { lineSignal } from "./line-signal.ts";
import { linesIn } from "./lines.ts";
import { linkFor } from "./link.ts";
import type { Linked } from "./link.ts";
import { configured, fresh, linkedProgram, named, openedByLink, openedHere, run, typed } from "./opened.ts";
import type { Opened } from "./opened.ts";
import { freshId } from "./own-programs.ts";
import type { OwnPrograms } from "./own-programs.ts";
import { ProgramChoice } from "./ProgramChoice.tsx";
import { ProgramEditor } from "./ProgramEditor.tsx";
import { RunOptions } from "./RunOptions.tsx";
import { RunPlayer } from "./RunPlayer.tsx";
import { Settings } from "./Settings.tsx";
import { useCodePlayback } from "./use-code-playback.ts";
import { usePlayback, type ProgramPlayback } from "./use-playback.ts";
import { rustConfig } from "./written.ts";
import type { Written } from "./written.ts";
import { Waiting } from "./Waiting.tsx";
import styles from "./Explorer.module.css";
import { OutsideLink } from "../../ui/OutsideLink.tsx";

interface Props {
  blockId: string;
  /** Which editor shows the program. */
  kind: EditorKind;
  programs: readonly (ExplorerProgram | LessonProgram)[];
  /** What a link opens instead. */
  linked: Linked | null;
  own: OwnPrograms;
}

/** The program of an explorer that names none. */
const FIRST = "spawn-from-a-task";

export function Explorer({ blockId, kind, programs, linked, own }: Props) {
  const view = useSettings((settings) => settings.view);
  const [opened, setOpened] = useState(() =>
    linked === null ? openedHere(programs[0] ?? FIRST, view) : openedByLink(linked, view),
  );
  const [beside, setBeside] = useState(false);
  const [all, setAll] = useState(false);
  const [line] = useState(lineSignal);
  const { name, running } = opened;
  const isRust = running?.language === "rust";
  const config = useMemo(
    () => (running?.language === "rust" ? rustConfig(running.text, opened.config) : opened.config),
    [running, opened.config],
  );
  const entry = name === null ? null : GALLERY[name];
  const other = useMemo(() => otherFlavor(config), [config]);
  const here = useRun(running, config);
  const there = useRun(beside ? running : null, other);

  function change(next: Opened) {
    setOpened(next);
    own.keep(next);
  }
  function linkAt(block: string, beat: number): string | null {
    const what = linkedProgram(opened);
    return what === null ? null : linkFor(block, { program: what, config, beat });
  }
  const runDraft = () => setOpened(run(opened));
  const { playback } = here;
  const lineOf = useMemo(
    () => (playback === null || here.stale ? null : linesIn(playback.recording, opened)),
    [playback, here.stale, opened],
  );
  return (
    <div className={styles.explorer}>
      <div className={styles.head}>
        <ProgramChoice programs={programs} opened={opened} linked={linked} own={own} onChoose={setOpened} />
        <button
          type="button"
          className="button"
          aria-label="New program"
          title="New program: type it or paste it"
          onClick={() => setOpened(fresh(opened, freshId()))}
        >
          <FilePlus size={16} aria-hidden /> <span>New</span>
        </button>
        <Settings config={config}>
          <RunOptions
            config={config}
            beside={beside}
            isRust={isRust}
            onBeside={setBeside}
            all={all}
            onAll={setAll}
            onConfig={({ seed, order, ...rest }) =>
              // What `#[tokio::main]` says is not the setting's.
              change(
                configured(opened, isRust ? { ...opened.config, seed, order } : { seed, order, ...rest }),
              )
            }
          />
        </Settings>
        {entry !== null && <p className={styles.question}>{entry.question}</p>}
      </div>
      <div className={styles.body}>
        <div className={styles.code}>
          <ProgramEditor
            kind={kind}
            opened={opened}
            labels={playback?.labels ?? null}
            codeRun={here.codeRun}
            stale={here.stale}
            line={line}
            onLanguage={(language) => {
              changeSettings({ view: language });
              change({ ...opened, language });
            }}
            onType={(text) => change(typed(opened, text, freshId()))}
            onRun={runDraft}
            onName={(title) => change(named(opened, title))}
            onDelete={() => {
              if (opened.own !== null) own.remove(opened.own);
              setOpened(openedHere(programs[0] ?? FIRST, view));
            }}
          />
        </div>
        {playback === null ? (
          <div className={styles.picture}>
            <Waiting opened={opened} codeRun={here.codeRun} onRun={runDraft} />
          </div>
        ) : (
          <div
            className={styles.run}
            data-stale={here.stale || undefined}
            // A learner stepping through a run that is about to be replaced would lose their place.
            inert={here.codeRun.phase !== null}
          >
            <RunPlayer
              // A new recording starts at its beginning, unless a link names the step.
              key={here.id}
              title={opened.title ?? entry?.title ?? capital(opened.from)}
              playback={playback}
              companion={there.playback}
              all={all}
              firstBeat={opened.firstBeat}
              plays={opened.plays === true && opened.firstBeat === -1}
              lineOf={lineOf}
              onAt={line.set}
              hrefAt={(beat) => linkAt(blockId, beat)}
              ownPageAt={(beat) => linkAt(EXPLORER_PAGE, beat)}
            />
          </div>
        )}
        <div className={styles.after}>
          {playback !== null && isOfProgram(playback) && !here.stale && (
            <TokioMark playback={playback} ask={askTokio} recordedOn={recordedOn} />
          )}
          {running?.language === "code" && here.codeRun.playback !== null && (
            <CodeMark code={running.text} playback={here.codeRun.playback} />
          )}
          {entry !== null && <RuleNote rule={RULES[entry.rule]} />}
        </div>
      </div>
    </div>
  );
}

const askTokio: AskTokio = async (program) => (await onTokio.load()).orderOnTokio(program);

const isOfProgram = (playback: Playback): playback is ProgramPlayback => "program" in playback.recording;

/** The playback of the running program, in either language. Until code has one, the previous run's playback. */
function useRun(running: Written | null, config: RunConfig) {
  const text = running?.language === "program" ? running.text : null;
  const parsed = useMemo(() => {
    const result = text === null ? null : parseText(text);
    return result?.ok ? result.program : null;
  }, [text]);
  const ofProgram = usePlayback(parsed, config);
  const isCode = running !== null && running.language !== "program";
  const codeRun = useCodePlayback(isCode ? running : null, config);
  const ofCode = codeRun.playback;
  const [last, setLast] = useState<Playback | null>(null);
  const present = isCode ? ofCode : ofProgram;
  const kept = present ?? (isCode ? last : null);
  if (kept !== last) setLast(kept);
  return {
    playback: kept,
    codeRun,
    stale: kept !== present,
    id: kept === null ? 0 : idOf(kept.recording),
  };
}

const ids = new WeakMap<object, number>();
let lastId = 0;
/** A different recording needs a new playback. */
function idOf(recording: object): number {
  const id = ids.get(recording) ?? ++lastId;
  ids.set(recording, id);
  return id;
}

function otherFlavor(config: RunConfig): RunConfig {
  if (config.flavor === "current_thread") return { ...DEFAULT_CONFIG, ...config, flavor: "multi_thread" };
  return { ...config, flavor: "current_thread" };
}

function RuleNote({ rule }: { rule: Rule }) {
  return (
    <Disclosure summary="Why this happened">
      <p className={styles.rule}>
        <b>{rule.title}.</b> {rule.statement}{" "}
        <OutsideLink href={rule.source} size={13}>
          {rule.where}
        </OutsideLink>
      </p>
    </Disclosure>
  );
}
