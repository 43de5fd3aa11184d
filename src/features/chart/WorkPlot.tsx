/** The curve itself, as one small SVG with both axes logarithmic, and its measured points as a table for readers. */
import { useState } from "react";
import { formatRatio } from "../../lib/units.ts";
import { predictedRatio, type CostModel } from "./spawn-cost.ts";
import { TARGET_RATIO } from "../../../harness/bench/target.ts";
import { useWidth } from "./use-frame.ts";
import styles from "./WorkCurve.module.css";

export interface MeasuredPoint {
  rounds: number;
  ratio: number;
}

const HEIGHT = 250;
const MARGIN = { left: 44, right: 20, top: 14, bottom: 46 };
const X_TICKS = [0, 1, 4, 16, 64, 256, 1024];
const Y_TICKS = [1, 2, 5, 10, 20, 50, 100, 200];

/** log2(k + 1): so that no work at all has a place, too. */
const along = (rounds: number) => Math.log2(rounds + 1) / Math.log2(1025);

export function WorkPlot({
  model,
  points,
  rounds,
}: {
  model: CostModel;
  points: readonly MeasuredPoint[];
  rounds: number;
}) {
  const highest = Math.max(
    predictedRatio(model, 0),
    TARGET_RATIO * 1.2,
    ...points.map((point) => point.ratio),
  );
  const [figure, setFigure] = useState<HTMLElement | null>(null);
  // Drawn at the size it has, not scaled: the words stay readable on a phone.
  const width = Math.max(240, useWidth(figure));
  const plot = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: HEIGHT - MARGIN.bottom,
  };
  const xOf = (k: number) => plot.left + along(k) * (plot.right - plot.left);
  const yOf = (ratio: number) =>
    plot.bottom - (Math.log(Math.max(1, ratio)) / Math.log(highest * 1.1)) * (plot.bottom - plot.top);
  const curve = Array.from({ length: 121 }, (_, i) => {
    const k = 1025 ** (i / 120) - 1;
    return `${xOf(k).toFixed(1)},${yOf(predictedRatio(model, k)).toFixed(1)}`;
  });
  const sorted = points.toSorted((a, b) => a.rounds - b.rounds);
  return (
    <figure ref={setFigure} className={styles.figure}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label="Ratio of spawn to inline against rounds of work"
      >
        {Y_TICKS.filter((ratio) => ratio <= highest * 1.1).map((ratio) => (
          <g key={ratio} className={ratio === TARGET_RATIO ? styles.target : styles.grid}>
            <line x1={plot.left} x2={plot.right} y1={yOf(ratio)} y2={yOf(ratio)} />
            <text x={plot.left - 8} y={yOf(ratio) + 4} textAnchor="end">
              {ratio}×
            </text>
          </g>
        ))}
        {X_TICKS.map((k) => (
          <text key={k} className={styles.tick} x={xOf(k)} y={plot.bottom + 20} textAnchor="middle">
            {k}
          </text>
        ))}
        <text className={styles.tick} x={plot.right} y={plot.bottom + 38} textAnchor="end">
          rounds of work in one operation
        </text>
        <polyline className={styles.curve} points={curve.join(" ")} />
        <line className={styles.here} x1={xOf(rounds)} x2={xOf(rounds)} y1={plot.top} y2={plot.bottom} />
        <circle className={styles.predicted} cx={xOf(rounds)} cy={yOf(predictedRatio(model, rounds))} r="5" />
        {sorted.map((point) => (
          <path
            key={point.rounds}
            className={styles.point}
            d="M0,-7L7,0L0,7L-7,0Z"
            transform={`translate(${xOf(point.rounds)},${yOf(point.ratio)})`}
          />
        ))}
      </svg>
      <figcaption>
        Line and circle: predicted from the run above. Diamonds: measured,{" "}
        {sorted
          .map(
            ({ rounds: k, ratio }) =>
              `${formatRatio(ratio)} at ${k} rounds (predicted ${formatRatio(predictedRatio(model, k))})`,
          )
          .join(", ")}
        .
      </figcaption>
    </figure>
  );
}
