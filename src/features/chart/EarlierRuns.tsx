/** Lists the stored measurements in a table, newest first, so that you can compare runs. */
import { memo } from "react";
import { engineOf, gradedIn, profileIn, type Bench, type BenchProfile } from "../../../harness/report.ts";
import { formatNs, formatRatio } from "../../lib/units.ts";
import styles from "./RealTokio.module.css";

export const EarlierRuns = memo(function EarlierRuns({ runs }: { runs: readonly Bench[] }) {
  return (
    <details className="disclosure">
      <summary>
        {runs.length === 1 ? "One earlier run" : `${runs.length} earlier runs`}, marked hollow on the chart
      </summary>
      <div className={styles.body}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Started</th>
              <th scope="col">Debug</th>
              <th scope="col">Release</th>
              <th scope="col">inline p50</th>
              <th scope="col">spawn p50</th>
            </tr>
          </thead>
          <tbody>
            {runs.toReversed().map((run) => {
              const debug = gradedIn(run);
              const release = debug && profileIn(run, engineOf(debug), "release");
              return (
                <tr key={run.startedAt}>
                  <th scope="row">
                    {new Date(run.startedAt).toLocaleString()}
                    <small>
                      {debug && engineOf(debug) === "tokio"
                        ? `tokio ${debug.build?.tokio ?? ""}`
                        : "the model"}
                      , {run.environment.engine}
                    </small>
                  </th>
                  <td>{ratioOf(debug)}</td>
                  <td>{ratioOf(release)}</td>
                  <td>{debug ? formatNs(debug.inline.p50) : "–"}</td>
                  <td>{debug ? formatNs(debug.spawn.p50) : "–"}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
});

function ratioOf(profile: BenchProfile | undefined): string {
  if (profile === undefined) return "–";
  return profile.recorded ? formatRatio(profile.ratio) : "too noisy";
}
