/** Lists the words of a task program and what each does. */
import { OP_SPECS } from "../../recording/program/ops.ts";
import styles from "./Program.module.css";

const AROUND: readonly (readonly [words: string, does: string])[] = [
  ["repeat <times> … end", "the ops in between, so many times"],
  ["channel 0 capacity 2", "before the bodies: a bounded channel; others are unbounded"],
  ["semaphore 0 permits 1", "before the bodies: what it begins with; others begin empty"],
];

export function WordsOfPrograms() {
  const ops = Object.entries(OP_SPECS).map(
    ([name, { takes, does }]) => [[name, ...takes.map((taken) => `<${taken}>`)].join(" "), does] as const,
  );
  return (
    <details className={`disclosure-row ${styles.words}`}>
      <summary>Words that a program may use</summary>
      <table className="table">
        <tbody>
          {[...ops, ...AROUND].map(([words, does]) => (
            <tr key={words}>
              <th scope="row">
                <code translate="no">{words}</code>
              </th>
              <td>{does}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
