/** Two recorded minutes side by side. */
import { useState } from "react";
import { formatNs, formatPercent } from "../../../lib/units.ts";
import type { ConsoleRecording } from "../../../progress/console-recording.ts";
import { ColumnHeads } from "../../../ui/ColumnHeads.tsx";
import { InPart } from "../../../ui/InPart.tsx";
import { compare } from "../live/compare.ts";
import type { Compared } from "../live/compare.ts";
import styles from "./Own.module.css";
import question from "../Question.module.css";

/** Rows of a table before the button for more. */
const SHOWN = 12;

export function Comparison({ recordings }: { recordings: readonly ConsoleRecording[] }) {
  const [before, setBefore] = useState(recordings.length - 2);
  const [after, setAfter] = useState(recordings.length - 1);
  const [a, b] = [recordings[before], recordings[after]];
  const pick = (label: string, value: number, set: (at: number) => void) => (
    <label>
      {label}{" "}
      <select className="input" value={value} onChange={({ target }) => set(Number(target.value))}>
        {recordings.map((each, index) => (
          <option key={each.at} value={index}>
            {index + 1}. {each.label}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section className={styles.comparison} aria-label="Before and after">
      <h4>Before and after</h4>
      <div className={styles.buttons}>
        {pick("Before", before, setBefore)}
        {pick("After", after, setAfter)}
      </div>
      {a !== undefined && b !== undefined && a !== b && (
        <InPart items={compare(a, b)} step={SHOWN} what="tasks">
          {(part) => (
            <div className="table-scroll">
              <table className={question.ranking}>
                <caption>Shares are of the recorded time, and polls are by the second</caption>
                <ColumnHeads names={["Task", "p95 before", "p95 after", "Busy", "Sched", "Polls / s"]} />
                <tbody>
                  {part.map((row) => (
                    <ComparedRow key={row.key} row={row} />
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </InPart>
      )}
    </section>
  );
}

function ComparedRow({ row: { name, before, after } }: { row: Compared }) {
  const both = (of: (side: NonNullable<Compared["before"]>) => string) =>
    `${before ? of(before) : "–"} → ${after ? of(after) : "–"}`;
  const p95 = (side: Compared["before"]) => (side?.p95Ns === undefined ? "–" : formatNs(side.p95Ns));
  return (
    <tr>
      <th scope="row" translate="no">
        {name}
      </th>
      <td>{p95(before)}</td>
      <td>{p95(after)}</td>
      <td>{both(({ busyShare }) => percent(busyShare))}</td>
      <td>{both(({ scheduledShare }) => percent(scheduledShare))}</td>
      <td>{both(({ pollsPerSecond }) => pollsPerSecond.toFixed(pollsPerSecond < 10 ? 1 : 0))}</td>
    </tr>
  );
}

const percent = (share: number): string => formatPercent(share, share < 0.1 ? 1 : 0);
