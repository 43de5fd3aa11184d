/** The recordings of their own applications that learners handed in, each with its longest polls; all of it is claimed. */
import { formatMs, formatNs } from "../../lib/units.ts";
import { oneLine } from "../../lib/visible.ts";
import { counted } from "../../lib/words.ts";
import type { ConsoleRecording } from "../../progress/console-recording.ts";
import { rankRecorded } from "../../progress/recorded-polls.ts";
import { InPart } from "../../ui/InPart.tsx";
import { Unfold } from "../../ui/Unfold.tsx";
import type { Regraded } from "./regrade.ts";
import styles from "./RegradePage.module.css";

/** Of each recording. */
const LONGEST = 5;

export function Consoles({ done }: { done: readonly Regraded[] }) {
  const recorded = done.flatMap((one) =>
    one.kind !== "graded"
      ? []
      : (one.handIn.consoles ?? []).flatMap(({ recordings }) =>
          recordings.map((recording) => ({ who: oneLine(one.handIn.learner || one.file), recording })),
        ),
  );
  if (recorded.length === 0) return null;
  return (
    <Unfold
      className={styles.question}
      summary={`Recordings of learners’ own applications, as claimed (${recorded.length})`}
    >
      {() => (
        <InPart items={recorded} step={50} what="recordings">
          {(part) =>
            part.map(({ who, recording }, at) => <Recorded key={at} who={who} recording={recording} />)
          }
        </InPart>
      )}
    </Unfold>
  );
}

function Recorded({ who, recording }: { who: string; recording: ConsoleRecording }) {
  return (
    <div className="table-scroll">
      <table className="table numbers">
        <caption>
          {who}: {oneLine(recording.label)}, {recording.seconds.toFixed(0)} s
          {recording.masked && ", without names"}
        </caption>
        <thead>
          <tr>
            {["Task", "p50", "p95", "p99", "Polls", "Sched", "Warnings"].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rankRecorded(recording)
            .slice(0, LONGEST)
            .map(({ task, name, p50Ns, p95Ns, p99Ns, polls }, at) => (
              <tr key={at}>
                <th scope="row" translate="no">
                  {oneLine(name)}
                </th>
                <td>{formatNs(p50Ns)}</td>
                <td>{formatNs(p95Ns)}</td>
                <td>{formatNs(p99Ns)}</td>
                <td>{counted(polls, "poll")}</td>
                <td>{formatMs(task.scheduledMs)}</td>
                <td>{oneLine(task.warnings.join(", "))}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
