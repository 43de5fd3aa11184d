/** The question about the minute, graded with the run's own numbers. */
import { useId, useState } from "react";
import { POLL_COLUMNS, pollCells } from "../../progress/recorded-polls.ts";
import { NumbersTable } from "../../ui/charts/ChartTable.tsx";
import { TASK_NAMES } from "./arb-bot.ts";
import type { LiveRun } from "./model-run.ts";
import { judge, rankByP95 } from "./p95.ts";
import type { Verdict } from "./p95.ts";
import { END_MS } from "./use-live-run.ts";
import styles from "./Question.module.css";

interface Props {
  run: LiveRun;
  /** The answer from an earlier visit: a task's name and its grade. */
  earlier: { task: string; text: string } | undefined;
  onAnswer(task: string, verdict: Verdict): void;
}

export function LongestP95({ run, earlier, onAnswer }: Props) {
  const [choice, setChoice] = useState<string>();
  const [verdict, setVerdict] = useState<Verdict>();
  const group = useId();
  const ended = run.nowMs >= END_MS;
  const chosen = choice ?? earlier?.task;

  function check() {
    if (!ended || chosen === undefined) return;
    const judged = judge(chosen, rankByP95(run.table.tasks.values()));
    setVerdict(judged);
    onAnswer(chosen, judged);
  }

  const shown = verdict?.text ?? earlier?.text;
  return (
    <div className={styles.question}>
      <fieldset>
        <legend>Which task has the longest p95 poll duration?</legend>
        <div className={styles.choices}>
          {TASK_NAMES.map((task) => (
            <label key={task} className={styles.task}>
              <input
                type="radio"
                name={group}
                checked={chosen === task}
                onChange={() => {
                  setChoice(task);
                  setVerdict(undefined);
                }}
              />
              {task}
            </label>
          ))}
        </div>
      </fieldset>
      <button
        type="button"
        className="button primary"
        aria-disabled={!ended || chosen === undefined}
        onClick={check}
      >
        {ended ? (chosen === undefined ? "Pick an answer" : "Check") : "Watch the whole minute first"}
      </button>
      <div aria-live="polite">
        {shown !== undefined && (choice === undefined || verdict !== undefined) && (
          <p className="notice" data-tone={shown.endsWith("Right.") ? "ok" : "error"}>
            {shown}
          </p>
        )}
      </div>
      {verdict?.right && <Ranking run={run} />}
    </div>
  );
}

function Ranking({ run }: { run: LiveRun }) {
  return (
    <NumbersTable
      className={styles.ranking}
      caption="Poll durations over the minute, longest p95 first"
      showsCaption
      columns={POLL_COLUMNS.slice(0, 5)}
      rows={rankByP95(run.table.tasks.values()).map(pollCells)}
      translate="no"
    />
  );
}
