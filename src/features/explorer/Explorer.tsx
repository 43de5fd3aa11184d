/** The scheduler explorer: shows a run of the model step by step, for gallery programs and the learner's own. */
import { useCallback, useMemo, useState } from "react";
import { parseText } from "../../recording/program/text.ts";
import { RULES } from "../../recording/rules.ts";
import type { Rule } from "../../recording/rules.ts";
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import type { Playback } from "../../recording/trace/playback.ts";
import { onTokio } from "../../sandbox/parts.ts";
import { TokioMark, type AskTokio } from "../../ui/tokio/TokioMark.tsx";
import type { ExplorerProgram } from "../../course/explorer-programs.ts";
import { lineOfBeat } from "./code-words.ts";
import { CodeMark } from "./CodeMark.tsx";
import { Disclosure } from "./Disclosure.tsx";
import { GALLERY } from "./gallery/gallery.ts";
import { recordedOn } from "./gallery/recorded.ts";
import { lineSignal } from "./line-signal.ts";
import { linkFor } from "./link.ts";
import type { Linked } from "./link.ts";
import { linkedProgram, openedByLink, openedByName, openedOwn, run, typed } from "./opened.ts";
import type { Opened } from "./opened.ts";
import { freshId } from "./own-programs.ts";
import type { OwnPrograms } from "./own-programs.ts";
import { ProgramEditor } from "./ProgramEditor.tsx";
import { RunOptions } from "./RunOptions.tsx";
import { RunPlayer } from "./RunPlayer.tsx";
import { useCodePlayback } from "./use-code-playback.ts";
import { usePlayback, type ProgramPlayback } from "./use-playback.ts";
import type { Written } from "./written.ts";
import { Waiting } from "./Waiting.tsx";
import styles from "./Explorer.module.css";
import program from "./Program.module.css";
import { OutsideLink } from "../../ui/OutsideLink.tsx";

interface Props {
  blockId: string;
  programs: readonly ExplorerProgram[];
  /** What a link opens instead. */
  linked: Linked | null;
  own: OwnPrograms;
}

export function Explorer({ blockId, programs, linked, own }: Props) {
  const [opened, setOpened] = useState(() =>
    linked === null ? openedByName(programs[0] ?? "spawn-from-a-task") : openedByLink(linked),
  );
  const [editing, setEditing] = useState(opened.running === null || opened.sent);
  const [beside, setBeside] = useState(false);
  const [line] = useState(lineSignal);
  const { name, running, config } = opened;
  const entry = name === null ? null : GALLERY[name];
  const other = useMemo(() => otherFlavor(config), [config]);
  const here = useRun(running, config);
  const there = useRun(beside ? running : null, other);

  function change(next: Opened) {
    setOpened(next);
    own.keep(next);
  }
  function choose(next: Opened) {
    setOpened(next);
    if (next.running === null) setEditing(true);
  }
  const runDraft = () => setOpened(run(opened));
  const { playback, lineAt } = here;
  return (
    <div className="card">
      <div className={styles.head}>
        <Choice programs={programs} opened={opened} linked={linked} own={own} onChoose={choose} />
        {entry !== null && <p className={styles.question}>{entry.question}</p>}
        <RunOptions
          config={config}
          beside={beside}
          onBeside={setBeside}
          onConfig={(changed) => change({ ...opened, config: changed, firstBeat: -1 })}
        />
      </div>
      <Disclosure summary="View and edit the program" open={editing} onOpen={setEditing}>
        <ProgramEditor
          opened={opened}
          codeRun={here.codeRun}
          stale={here.stale}
          line={line}
          onLanguage={(language) => change({ ...opened, language })}
          onType={(text) => change(typed(opened, text, freshId()))}
          onRun={runDraft}
        />
      </Disclosure>
      {playback === null ? (
        <Waiting opened={opened} codeRun={here.codeRun} onRun={runDraft} />
      ) : (
        <div
          className={program.stage}
          data-stale={here.stale || undefined}
          // A learner stepping through a run that is about to be replaced would lose their place.
          inert={here.codeRun.phase !== null}
        >
          <RunPlayer
            // A new recording starts at its beginning, unless a link names the step.
            key={here.id}
            playback={playback}
            companion={there.playback}
            firstBeat={opened.firstBeat}
            lineAt={lineAt}
            onLine={line.set}
            hrefAt={(beat) => {
              const what = linkedProgram(opened);
              return what === null ? null : linkFor(blockId, { program: what, config, beat });
            }}
          />
        </div>
      )}
      {playback !== null && isOfProgram(playback) && !here.stale && (
        <TokioMark playback={playback} ask={askTokio} recordedOn={recordedOn} />
      )}
      {running?.language === "code" && here.codeRun.playback !== null && (
        <CodeMark code={running.text} playback={here.codeRun.playback} />
      )}
      {entry !== null && <RuleNote rule={RULES[entry.rule]} />}
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
  const codeRun = useCodePlayback(running?.language === "code" ? running : null, config);
  const ofCode = codeRun.playback;
  const [last, setLast] = useState<Playback | null>(null);
  const present = running?.language === "code" ? ofCode : ofProgram;
  const kept = present ?? (running?.language === "code" ? last : null);
  if (kept !== last) setLast(kept);
  const lineAt = useCallback(
    (beat: number) => (ofCode === null ? undefined : lineOfBeat(ofCode, beat)),
    [ofCode],
  );
  return {
    playback: kept,
    codeRun,
    lineAt,
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

/** Its value in the list of programs; no program has this name. */
const LINK = "";

interface ChoiceProps {
  programs: readonly ExplorerProgram[];
  opened: Opened;
  linked: Linked | null;
  own: OwnPrograms;
  onChoose(opened: Opened): void;
}

function Choice({ programs, opened, linked, own, onChoose }: ChoiceProps) {
  const rest = (Object.keys(GALLERY) as ExplorerProgram[]).filter((one) => !programs.includes(one));
  const sent = linked !== null && !("name" in linked.program) ? linked : null;
  const option = (one: ExplorerProgram) => (
    <option key={one} value={one}>
      {GALLERY[one].title}
    </option>
  );
  function choose(value: string) {
    const program = own.all.get(value);
    if (program !== undefined) onChoose(openedOwn(value, program));
    else if (value === LINK && sent !== null) onChoose(openedByLink(sent));
    else onChoose(openedByName(value as ExplorerProgram));
  }
  return (
    <label className={styles.choice}>
      <span className="visually-hidden">Program of the gallery, or your own</span>
      <select
        className="input"
        value={opened.own ?? opened.name ?? LINK}
        onChange={(event) => choose(event.target.value)}
      >
        {sent !== null && <option value={LINK}>A program from a link</option>}
        {own.all.size > 0 && (
          <optgroup label="Your own">
            {[...own.all].map(([id, { from }], index) => (
              <option key={id} value={id}>
                {`Yours ${index + 1}: from ${from}`}
              </option>
            ))}
          </optgroup>
        )}
        {programs.length > 0 && <optgroup label="Here">{programs.map(option)}</optgroup>}
        <optgroup label={programs.length > 0 ? "The rest of the gallery" : "Gallery"}>
          {rest.map(option)}
        </optgroup>
      </select>
    </label>
  );
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
