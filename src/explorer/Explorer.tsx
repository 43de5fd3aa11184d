/** The scheduler explorer: a run of the model, step by step, for programs of the gallery and the learner's own. */
import { ArrowUpRight } from "lucide-react";
import { useMemo, useState } from "react";
import { parseText } from "../film/program/text.ts";
import { RULES } from "../film/rules.ts";
import type { Rule } from "../film/rules.ts";
import { DEFAULT_CONFIG } from "../film/run/config.ts";
import type { RunConfig } from "../film/run/config.ts";
import type { ExplorerProgram } from "../lesson/explorer-programs.ts";
import { Disclosure } from "./Disclosure.tsx";
import { GALLERY } from "./gallery/gallery.ts";
import { linkFor } from "./link.ts";
import type { Linked } from "./link.ts";
import { RunPlayer } from "./RunPlayer.tsx";
import { ProgramEditor } from "./ProgramEditor.tsx";
import { RunOptions } from "./RunOptions.tsx";
import { useFilm } from "./use-film.ts";
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
        <RunPlayer
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
