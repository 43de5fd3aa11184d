/** The scheduler explorer: a run of the model, step by step, for programs of the gallery and the learner's own. */
import { ArrowUpRight, Link2 } from "lucide-react";
import { useCallback, useMemo, useReducer, useRef, useState, type KeyboardEvent } from "react";
import { Ribbon } from "../film/picture/Ribbon.tsx";
import { Stage } from "../film/picture/Stage.tsx";
import { parseText } from "../film/program/text.ts";
import { RULES } from "../film/rules.ts";
import type { Rule } from "../film/rules.ts";
import { DEFAULT_CONFIG } from "../film/run/config.ts";
import type { RunConfig } from "../film/run/config.ts";
import type { Film } from "../film/trace/film.ts";
import { sayBeat } from "../film/trace/say.ts";
import type { ExplorerProgram } from "../lesson/explorer-programs.ts";
import { Disclosure } from "./Disclosure.tsx";
import { GALLERY } from "./gallery/gallery.ts";
import { HeldClaims } from "./HeldClaims.tsx";
import { Inspector } from "./Inspector.tsx";
import { linkFor } from "./link.ts";
import type { Linked } from "./link.ts";
import { companionBeat, moved, moveForKey } from "./player.ts";
import type { Move, Place } from "./player.ts";
import { ProgramEditor } from "./ProgramEditor.tsx";
import { RunOptions } from "./RunOptions.tsx";
import { StateTable } from "./StateTable.tsx";
import { SPEEDS, Transport } from "./Transport.tsx";
import { useFilm } from "./use-film.ts";
import { usePlaying } from "./use-playing.ts";
import styles from "./Explorer.module.css";

interface Props {
  blockId: string;
  programs: readonly ExplorerProgram[];
  /** From a link: what to open instead. */
  linked: Linked | null;
}

/** What is opened: a program, where it is from, and how it is run. */
interface Opened {
  /** null: the learner's own. */
  name: ExplorerProgram | null;
  text: string;
  config: RunConfig;
}

function openedFrom(linked: Linked | null, first: ExplorerProgram | undefined): Opened {
  const name =
    linked !== null && "name" in linked.program ? linked.program.name : (first ?? "spawn-from-a-task");
  const { text, config } = GALLERY[name];
  if (linked === null) return { name, text, config };
  if ("text" in linked.program) return { name: null, text: linked.program.text, config: linked.config };
  return { name, text, config: linked.config };
}

export function Explorer({ blockId, programs, linked }: Props) {
  const [opened, setOpened] = useState(() => openedFrom(linked, programs[0]));
  const [beside, setBeside] = useState(false);
  const { name, text, config } = opened;
  const entry = name === null ? null : GALLERY[name];
  const program = useMemo(() => {
    const parsed = parseText(text);
    return parsed.ok ? parsed.program : null;
  }, [text]);
  const film = useFilm(program, config);
  const other = useMemo(() => otherFlavor(config), [config]);
  const companion = useFilm(beside ? program : null, other);
  return (
    <div className={styles.explorer}>
      <div className={styles.head}>
        <Choice
          programs={programs}
          name={name}
          onChoose={(chosen) => setOpened({ name: chosen, ...pick(chosen) })}
        />
        {entry !== null && <p className={styles.question}>{entry.question}</p>}
        <RunOptions
          config={config}
          beside={beside}
          onBeside={setBeside}
          onConfig={(changed) => setOpened({ ...opened, config: changed })}
        />
      </div>
      {film === null ? (
        <div className={styles.waiting} aria-busy="true">
          {program === null ? "This program has mistakes: see below." : "Recording the run…"}
        </div>
      ) : (
        <Player
          // A new recording is seen from its beginning, unless a link names the step.
          key={`${text}\n${JSON.stringify(film.recording.config)}`}
          film={film}
          companion={companion}
          firstBeat={linked?.beat ?? -1}
          hrefAt={(beat) => linkFor(blockId, { program: name === null ? { text } : { name }, config, beat })}
        />
      )}
      <Disclosure summary="The program, to be read and changed">
        <ProgramEditor text={text} onRun={(own) => setOpened({ name: null, text: own, config })} />
      </Disclosure>
      {entry !== null && <RuleNote rule={RULES[entry.rule]} />}
    </div>
  );
}

const pick = (name: ExplorerProgram): { text: string; config: RunConfig } => ({
  text: GALLERY[name].text,
  config: GALLERY[name].config,
});

function otherFlavor(config: RunConfig): RunConfig {
  if (config.flavor === "current_thread") return { ...DEFAULT_CONFIG, ...config, flavor: "multi_thread" };
  return { ...config, flavor: "current_thread" };
}

interface ChoiceProps {
  programs: readonly ExplorerProgram[];
  name: ExplorerProgram | null;
  onChoose(name: ExplorerProgram): void;
}

function Choice({ programs, name, onChoose }: ChoiceProps) {
  const rest = (Object.keys(GALLERY) as ExplorerProgram[]).filter((one) => !programs.includes(one));
  const option = (one: ExplorerProgram) => (
    <option key={one} value={one}>
      {GALLERY[one].title}
    </option>
  );
  return (
    <label className={styles.choice}>
      <span className="visually-hidden">Program of the gallery</span>
      <select
        className={styles.select}
        value={name ?? ""}
        onChange={(event) => onChoose(event.target.value as ExplorerProgram)}
      >
        {name === null && <option value="">Your own program</option>}
        <optgroup label="Here">{programs.map(option)}</optgroup>
        <optgroup label="The rest of the gallery">{rest.map(option)}</optgroup>
      </select>
    </label>
  );
}

