/** Explains the chart's marks, counts the samples, and chooses which series of real tokio to draw beside them. */
import { use } from "react";
import type { DefaultLegendContentProps } from "recharts";
import { ChartLegend } from "../../ui/charts/ChartLegend.tsx";
import { LiveContext } from "./live.ts";
import type { RealSeries } from "./real-series.ts";
import type { SampleBook } from "./sample-book.ts";
import { formatCount } from "../../lib/units.ts";
import { useBookVersion } from "./use-frame.ts";
import styles from "./LatencyChart.module.css";

/** The content of Recharts' legend. It follows the book once a second without rerendering the rest of the chart. */
export function LatencyLegend({ payload }: DefaultLegendContentProps) {
  const live = use(LiveContext);
  return live && <Followed payload={payload ?? []} book={live.drawn.book} />;
}

function Followed({
  payload,
  book,
}: {
  payload: NonNullable<DefaultLegendContentProps["payload"]>;
  book: SampleBook;
}) {
  useBookVersion(book);
  return (
    <ChartLegend
      payload={payload}
      note={(name) => (
        <span className={styles.count}>
          {formatCount(book.counted[name === "spawn" ? "spawn" : "inline"].total)} samples
        </span>
      )}
    >
      <li className={styles.key}>
        <svg width="62" height="12" aria-hidden="true" className={styles.keyRail}>
          <line x1="6" x2="56" y1="6" y2="6" />
          <circle cx="6" cy="6" r="4" />
          <line x1="34" x2="34" y1="2" y2="10" />
          <path d="M56,1L61,6L56,11L51,6Z" />
        </svg>
        p50, p90, p99
      </li>
    </ChartLegend>
  );
}

interface ToggleProps {
  series: readonly RealSeries[];
  shown: readonly RealSeries[];
  onToggle: (name: string) => void;
}

/** A checkbox for each further series: other measurements from this tab, and those from `cargo bench`. */
export function SeriesToggles({ series, shown, onToggle }: ToggleProps) {
  if (series.length === 0) return null;
  return (
    <fieldset className={styles.toggles}>
      <legend>Shown beside it</legend>
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
