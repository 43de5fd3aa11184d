/** What one experiment showed: the sentence, the curves, and their numbers as a table. */
import { formatCount, formatNs, unbroken } from "../../lib/units.ts";
import { ChartBox } from "../../ui/charts/ChartBox.tsx";
import { ChartTable } from "../../ui/charts/ChartTable.tsx";
import CurveChart, { CURVE_HEIGHT } from "./CurveChart.tsx";
import { CLOCK_WORDS, hiddenWords, linesOf, rowsOf } from "./curve.ts";
import type { Load } from "./file.ts";
import styles from "./Latencies.module.css";

interface Props {
  title: string;
  about: string;
  loads: readonly Load[];
  bucketsPerDecade: number;
  /** p99 of the learner's Histogram for each series, in ns; empty while there is none. */
  learners: readonly (number | undefined)[];
}

export function Outcome({ title, about, loads, bucketsPerDecade, learners }: Props) {
  const lines = linesOf(loads);
  const rows = rowsOf(loads, bucketsPerDecade);
  const series = loads.flatMap((load) => load.series);
  const hasLearners = learners.some((ns) => ns !== undefined);
  return (
    <section className={styles.outcome}>
      <h4>{title}</h4>
      <p className={styles.about}>{unbroken(about)}</p>
      <p role="status">{unbroken(hiddenWords(loads) ?? "")}</p>
      <ChartBox height={CURVE_HEIGHT}>
        {(width) => <CurveChart lines={lines} rows={rows} title={title} width={width} />}
      </ChartBox>
      <ChartTable
        summary="The numbers"
        caption={title}
        columns={[
          "Loop and clock",
          "Samples",
          "p50",
          "p90",
          "p99",
          "p99.9",
          "max",
          ...(hasLearners ? ["p99, your Histogram"] : []),
        ]}
        rows={lines.map(({ load, clock }, index) => {
          const { count, p50, p90, p99, p999, max } = series[index]!.exact;
          const own = learners[index];
          return [
            `${load}, ${CLOCK_WORDS[clock]}`,
            formatCount(count),
            ...[p50, p90, p99, p999, max].map(formatNs),
            ...(hasLearners ? [own === undefined ? "–" : formatNs(own)] : []),
          ];
        })}
      />
    </section>
  );
}
