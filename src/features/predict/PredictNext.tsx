/** Rounds of "which task is polled next?": a state of the model, a choice, and the rule that decided it. */
import { Check, X } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import { Ribbon } from "../../ui/stage/Ribbon.tsx";
import { Stage } from "../../ui/stage/Stage.tsx";
import { printCode } from "../../recording/program/code.ts";
import { printRust } from "../../recording/program/rust.ts";
import { printProgram } from "../../recording/program/print.ts";
import { RULES } from "../../recording/rules.ts";
import { globalQueueInterval } from "../../recording/run/config.ts";
import { sayBeat } from "../../recording/trace/say.ts";
import type { PredictRule } from "../../course/explorer-programs.ts";
import { useSettings, type View } from "../../progress/settings.ts";
import type { Mastery } from "../../progress/schema.ts";
import { MasteryTable } from "./MasteryTable.tsx";
import type { Decision } from "./decisions.ts";
import { answered, makeRound, nextRule } from "./rounds.ts";
import type { Round } from "./rounds.ts";
import { onTokio } from "../../sandbox/parts.ts";
import { TokioMark, type AskTokio } from "../../ui/tokio/TokioMark.tsx";
import { focusAtOnce } from "../../ui/focus.ts";
import { OutsideLink } from "../../ui/OutsideLink.tsx";
import styles from "./PredictNext.module.css";

interface Props {
  /** Unique on the page; it groups the choices. */
  name: string;
  rules: readonly PredictRule[];
  /** After this many the task is done; the learner may continue. */
  rounds: number;
  mastery: Mastery;
  onMastery(mastery: Mastery): void;
}

export function PredictNext({ name, rules, rounds, mastery, onMastery }: Props) {
  // The round on screen stays while the page records its answer.
  const [number, setNumber] = useState(mastery.answered);
  const [first] = useState(number);
  const [rule, setRule] = useState(() => nextRule(rules, mastery));
  const round = useMemo(() => makeRound(rule, number), [rule, number]);
  const done = mastery.answered >= rounds;
  return (
    <div className={styles.game}>
      <p className={styles.where}>
        <b>{done && mastery.answered > number ? "All rounds done" : `Round ${number + 1}`}</b>
        {!done && ` of ${rounds}`}
        <progress
          className="progress"
          value={Math.min(mastery.answered, rounds)}
          max={rounds}
          aria-label="Rounds answered"
        />
      </p>
      <RoundView
        key={number}
        name={`${name}-${number}`}
        round={round}
        isNext={number !== first}
        onAnswer={(right) => onMastery(answered(mastery, rule, right))}
        onNext={() => {
          setNumber(mastery.answered);
          setRule(nextRule(rules, mastery, rule));
        }}
        next={done ? "Another round" : "Next round"}
      />
      <MasteryTable rules={rules} mastery={mastery} />
    </div>
  );
}

interface RoundProps {
  name: string;
  round: Round;
  /** Asked for by the learner, so the question takes the focus. */
  isNext: boolean;
  /** The label of the button for the next round. */
  next: string;
  onAnswer(right: boolean): void;
  onNext(): void;
}

