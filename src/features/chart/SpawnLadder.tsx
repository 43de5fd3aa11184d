/** Shows the parts of one spawn: measured steps as bars, and the trace's exact event counts. */
import type { BenchProfile } from "../../../harness/report.ts";
import { formatNs, unbroken } from "../../lib/units.ts";
import { spawnParts, type Ladder } from "./spawn-cost.ts";
import { ColumnHeads } from "../../ui/ColumnHeads.tsx";
import styles from "./SpawnLadder.module.css";

export function SpawnLadder({ profile, ladder }: { profile: BenchProfile; ladder: Ladder }) {
  const parts = spawnParts(ladder);
  const { boxedNs } = ladder;
  const kinds = Object.entries(profile.eventsPerOp?.kinds ?? {}).filter(([, count]) => count >= 1);
  return (
    <details className={styles.details}>
      <summary>The steps of one spawn, each measured</summary>
      <table className={styles.table}>
        <ColumnHeads names={["Step", "Adds", "Share"]} />
        <tbody>
          {parts.map(({ name, what, ns }) => {
            const share = ns / ladder.spawnNs;
            return (
              <tr key={name}>
                <th scope="row">
                  {name}
                  <small>{what}</small>
                  <span
                    className={styles.bar}
                    style={{ inlineSize: `${Math.max(0, share) * 100}%` }}
                    aria-hidden="true"
                  />
                </th>
                <td>{ns < 0 ? `−${formatNs(-ns)}` : formatNs(ns)}</td>
                <td>{Math.round(share * 100)} %</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p>
        Each step is measured alone and subtracted from the next, so their noise adds up. For comparison: an
        inline operation that yields once, and so takes a turn of the executor without a new task, takes{" "}
        {unbroken(formatNs(ladder.turnNs))}.
        {boxedNs !== undefined &&
          unbroken(
            ` One whose future is put on the heap first takes ${formatNs(boxedNs)}: an allocation and its release cost ${formatNs(Math.max(0, boxedNs - ladder.inlineNs))} of that.`,
          )}
      </p>
      {kinds.length > 0 && (
        <p>
          The trace counts, without any noise, what happens in one spawned and awaited operation:{" "}
          {kinds.map(([kind, count]) => `${count} ${kind}`).join(", ")}. The same operation inline leaves{" "}
          {profile.eventsPerOp!.inline === 0 ? "no event" : `${profile.eventsPerOp!.inline} events`}: to the
          scheduler it is part of the poll that is already going on.
        </p>
      )}
    </details>
  );
}
