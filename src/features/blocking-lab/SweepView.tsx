/** Increasing load: the others' p99 with each strategy, and how far each stays within the learner's budget. */
import { useState } from "react";
import { NumberField } from "./NumberField.tsx";
import { kneeOf, kneeWords } from "./sweep.ts";
import { STRATEGIES, STRATEGY_WORDS } from "./strategies.ts";
import type { Lab } from "./use-lab.ts";
import { cellOf, sweepRows } from "./sweep-rows.ts";
import { unbroken } from "../../lib/units.ts";
import { ChartBox } from "../../ui/charts/ChartBox.tsx";
import { lazily } from "../../ui/lazily.tsx";
import { ChartTable } from "../../ui/charts/ChartTable.tsx";
import lab from "./Lab.module.css";
import styles from "./SweepView.module.css";

const SweepChart = lazily("The chart", () => import("./SweepChart.tsx"));
/** Until the chart has loaded. */
const CHART_PX = 300;

interface Props {
  lab: Lab;
  /** The points belong to a handler or load other than the form's. */
  stale: boolean;
  onSweep(): void;
}

export function SweepView({ lab: { points, phase }, stale, onSweep }: Props) {
  const [budgetMs, setBudgetMs] = useState(1);
  const strategies = STRATEGIES.filter((strategy) => points.some((point) => point.strategy === strategy));
  const sweeping = phase === "sweeping";
  return (
    <section className={styles.sweep} aria-label="Where each strategy breaks your budget">
      <h4>Where each breaks your budget</h4>
      <div className={lab.go}>
        <span>
          Other tasks may wait{" "}
          <NumberField
            label="Budget of the other tasks, in ms"
            value={budgetMs}
            min={0.01}
            max={1_000}
            whole={false}
            unit="ms"
            onChange={setBudgetMs}
          />{" "}
          at p99
        </span>
        <button
          type="button"
          className="button"
          aria-disabled={phase !== "idle"}
          onClick={() => phase === "idle" && onSweep()}
        >
          {points.length > 0 && !stale ? "Try the loads again" : "Increase the load"}
        </button>
      </div>
      <p className={lab.state} aria-live="polite">
        {sweeping
          ? `${points.length} runs done.`
          : points.length > 0 && stale
            ? "These results are from an earlier version of your handler."
            : ""}
      </p>
      {points.length > 0 && (
        <>
          <ChartBox height={CHART_PX}>
            {(width) => (
              <SweepChart points={points} strategies={strategies} budgetNs={budgetMs * 1e6} width={width} />
            )}
          </ChartBox>
          <ul className={styles.knees}>
            {!sweeping &&
              strategies.map((strategy) => (
                <li key={strategy}>
                  <strong>{STRATEGY_WORDS[strategy]}</strong>{" "}
                  {unbroken(kneeWords(kneeOf(strategy, points, budgetMs * 1e6), budgetMs * 1e6))}.
                </li>
              ))}
          </ul>
          <ChartTable
            summary="All loads as a table"
            caption="p99 of the other tasks, and requests finished of those offered"
            columns={["Requests/s", ...strategies.map((strategy) => STRATEGY_WORDS[strategy])]}
            rows={sweepRows(points).map((row) => [
              String(row.rate),
              ...strategies.map((strategy) => cellOf(row[strategy])),
            ])}
          />
        </>
      )}
    </section>
  );
}
