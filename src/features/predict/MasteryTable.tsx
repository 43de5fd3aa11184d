/** Shows the learner's record for each rule: seen, right, and right in a row. */
import { RULES } from "../../recording/rules.ts";
import type { PredictRule } from "../../course/explorer-programs.ts";
import type { Mastery } from "../../progress/schema.ts";
import { MASTERED } from "./rounds.ts";
import { ColumnHeads } from "../../ui/ColumnHeads.tsx";
import styles from "./PredictNext.module.css";

export function MasteryTable({ rules, mastery }: { rules: readonly PredictRule[]; mastery: Mastery }) {
  const known = rules.filter((rule) => (mastery.rules[rule]?.streak ?? 0) >= MASTERED).length;
  return (
    <details className="disclosure-row">
      <summary>
        What you know: {known} of {rules.length} rules
      </summary>
      <table className={styles.mastery}>
        <ColumnHeads names={["Rule", "Rounds", "Right", "In a row"]} />
        <tbody>
          {rules.map((rule) => {
            const { seen, right, streak } = mastery.rules[rule] ?? { seen: 0, right: 0, streak: 0 };
            return (
              <tr key={rule} data-known={streak >= MASTERED || undefined}>
                <th scope="row">{RULES[rule].title}</th>
                <td>{seen}</td>
                <td>{right}</td>
                <td>
                  {streak}
                  {streak >= MASTERED && ", known"}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}
