/** The results of each strategy as a table, and which histogram counted them. */
import { useState } from "react";
import { formatNs } from "../../lib/units.ts";
import type { RecordLateness, Recorded } from "./learner.ts";
import type { RunAnswer } from "./messages.ts";
import { STRATEGY_WORDS } from "./strategies.ts";
import type { Strategy } from "./strategies.ts";
import type { Quantiles } from "./summary.ts";
import styles from "./ResultsTable.module.css";

interface Props {
  runs: readonly RunAnswer[];
  shown: Strategy;
  onShow(strategy: Strategy): void;
  recordWithLearners: RecordLateness | undefined;
}

export function ResultsTable({ runs, shown, onShow, recordWithLearners }: Props) {
  const [counted, setCounted] = useState<{ of: readonly RunAnswer[]; by: Recorded | "counting" }>();
  const byLearner = counted?.of === runs ? counted.by : undefined;
  const own = typeof byLearner === "object" && byLearner.kind === "recorded" ? byLearner.series : undefined;

  async function count() {
    if (recordWithLearners === undefined) return;
    setCounted({ of: runs, by: "counting" });
    setCounted({ of: runs, by: await recordWithLearners(runs.map(({ latenessNs }) => latenessNs)) });
  }

  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls on a narrow screen */}
      <div className="table-scroll" tabIndex={0} role="region" aria-label="Results">
        <table className={styles.table}>
          <caption className="visually-hidden">Results of each strategy</caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2}>
                Strategy
              </th>
              <th scope="colgroup" colSpan={3}>
                Other tasks wait
              </th>
              <th scope="colgroup" colSpan={2}>
                Requests take
              </th>
              <th scope="col" rowSpan={2}>
                Finished
              </th>
              <th scope="col" rowSpan={2}>
                Threads
              </th>
            </tr>
            <tr>
              {["p50", "p99", "max", "p50", "p99"].map((name, index) => (
                // oxlint-disable-next-line react/no-array-index-key
                <th key={index} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.map(({ summary }, index) => (
              <tr key={summary.strategy} data-shown={summary.strategy === shown || undefined}>
                <th scope="row">
                  <label>
                    <input
                      type="radio"
                      name="shown-strategy"
                      checked={summary.strategy === shown}
                      onChange={() => onShow(summary.strategy)}
                    />
                    {STRATEGY_WORDS[summary.strategy]}
                  </label>
                </th>
                <QuantileCells of={{ ...summary.others, ...own?.[index] }} />
                <td>{formatNs(summary.requests.p50Ns)}</td>
                <td>{formatNs(summary.requests.p99Ns)}</td>
                <td>
                  {summary.finished} of {summary.offered}
                </td>
                <td>{summary.threads}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={styles.counted}>
        <p>{countedWords(byLearner)}</p>
        {recordWithLearners !== undefined && runs.length > 0 && own === undefined && (
          <button
            type="button"
            className="button"
            aria-disabled={byLearner === "counting"}
            onClick={() => void count()}
          >
            Count them with your Histogram
          </button>
        )}
      </div>
    </>
  );
}

function QuantileCells({ of: { p50Ns, p99Ns, maxNs } }: { of: Quantiles }) {
  return (
    <>
      <td>{formatNs(p50Ns)}</td>
      <td data-strong>{formatNs(p99Ns)}</td>
      <td>{formatNs(maxNs)}</td>
    </>
  );
}

const PROBES_WORDS =
  "Four other tasks are due every millisecond, with 10 µs of work each; their delay is measured to completion, missed ticks included.";

function countedWords(by: Recorded | "counting" | undefined): string {
  if (by === "counting") return "Your Histogram is counting…";
  if (by === undefined) return `${PROBES_WORDS} Counted with the course's HdrHistogram, to 0.8 %.`;
  if (by.kind === "failed") return `Your Histogram could not count them: ${by.message}`;
  return `${PROBES_WORDS} Counted with your own Histogram: p50 and p99 are upper bounds of your buckets.`;
}
