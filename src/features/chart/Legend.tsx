/** What the chart's marks mean, how many samples there are, and which series of real tokio are drawn beside them. */
import { useId } from "react";
import type { RealSeries } from "./real-series.ts";
import type { SampleBook } from "./sample-book.ts";
import { formatCount } from "../../lib/units.ts";
import { HatchPattern } from "./SceneSvg.tsx";
import { useBookVersion } from "./use-frame.ts";
import scene from "./Scene.module.css";
import styles from "./LatencyChart.module.css";

const SWATCH = { x: 0.75, y: 0.75, width: 20.5, height: 10.5 };

/** Follows the book once a second, and is kept small for it: a render of the whole figure would take Recharts along. */
export function Legend({ book }: { book: SampleBook }) {
  useBookVersion(book);
  const hatchId = useId();
  return (
    <ul className={styles.legend}>
      <li>
        <svg width="22" height="12" aria-hidden="true">
          <rect {...SWATCH} className={scene.inlineArea} />
        </svg>
        inline <Count of={book.counted.inline.total} />
      </li>
      <li>
        <svg width="22" height="12" aria-hidden="true">
          <defs>
            <HatchPattern id={hatchId} />
          </defs>
          <rect {...SWATCH} className={scene.spawnArea} fill={`url(#${hatchId})`} />
        </svg>
        spawn <Count of={book.counted.spawn.total} />
      </li>
      <li className={styles.key}>
        <svg width="62" height="12" aria-hidden="true" className={styles.keyRail}>
          <line x1="6" x2="56" y1="6" y2="6" />
          <circle cx="6" cy="6" r="4" />
          <line x1="34" x2="34" y1="2" y2="10" />
          <path d="M56,1L61,6L56,11L51,6Z" />
        </svg>
        p50, p90, p99
      </li>
    </ul>
  );
}

const Count = ({ of }: { of: number }) => <span className={styles.count}>{formatCount(of)} samples</span>;

interface ToggleProps {
  series: readonly RealSeries[];
  shown: readonly RealSeries[];
  onToggle: (name: string) => void;
}

/** A box to tick for each series that was brought back. */
export function SeriesToggles({ series, shown, onToggle }: ToggleProps) {
  if (series.length === 0) return null;
  return (
    <fieldset className={styles.toggles}>
      <legend>Real tokio, on your machine</legend>
      {series.map((one) => (
        <label key={one.name}>
          <input type="checkbox" checked={shown.includes(one)} onChange={() => onToggle(one.name)} />
          <svg width="30" height="10" aria-hidden="true" className={styles.keyRail}>
            <line x1="0" x2="30" y1="5" y2="5" strokeWidth="2" strokeDasharray={one.dash.join(" ")} />
          </svg>
          {one.name}
        </label>
      ))}
    </fieldset>
  );
}
