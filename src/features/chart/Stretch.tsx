/** The learner's bracket, seen stretching from the guess to the truth once the truth is there. */
import { stretchOf } from "./guess.ts";
import { ROW_PX, xOf, type Plot } from "./plot.ts";
import type { Decades } from "../../ui/charts/log-axis.ts";
import type { Prediction } from "./prediction.ts";
import type { Recorded } from "./scene.ts";
import styles from "./LatencyChart.module.css";

interface Props {
  prediction: Prediction;
  recorded: Recorded;
  plot: Plot;
  decades: Decades;
}

/** Only the movement: what it leaves behind is one of the chart's own marks. */
export function Stretch({ prediction, recorded, plot, decades }: Props) {
  const stretch = stretchOf(prediction, { inlineP50Ns: recorded.inline.p50, ratio: recorded.ratio }, decades);
  if (stretch === undefined) return null;
  const [from, guess, truth] = [stretch.from, stretch.guess, stretch.truth].map((exponent) =>
    xOf(plot, decades, exponent),
  ) as [number, number, number];
  if (truth <= from) return null;
  return (
    <div
      className={styles.stretch}
      aria-hidden="true"
      style={
        {
          left: from,
          top: ROW_PX.guessRatio,
          width: truth - from,
          "--guessed": (guess - from) / (truth - from),
        } as React.CSSProperties
      }
    />
  );
}
