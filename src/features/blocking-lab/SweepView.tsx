/** More and more load: the others' p99 in each way out, and up to where it keeps within the learner's budget. */
import { useState } from "react";
import { formatNs } from "../../lib/units.ts";
import { NumberField } from "./NumberField.tsx";
import { kneeOf, kneeWords } from "./sweep.ts";
import type { SweepPoint } from "./sweep.ts";
import { SweepChart } from "./SweepChart.tsx";
import { STRATEGIES, STRATEGY_WORDS } from "./strategies.ts";
import type { Strategy } from "./strategies.ts";
import type { Lab } from "./use-lab.ts";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import lab from "./Lab.module.css";
import styles from "./SweepView.module.css";

interface Props {
  lab: Lab;
  /** The points are of another handler or load than the form's. */
  stale: boolean;
  onSweep(): void;
}

export function SweepView({ lab: { points, phase }, stale, onSweep }: Props) {
  const [budgetMs, setBudgetMs] = useState(1);
  const strategies = STRATEGIES.filter((strategy) => points.some((point) => point.strategy === strategy));
  const sweeping = phase === "sweeping";
  return (
    <section className={styles.sweep} aria-label="Where each way out stops paying">
      <h4>Where each stops paying</h4>
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
          {points.length > 0 && !stale ? "Try the loads again" : "Try more and more load"}
        </button>
      </div>
      <p className={lab.state} aria-live="polite">
        {sweeping
          ? `${points.length} runs done.`
          : points.length > 0 && stale
            ? "These are of an earlier version."
            : ""}
      </p>
      {points.length > 0 && (
        <>
          <ScrollBox className="table-scroll" label="The other tasks' p99 over the load">
            <SweepChart points={points} strategies={strategies} budgetNs={budgetMs * 1e6} />
          </ScrollBox>
          <ul className={styles.knees}>
            {!sweeping &&
              strategies.map((strategy) => (
                <li key={strategy}>
                  <strong>{STRATEGY_WORDS[strategy]}</strong>{" "}
                  {kneeWords(kneeOf(strategy, points, budgetMs * 1e6), budgetMs * 1e6)}.
                </li>
              ))}
          </ul>
          <PointsTable points={points} strategies={strategies} />
        </>
      )}
    </section>
  );
}

function PointsTable({
  points,
  strategies,
}: {
  points: readonly SweepPoint[];
  strategies: readonly Strategy[];
}) {
  const rates = [...new Set(points.map(({ requestsPerSecond }) => requestsPerSecond))].toSorted(
    (a, b) => a - b,
  );
  return (
    <details className="disclosure">
      <summary>All loads as a table</summary>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls on a narrow screen */}
      <div className="table-scroll" tabIndex={0} role="region" aria-label="All loads">
        <table className="table numbers">
          <caption>p99 of the other tasks, and requests finished of those offered</caption>
          <thead>
            <tr>
              <th scope="col">Requests/s</th>
              {strategies.map((strategy) => (
                <th key={strategy} scope="col">
                  {STRATEGY_WORDS[strategy]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rates.map((rate) => (
              <tr key={rate}>
                <th scope="row">{rate}</th>
                {strategies.map((strategy) => {
                  const point = points.find(
                    (one) => one.strategy === strategy && one.requestsPerSecond === rate,
                  );
                  return (
                    <td key={strategy}>
                      {point && `${formatNs(point.othersP99Ns)}, ${point.finished}/${point.offered}`}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
