/** The table of real tokio's ratios, collapsed below the learner's own. */
import { memo } from "react";
import { REAL_TOKIO, REAL_TOKIO_ROUNDS, REAL_TOKIO_SOURCE } from "./real-tokio.ts";
import styles from "./RealTokio.module.css";

export const RealTokio = memo(function RealTokio() {
  return (
    <details className="disclosure">
      <summary>The same measurement on real tokio</summary>
      <div className={styles.body}>
        <p>
          Spawn and await, against await, by FNV-1a rounds of work in one operation. The ratio is (W + S) / W,
          so the work W decides it as much as the cost S of the spawn: with 128 rounds it falls below 5
          wherever the loop runs in a task.
        </p>
        <table className={styles.table}>
          <caption>{REAL_TOKIO_SOURCE}.</caption>
          <thead>
            <tr>
              <th scope="col">Runtime and caller</th>
              {REAL_TOKIO_ROUNDS.map((rounds) => (
                <th scope="col" key={rounds}>
                  <abbr title={`${rounds} rounds`}>k = {rounds}</abbr>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {REAL_TOKIO.map(({ profile, where, ratios }) => (
              <tr key={profile + where}>
                <th scope="row">
                  {profile}, {where}
                </th>
                {ratios.map(({ median, range }, column) => (
                  <td key={REAL_TOKIO_ROUNDS[column]}>
                    {median}×<small>{`${range[0]}–${range[1]}`}</small>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          From <code translate="no">block_on</code> on a multi_thread runtime the task has to cross to another
          thread, which parks and unparks: that is what the hundreds and thousands measure. The model has no
          threads and cannot show it.
        </p>
      </div>
    </details>
  );
});
