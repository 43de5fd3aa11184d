/** Lists the stored measurements in a table, newest first, so that you can compare runs. */
import { memo } from "react";
import type { Bench, BenchProfile } from "../../../harness/report.ts";
import { SUBJECTS, subjectOf } from "../../../harness/bench/subjects.ts";
import { formatRatio } from "../../lib/units.ts";
import { NAMES } from "./bench-words.ts";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import styles from "./RealTokio.module.css";

export const EarlierRuns = memo(function EarlierRuns({ runs }: { runs: readonly Bench[] }) {
  return (
    <details className="disclosure">
      <summary>
        {runs.length === 1 ? "One earlier run" : `${runs.length} earlier runs`}, marked hollow on the chart
      </summary>
      <ScrollBox className="table-scroll" label="Earlier runs">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Started</th>
              {SUBJECTS.map((subject) => (
                <th scope="col" key={subject}>
                  {NAMES[subject]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {runs.toReversed().map((run) => (
              <tr key={run.startedAt}>
                <th scope="row">
                  {new Date(run.startedAt).toLocaleString()}
                  <small>{run.environment.engine}</small>
                </th>
                {SUBJECTS.map((subject) => (
                  <td key={subject}>
                    {ratioOf(run.profiles.find((profile) => subjectOf(profile) === subject))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
    </details>
  );
});

function ratioOf(profile: BenchProfile | undefined): string {
  if (profile === undefined) return "–";
  return profile.recorded ? formatRatio(profile.ratio) : "too noisy";
}
