/** Shows how long an operation took inline and spawned, as two histograms on one logarithmic axis. */
import { memo, useMemo, useState } from "react";
import charts from "../../ui/charts/Charts.module.css";
import { useWidth } from "../../ui/charts/use-width.ts";
import { GuessHandles } from "./GuessHandles.tsx";
import { Histograms } from "./Histograms.tsx";
import { LiveContext } from "./live.ts";
import { LiveLayer } from "./LiveLayer.tsx";
import { plotOf, type Plot } from "./plot.ts";
import type { Prediction } from "./prediction.ts";
import { extentsOf, type RealSeries } from "./real-series.ts";
import { Stretch } from "./Stretch.tsx";
import type { SampleBook } from "./sample-book.ts";
import type { EarlierRun, Recorded } from "./scene.ts";
import { useAxes, useBookVersion } from "./use-frame.ts";
import styles from "./LatencyChart.module.css";

interface LatencyChartProps {
  book: SampleBook;
  /** The chart's name for screen readers, e.g. "Debug profile". */
  label: string;
  /** Samples are streaming in. */
  streaming: boolean;
  /** The exact numbers, once there are any. Keep its identity: a new one redraws the chart. */
  recorded: Recorded | undefined;
  /** What the learner expects; undefined where the chart hides it. */
  prediction: Prediction | undefined;
  /** Called while the learner moves a handle; undefined once the prediction is final. */
  onPredict: ((prediction: Prediction) => void) | undefined;
  earlierRuns: readonly EarlierRun[];
  /** Real tokio's measurements, each in its own row. */
  series: readonly RealSeries[];
  /** Text in the plot while there are no samples. */
  emptyText: string;
}

const LatencyChart = memo(function LatencyChart(props: LatencyChartProps) {
  const { book, label, streaming, recorded, prediction, onPredict, earlierRuns, series, emptyText } = props;
  const [box, setBox] = useState<HTMLElement | null>(null);
  const [legendBox, setLegendBox] = useState<HTMLElement | null>(null);
  const width = useWidth(box);
  const axes = useAxes(
    book,
    recorded,
    useMemo(() => series.flatMap(extentsOf), [series]),
    streaming,
  );
  const withGuess = prediction !== undefined;
  const plot = useMemo(() => plotOf(width, withGuess, series.length), [width, withGuess, series.length]);
  const open = onPredict !== undefined;
  const live = useMemo(() => {
    const guess = prediction && { prediction, open };
    return { drawn: { book, ...axes, recorded, guess, earlierRuns, series }, plot, streaming };
  }, [book, axes, recorded, prediction, open, earlierRuns, series, plot, streaming]);
  return (
    <figure
      className={`${styles.figure} ${charts.chart}`}
      aria-label={`${label}: histogram of ns per operation, inline and spawn`}
    >
      <div ref={setLegendBox} className={styles.legend} />
      <div ref={setBox} className={styles.plot} style={{ height: plot.chartHeight }}>
        {width > 0 && legendBox && (
          <LiveContext value={live}>
            <Histograms {...{ book, axes, plot, series, streaming, legendBox }} />
            {streaming && <LiveLayer drawn={live.drawn} plot={plot} />}
          </LiveContext>
        )}
        <EmptyNotice book={book} text={emptyText} plot={plot} />
        {prediction && recorded?.recorded && !open && width > 0 && (
          <Stretch prediction={prediction} recorded={recorded} plot={plot} decades={axes.decades} />
        )}
        {prediction && onPredict && width > 0 && (
          <GuessHandles prediction={prediction} plot={plot} decades={axes.decades} onChange={onPredict} />
        )}
      </div>
      <figcaption className={styles.caption}>
        ns per operation. The axis is logarithmic: equal distances are equal ratios, so the bracket from one
        median to the other is as long as the ratio.
      </figcaption>
    </figure>
  );
});

function EmptyNotice({ book, text, plot }: { book: SampleBook; text: string; plot: Plot }) {
  useBookVersion(book);
  if (book.counted.inline.total > 0) return null;
  return (
    <p className={styles.empty} style={{ top: plot.y + plot.height / 2 - 16 }}>
      {text}
    </p>
  );
}

export default LatencyChart;