function RoundView({ name, round, isNext, next, onAnswer, onNext }: RoundProps) {
  const view = useSettings((settings) => settings.view);
  const [leaning, setLeaning] = useState<number | null>(null);
  const [committed, setCommitted] = useState<number | null>(null);
  const { playback, decision } = round;
  const { labels, recording } = playback;
  const { config } = recording;
  const over = committed !== null;
  const beat = usePlayed(decision, over);
  const chosen = committed ?? leaning;
  const who = config.flavor === "current_thread" ? "the scheduler" : `worker ${decision.worker}`;
  return (
    <>
      <Stage
        playback={playback}
        beat={beat}
        selected={chosen}
        choices={over ? [] : decision.candidates}
        glideMs={over && !isStill() ? GLIDE_MS : 0}
        onSelect={setLeaning}
      />
      <Ribbon playback={playback} beat={beat} selected={null} />
      <div className={styles.ask}>
        <p className="note">
          {config.flavor}, global_queue_interval {globalQueueInterval(config)}
          {config.root === "main" && ", task 0 is main"}. {sayBeat(playback, decision.beat)}
        </p>
        <fieldset className={styles.choices} tabIndex={-1} ref={isNext ? focusAtOnce : undefined}>
          <legend>Which task does {who} poll next?</legend>
          {decision.candidates.map((task) => (
            <label
              key={task}
              className={styles.task}
              data-state={over ? stateOf(task, committed, decision.answer) : undefined}
            >
              <input
                type="radio"
                name={name}
                checked={chosen === task}
                disabled={over}
                onChange={() => setLeaning(task)}
              />
              <span>{labels.short(task)}</span>
              {over && task === decision.answer && <Check size={14} aria-label="right" />}
              {over && task === committed && task !== decision.answer && (
                <X size={14} aria-label="your choice" />
              )}
            </label>
          ))}
        </fieldset>
        <div aria-live="polite">
          {over ? (
            <Outcome round={round} right={committed === decision.answer} beat={beat} />
          ) : (
            <button
              type="button"
              className="button primary"
              aria-disabled={leaning === null}
              onClick={() => {
                if (leaning === null) return;
                setCommitted(leaning);
                onAnswer(leaning === decision.answer);
              }}
            >
              {leaning === null ? "Pick an answer" : `Lock in task ${labels.short(leaning)}`}
            </button>
          )}
        </div>
        {over && (
          <button type="button" className="button" onClick={onNext}>
            {next}
          </button>
        )}
      </div>
      {over && <TokioMark playback={playback} ask={askTokio} />}
      <details className="disclosure-row">
        <summary>The program</summary>
        <pre translate="no" className={styles.program}>
          {programText(recording, view)}
        </pre>
      </details>
    </>
  );
}

/** In the view that the reader has chosen in the explorer; a task program where it cannot be expressed. */
function programText({ program, config }: Round["playback"]["recording"], view: View): string {
  const printed = {
    rust: () => printRust(program, config),
    code: () => printCode(program),
    program: () => null,
  };
  return printed[view]() ?? printProgram(program);
}

const askTokio: AskTokio = async (program) => (await onTokio.load()).orderOnTokio(program);

function stateOf(task: number, committed: number, answer: number): "right" | "wrong" | "other" {
  if (task === answer) return "right";
  return task === committed ? "wrong" : "other";
}

/** Of the whole run from the question to the answer, and of one step in it, in ms. */
const RUN_MS = 3_000;
const STEP_MS = 600;
/** Shorter than a step of the longest run. */
const GLIDE_MS = 180;

const isStill = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** An answer plays the run from the moment that was asked about to the poll that decides it. @returns the beat to show */
function usePlayed({ beat, pollBeat }: Decision, over: boolean): number {
  const [at, setAt] = useState(beat);
  useEffect(() => {
    if (!over || at === pollBeat) return;
    const still = isStill();
    const pause = Math.min(STEP_MS, RUN_MS / (pollBeat - beat));
    const timer = setTimeout(() => setAt(still ? pollBeat : at + 1), still ? 0 : pause);
    return () => clearTimeout(timer);
  }, [over, at, beat, pollBeat]);
  return at;
}

interface OutcomeProps {
  round: Round;
  right: boolean;
  /** The beat on screen. */
  beat: number;
}

/** What happened, and why: shown after a right choice too, which may have been luck. */
function Outcome({ round, right, beat }: OutcomeProps) {
  const { playback, decision } = round;
  const rule = RULES[round.rule];
  const between = Array.from({ length: decision.pollBeat - decision.beat }, (_, i) => decision.beat + 1 + i);
  return (
    <div className={styles.outcome} data-tone={right ? "ok" : "error"} tabIndex={-1} ref={focusAtOnce}>
      <p>
        <b>{right ? "Yes." : `Not quite: ${playback.labels.long(decision.answer)}.`}</b> {rule.title}.{" "}
        {rule.statement}{" "}
        <OutsideLink href={rule.source} size={13}>
          {rule.where}
        </OutsideLink>
      </p>
      <ol className={styles.between}>
        {between.slice(0, MOST_STEPS).map((each) => (
          <li key={each} aria-current={each === beat ? "step" : undefined}>
            {sayBeat(playback, each)}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Listed below the rule; the picture plays all of them. */
const MOST_STEPS = 8;
