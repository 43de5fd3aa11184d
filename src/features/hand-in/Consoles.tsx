/** The recordings of their own applications that learners handed in, each with its longest polls; all of it is claimed. */
import { oneLine } from "../../lib/visible.ts";
import type { ConsoleRecording } from "../../progress/console-recording.ts";
import { POLL_COLUMNS, rankRecorded, recordedCells } from "../../progress/recorded-polls.ts";
import { NumbersTable } from "../../ui/charts/ChartTable.tsx";
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
    <NumbersTable
      caption={`${who}: ${oneLine(recording.label)}, ${recording.seconds.toFixed(0)} s${recording.masked ? ", without names" : ""}`}
      showsCaption
      columns={POLL_COLUMNS}
      rows={rankRecorded(recording)
        .slice(0, LONGEST)
        .map((ranked) => recordedCells(ranked).map(oneLine))}
      translate="no"
    />
  );
}