interface PlayerProps {
  film: Film;
  companion: Film | null;
  firstBeat: number;
  hrefAt(beat: number): string;
}

function Player({ film, companion, firstBeat, hrefAt }: PlayerProps) {
  const [place, move] = useReducer((now: Place, by: Move) => moved(now, by, film), {
    beat: Math.min(firstBeat, film.length - 1),
    playing: false,
  });
  const [speed, setSpeed] = useState<number>(2);
  const [asked, setAsked] = useState("");
  const [copied, setCopied] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  usePlaying(place.playing, speed, box, (beats) => move({ kind: "played", beats }));
  const { beat } = place;
  const { labels, recording } = film;
  const selected = labels.find(asked.trim());
  const said = sayBeat(film, beat);
  const jump = useCallback((to: number) => move({ kind: "go", beat: to }), []);
  const ask = useCallback((task: number) => setAsked(labels.short(task)), [labels]);

  function keyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target as HTMLElement;
    if (/^(INPUT|TEXTAREA|SELECT|SUMMARY|A)$/.test(target.tagName) && target.getAttribute("type") !== "range")
      return;
    // A button's own space presses it.
    if (event.key === " " && target.tagName === "BUTTON") return;
    const by = moveForKey(event.key, event.shiftKey);
    if (by === undefined) return;
    event.preventDefault();
    move(by);
  }

  async function copyLink() {
    const href = hrefAt(beat);
    history.replaceState(null, "", href);
    await navigator.clipboard.writeText(location.href).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  }

  return (
    // The keys are those of the slider and the buttons inside, for wherever in the player the focus is.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={box}
      className={styles.player}
      data-quick={(place.playing && speed > SPEEDS[1].beatsPerSecond) || undefined}
      onKeyDown={keyDown}
    >
      <Stage
        scene={film.sceneAt(beat)}
        config={recording.config}
        labels={labels}
        selected={selected}
        onSelect={ask}
      />
      <Ribbon film={film} beat={beat} selected={selected} onJump={jump} />
      {companion !== null && (
        <Companion film={film} beat={beat} companion={companion} selected={selected} ask={ask} />
      )}
      <div className={styles.now}>
        <p aria-live={place.playing ? "off" : "polite"}>{said}</p>
        {beat >= film.length - 1 && <p className={styles.hint}>{endWords(film)}</p>}
      </div>
      <Transport
        place={place}
        length={film.length}
        said={said}
        speed={speed}
        onMove={move}
        onSpeed={setSpeed}
      />
      <Inspector film={film} beat={beat} asked={asked} onAsk={setAsked} onJump={jump} />
      <div className={styles.foot}>
        <Disclosure summary="This step as a table">
          <StateTable film={film} beat={beat} />
        </Disclosure>
        <Disclosure summary="What held in this run">
          <HeldClaims recording={recording} />
        </Disclosure>
        <button
          type="button"
          className="button quiet"
          onClick={() => void copyLink()}
          onBlur={() => setCopied(false)}
        >
          <Link2 size={15} aria-hidden /> {copied ? "Copied" : "Link to this step"}
        </button>
      </div>
    </div>
  );
}

interface CompanionProps {
  film: Film;
  beat: number;
  companion: Film;
  selected: number | null;
  ask(task: number): void;
}

/** The same program on the other scheduler, as far as it has made the same number of polls. */
function Companion({ film, beat, companion, selected, ask }: CompanionProps) {
  const there = companionBeat(film, beat, companion);
  const { labels, recording } = companion;
  return (
    <div
      className={styles.companion}
      role="group"
      aria-label={`The same program on ${recording.config.flavor}`}
    >
      <p className={styles.companionName}>
        <b>{recording.config.flavor}</b>, after as many polls
      </p>
      <Stage
        scene={companion.sceneAt(there)}
        config={recording.config}
        labels={labels}
        selected={selected === null ? null : labels.find(film.labels.short(selected))}
        onSelect={(task) => ask(film.labels.find(labels.short(task)) ?? task)}
      />
      <Ribbon film={companion} beat={there} selected={null} />
    </div>
  );
}

function endWords({ recording: { end } }: Film): string {
  switch (end.kind) {
    case "done":
      return "The end: block_on returns.";
    case "parked":
      return "The end: nothing can run any more.";
    case "cut":
      return "The recording is full; the run goes on from here, unseen.";
    case "failed":
      return `The run failed: ${end.message}`;
  }
}

function RuleNote({ rule }: { rule: Rule }) {
  return (
    <Disclosure summary="The rule behind it">
      <p className={styles.rule}>
        <b>{rule.title}.</b> {rule.statement}{" "}
        <a href={rule.source} target="_blank" rel="noopener noreferrer">
          {rule.where}
          <ArrowUpRight size={13} aria-hidden />
          <span className="visually-hidden"> (opens in a new tab)</span>
        </a>
      </p>
    </Disclosure>
  );
}
