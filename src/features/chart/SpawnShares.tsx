/** What one spawn is made of, as shares of its time in one bar. */
import { formatNs, unbroken } from "../../lib/units.ts";
import { sharesOf, type Ladder } from "./spawn-cost.ts";
import styles from "./SpawnShares.module.css";

export function SpawnShares({ ladder }: { ladder: Ladder }) {
  const shares = sharesOf(ladder);
  return (
    <section className={styles.shares} aria-labelledby="spawn-shares">
      <h4 id="spawn-shares">What one spawn of {unbroken(formatNs(ladder.spawnNs))} is made of</h4>
      <div className={styles.bar} aria-hidden="true">
        {shares.map(({ name, percent }) => (
          <span key={name} style={{ flexGrow: percent }} />
        ))}
      </div>
      <ul>
        {shares.map(({ name, what, percent }) => (
          <li key={name}>
            <b>
              {name} <span>{percent} %</span>
            </b>
            <small>{what}</small>
          </li>
        ))}
      </ul>
    </section>
  );
}
