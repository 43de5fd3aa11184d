/** The answers in Rust for reading: the code as handed in, its claims, and the claimed measurements of `cargo bench`. */
import { Download } from "lucide-react";
import { oneLine, visible } from "../../lib/visible.ts";
import { ColumnHeads } from "../../ui/ColumnHeads.tsx";
import { InPart } from "../../ui/InPart.tsx";
import { saveFile } from "../../ui/save-file.ts";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import { Unfold } from "../../ui/Unfold.tsx";
import type { Regraded } from "./regrade.ts";
import styles from "./RegradePage.module.css";

export function RustAnswers({ done }: { done: readonly Regraded[] }) {
  const handIns = done.flatMap((one) =>
    one.kind === "graded" ? [{ who: oneLine(one.handIn.learner || one.file), ...one.handIn }] : [],
  );
  const answers = handIns.flatMap(({ who, exercises }) =>
    exercises.filter(({ language }) => language === "rust").map((answer) => ({ who, ...answer })),
  );
  const measured = handIns.flatMap(({ who, realTokio }) =>
    realTokio.flatMap(({ runs }) => runs.map((run) => ({ who, ...run }))),
  );
  return (
    <>
      {answers.length > 0 && (
        <>
          <h2>Answers in Rust: claimed, not re-run</h2>
          <p className={styles.lead}>
            Rust compiles to native code, which this page cannot sandbox. Read it here. To run it, use a
            container or a virtual machine: <code translate="no">npx course grade</code> takes the file.
          </p>
          <InPart items={answers} step={100} what="answers">
            {(part) =>
              part.map(({ who, exercise, code }, at) => (
                <Unfold key={at} className={styles.question} summary={`${who}: ${oneLine(exercise)}`}>
                  {() => <RustCode who={who} exercise={oneLine(exercise)} code={code} />}
                </Unfold>
              ))
            }
          </InPart>
        </>
      )}
      {measured.length > 0 && (
        <>
          <h2>Measured on real tokio: claimed</h2>
          <InPart items={measured} step={200} what="measurements">
            {(part) => (
              <ScrollBox className="table-scroll" label="Measurements on real tokio, as claimed">
                <table className={styles.table}>
                  <ColumnHeads
                    names={["Learner", "Runtime", "Profile", "spawn / inline", "95 % interval", "Control"]}
                  />
                  <tbody>
                    {part.map(({ who, flavor, profile }, at) => (
                      <tr key={at}>
                        <th scope="row">{who}</th>
                        <td>{flavor}</td>
                        <td>{profile.profile}</td>
                        <td>
                          {profile.recorded
                            ? profile.ratio.toFixed(2)
                            : `not recorded: ${oneLine(profile.reason.slice(0, 400))}`}
                        </td>
                        <td>{profile.interval.map((bound) => bound.toFixed(2)).join("–")}</td>
                        <td>{profile.control.toFixed(2)}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollBox>
            )}
          </InPart>
        </>
      )}
    </>
  );
}

function RustCode({ who, exercise, code }: { who: string; exercise: string; code: string }) {
  return (
    <>
      <p className={styles.controls}>
        <button
          type="button"
          className="button"
          onClick={() => saveFile(`${exercise.split("/").at(-1)}.rs`, "text/plain", code)}
        >
          <Download size={16} aria-hidden /> Save as a file
        </button>
      </p>
      <ScrollBox className={styles.code} label={`${exercise} of ${who}, in Rust`}>
        <pre translate="no">
          <code translate="no">{visible(code)}</code>
        </pre>
      </ScrollBox>
    </>
  );
}
