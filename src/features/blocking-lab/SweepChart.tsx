/** The others' p99 over the load, a line for each way out, told apart by dash and by its name at the end. */
import { formatMs } from "../../lib/units.ts";
import type { SweepPoint } from "./sweep.ts";
import { STRATEGY_WORDS } from "./strategies.ts";
import type { Strategy } from "./strategies.ts";
import styles from "./SweepChart.module.css";

const WIDTH = 640;
const HEIGHT = 240;
const LEFT = 52;
const RIGHT = 138;
const TOP = 10;
const BOTTOM = 34;

interface Props {
  points: readonly SweepPoint[];
  strategies: readonly Strategy[];
  budgetNs: number;
}

export function SweepChart({ points, strategies, budgetNs }: Props) {
  const maxRate = Math.max(...points.map(({ requestsPerSecond }) => requestsPerSecond));
  const exponents = points.map(({ othersP99Ns }) => Math.log10(Math.max(1_000, othersP99Ns)));
  const low = Math.floor(Math.min(4, ...exponents));
  const high = Math.ceil(Math.max(Math.log10(budgetNs), ...exponents));
  const x = (rate: number): number => LEFT + (rate / maxRate) * (WIDTH - LEFT - RIGHT);
  const y = (ns: number): number =>
    TOP + (1 - (Math.log10(Math.max(1_000, ns)) - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const ends = labelPlaces(strategies, points, y);
  const rates = [...new Set(points.map(({ requestsPerSecond }) => requestsPerSecond))];
  return (
    <svg
      className={styles.sweepChart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label="The other tasks' p99 over the load; the table below has the numbers"
    >
      {Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)).map((ns) => (
        <g key={ns}>
          <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(ns)} y2={y(ns)} className={styles.grid} />
          <text x={LEFT - 6} y={y(ns) + 4} textAnchor="end">
            {formatMs(ns / 1e6)}
          </text>
        </g>
      ))}
      {rates.map((rate) => (
        <text key={rate} x={x(rate)} y={HEIGHT - BOTTOM + 16} textAnchor="middle">
          {rate}
        </text>
      ))}
      <text x={(LEFT + WIDTH - RIGHT) / 2} y={HEIGHT - 2} textAnchor="middle">
        requests/s
      </text>
      <line x1={LEFT} x2={WIDTH - RIGHT} y1={y(budgetNs)} y2={y(budgetNs)} className={styles.budget} />
      <text x={WIDTH - RIGHT - 4} y={y(budgetNs) - 5} textAnchor="end" className={styles.budgetName}>
        your budget
      </text>
      {strategies.map((strategy) => {
        const own = points.filter((point) => point.strategy === strategy);
        const path = own.map(
          ({ requestsPerSecond, othersP99Ns }) =>
            `${x(requestsPerSecond).toFixed(1)},${y(othersP99Ns).toFixed(1)}`,
        );
        return (
          <g key={strategy} data-strategy={strategy} className={styles.line}>
            <polyline points={path.join(" ")} />
            {own.map(({ requestsPerSecond, othersP99Ns }) => (
              <circle key={requestsPerSecond} cx={x(requestsPerSecond)} cy={y(othersP99Ns)} r={2.5} />
            ))}
            <text x={WIDTH - RIGHT + 8} y={(ends.get(strategy) ?? 0) + 4}>
              {STRATEGY_WORDS[strategy]}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** Names stand at the ends of their lines, and never on each other. */
function labelPlaces(
  strategies: readonly Strategy[],
  points: readonly SweepPoint[],
  y: (ns: number) => number,
): Map<Strategy, number> {
  const GAP = 15;
  const places = strategies
    .map((strategy) => ({
      strategy,
      y: y(points.findLast((point) => point.strategy === strategy)?.othersP99Ns ?? 0),
    }))
    .toSorted((a, b) => a.y - b.y);
  let free = TOP;
  for (const place of places) {
    place.y = Math.max(place.y, free);
    free = place.y + GAP;
  }
  let limit = HEIGHT - BOTTOM;
  for (const place of places.toReversed()) {
    place.y = Math.min(place.y, limit);
    limit = place.y - GAP;
  }
  return new Map(places.map(({ strategy, y: at }) => [strategy, at]));
}
