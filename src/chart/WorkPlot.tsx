/** The curve itself, as one small SVG with both axes logarithmic, and its measured points as a table for readers. */
import { formatRatio } from "./scale.ts";
import { predictedRatio, type CostModel } from "./spawn-cost.ts";
import { TARGET_RATIO } from "./bench-words.ts";
import styles from "./WorkCurve.module.css";

export interface MeasuredPoint {
  rounds: number;
  ratio: number;
}

const WIDTH = 640;
const HEIGHT = 240;
const PLOT = { left: 44, right: 620, top: 14, bottom: 206 };
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
  const xOf = (k: number) => PLOT.left + along(k) * (PLOT.right - PLOT.left);
  const yOf = (ratio: number) =>
    PLOT.bottom - (Math.log(Math.max(1, ratio)) / Math.log(highest * 1.1)) * (PLOT.bottom - PLOT.top);
  const curve = Array.from({ length: 121 }, (_, i) => {
    const k = 1025 ** (i / 120) - 1;
    return `${xOf(k).toFixed(1)},${yOf(predictedRatio(model, k)).toFixed(1)}`;
  });
  const sorted = points.toSorted((a, b) => a.rounds - b.rounds);
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label="Ratio of spawn to inline against rounds of work"
      >
        {Y_TICKS.filter((ratio) => ratio <= highest * 1.1).map((ratio) => (
          <g key={ratio} className={ratio === TARGET_RATIO ? styles.target : styles.grid}>
            <line x1={PLOT.left} x2={PLOT.right} y1={yOf(ratio)} y2={yOf(ratio)} />
            <text x={PLOT.left - 8} y={yOf(ratio) + 4} textAnchor="end">
              {ratio}×
            </text>
          </g>
        ))}
        {X_TICKS.map((k) => (
          <text key={k} className={styles.tick} x={xOf(k)} y={PLOT.bottom + 20} textAnchor="middle">
            {k}
          </text>
        ))}
        <text className={styles.tick} x={PLOT.right} y={PLOT.bottom + 33} textAnchor="end">
          rounds of work in one operation
        </text>
        <polyline className={styles.curve} points={curve.join(" ")} />
        <line className={styles.here} x1={xOf(rounds)} x2={xOf(rounds)} y1={PLOT.top} y2={PLOT.bottom} />
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
