/** Lists what is stored, piece by piece, so that the learner can reset one that causes trouble. */
import { useState } from "react";
import { kindOf, type Kind, type Stored } from "../../progress/schema.ts";
import { addSnapshot, removeRecords, setRecords, useProgress } from "../../progress/store.ts";
import { oneLine } from "../../lib/visible.ts";
import { ColumnHeads } from "../../ui/ColumnHeads.tsx";
import { InPart } from "../../ui/InPart.tsx";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import { Unfold } from "../../ui/Unfold.tsx";
import styles from "./StoredWork.module.css";

const NAMES: Record<Kind, string> = {
  draft: "Code",
  answer: "Answer",
  result: "Result of the checks",
  mark: "Day marked as done",
  bench: "Measurement",
  expectation: "Guess before a measurement",
  "tokio-bench": "Measurement on real tokio",
  mastery: "Rounds of predictions",
  console: "Recordings of your applications",
  program: "Program in an explorer",
};

export function StoredWork() {
  const [last, setLast] = useState<Stored>();
  return (
    <div className={styles.place}>
      <p>If part of a page is broken or slow, reset what is stored for it. Everything else stays.</p>
      {last && (
        <p className="notice" role="status">
          <span>Reset {nameOf(last)}.</span>
          <button
            type="button"
            className="button"
            onClick={() => {
              setRecords([last]);
              setLast(undefined);
            }}
          >
            Undo
          </button>
        </p>
      )}
      <Unfold className={styles.list} summary="Show what is stored">
        {() => <Records onReset={(record) => void reset(record).then(() => setLast(record))} />}
      </Unfold>
    </div>
  );
}

function Records({ onReset }: { onReset(record: Stored): void }) {
  const records = useProgress((state) => state.records);
  const all = Object.values(records).toSorted((a, b) => (a.key < b.key ? -1 : 1));
  if (all.length === 0) return <p>Nothing is stored yet.</p>;
  return (
    <InPart items={all} step={100} what="pieces">
      {(part) => (
        <ScrollBox className={styles.scroll} label="What is stored">
          <table className={styles.table}>
            <ColumnHeads names={["What", "Size", "Reset"]} />
            <tbody>
              {part.map((record) => (
                <tr key={record.key}>
                  <th scope="row">{nameOf(record)}</th>
                  <td>{Math.ceil(JSON.stringify(record.value).length / 100) / 10} kB</td>
                  <td>
                    <button
                      type="button"
                      className="button"
                      aria-label={`Reset ${nameOf(record)}`}
                      onClick={() => onReset(record)}
                    >
                      Reset
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      )}
    </InPart>
  );
}

function nameOf({ key }: Stored): string {
  const kind = kindOf(key);
  return kind ? `${NAMES[kind]}: ${oneLine(key.slice(kind.length + 1))}` : oneLine(key);
}

/** Before a reset, a text is saved to its history. */
async function reset({ key, savedAt, value }: Stored): Promise<void> {
  if ("text" in value)
    await addSnapshot({ key, at: savedAt, reason: "before reset", text: value.text as string });
  await removeRecords([key]);
}
