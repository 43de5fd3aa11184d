/** For how long each way out holds a worker at a time, against the rule of 10 to 100 µs. What cannot be cut stays whole: a file read, and a std lock, which must not be held over a yield. */
import { formatMs } from "../../lib/units.ts";
import { STRATEGY_WORDS } from "./strategies.ts";
import type { Summary } from "./summary.ts";
import styles from "./HeldChart.module.css";

/** From 1 µs to 1 s: exponents of ten, in ms. */
const LOW = -3;
const HIGH = 3;
const TICKS = [-3, -2, -1, 0, 1, 2, 3];

const percentOf = (ms: number): number =>
  Math.min(1, Math.max(0, (Math.log10(Math.max(ms, 1e-9)) - LOW) / (HIGH - LOW))) * 100;

export function HeldChart({ summaries }: { summaries: readonly Summary[] }) {
  return (
    <figure className={styles.held}>
      <figcaption>
        <strong>The longest a request holds a worker between two awaits.</strong> The band is Alice Ryhl’s
        rule: 10 to 100 µs. What cannot be cut stays whole: a file read, and a std lock, which must not be
        held over a yield.
      </figcaption>
      <dl>
        {summaries.map(({ strategy, longestPollMs }) => (
          <div key={strategy}>
            <dt>{STRATEGY_WORDS[strategy]}</dt>
            <dd>
              <span className={styles.track} aria-hidden="true">
                <span
                  className={styles.band}
                  style={{ left: `${percentOf(0.01)}%`, right: `${100 - percentOf(0.1)}%` }}
                />
                {longestPollMs > 0 && (
                  <span
                    className={styles.bar}
                    data-over={longestPollMs > 0.1 || undefined}
                    style={{ width: `${percentOf(longestPollMs)}%` }}
                  />
                )}
              </span>
              <span className={styles.value}>
                {longestPollMs === 0 ? "not at all" : formatMs(longestPollMs)}
              </span>
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.axis} aria-hidden="true">
        {TICKS.map((exponent) => (
          <span key={exponent} style={{ left: `${percentOf(10 ** exponent)}%` }}>
            {formatMs(10 ** exponent)}
          </span>
        ))}
      </div>
    </figure>
  );
}
