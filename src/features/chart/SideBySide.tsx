/** Shows this browser's measurements beside those of cargo bench on the learner's machine: a bar and a row of numbers for each. */
import type { Bench } from "../../../harness/report.ts";
import type { TokioRun } from "../../progress/schema.ts";
import { seriesOf, share } from "./side-by-side.ts";
import { ColumnHeads } from "../../ui/ColumnHeads.tsx";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import styles from "./SideBySide.module.css";
import { formatNs, formatRatio } from "../../lib/units.ts";

interface Props {
  bench: Bench | undefined;
  runs: readonly TokioRun[];
}

export function SideBySide({ bench, runs }: Props) {
  const series = seriesOf(bench, runs);
  const most = Math.max(10, ...series.map(({ profile }) => profile.interval[1]));
  const engines = [...new Set(runs.map((run) => run.environment.engine.replace(/, (debug|release)$/, "")))];
  return (
    <section className={styles.section} aria-labelledby="side-by-side">
      <h3 id="side-by-side">This tab and cargo bench</h3>
      <ScrollBox className="table-scroll" label="This tab and cargo bench, as a table">
        <table className={styles.table}>
          <caption>
            Spawn and await, compared with await, on a logarithmic scale; medians of paired rounds with 95 %
            intervals. cargo bench: {engines.join("; ")}.
          </caption>
          <ColumnHeads names={["Runtime", "Spawn / inline", "Inline p50", "Spawn p50", "Spawn p99"]} />
          <tbody>
            {series.map(({ name, where, profile }) => (
              <tr key={name} data-where={where}>
                <th scope="row">{name}</th>
                <td>
                  <span
                    className={styles.bar}
                    style={{ inlineSize: `${share(profile.ratio, most) * 9}rem` }}
                  />
                  {formatRatio(profile.ratio)} <small>{profile.interval.map(formatRatio).join("–")}</small>
                </td>
                <td>{formatNs(profile.inline.p50)}</td>
                <td>{formatNs(profile.spawn.p50)}</td>
                <td>{formatNs(profile.spawn.p99)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <p>
        In this tab tokio runs as WebAssembly: the same source, so its ratios have the size of those of
        machine code, though not its nanoseconds. What carries over from the model is the order of polls,
        their counts, and that the ratio is (W + S) / W; its spawn is a few objects in a JavaScript engine.
      </p>
    </section>
  );
}
