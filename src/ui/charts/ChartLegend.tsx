/** The content of Recharts' legend: each series with the dash, hatch or shape that it has on the chart. */
import { useId, type ReactNode } from "react";
import type { LegendPayload } from "recharts";
import { Hatch } from "./Hatch.tsx";
import styles from "./Charts.module.css";

interface Props {
  payload?: readonly LegendPayload[];
  /** Text after a series' name. */
  note?: (name: string) => ReactNode;
  /** Further entries, for marks that are not series. */
  children?: ReactNode;
}

export function ChartLegend({ payload = [], note, children }: Props) {
  return (
    <ul className={styles.legend}>
      {payload
        .filter(({ type }) => type !== "none")
        .map((entry) => (
          <li key={entry.value}>
            <Swatch entry={entry} /> {entry.value} {note?.(entry.value ?? "")}
          </li>
        ))}
      {children}
    </ul>
  );
}

/** The properties that our charts' items pass to the legend. */
interface Item {
  stroke?: string;
  strokeDasharray?: string;
  strokeWidth?: number;
  fill?: string;
  fillOpacity?: number;
}

function Swatch({ entry }: { entry: LegendPayload }) {
  const hatchId = useId();
  const {
    stroke = "none",
    strokeDasharray,
    strokeWidth = 2,
    fill = "none",
    fillOpacity,
  } = (entry.payload ?? {}) as Item;
  switch (entry.type) {
    case "diamond":
      return (
        <svg width="14" height="14" aria-hidden="true">
          <path d="M7,1L13,7L7,13L1,7Z" fill={fill} />
        </svg>
      );
    case "rect": {
      const hatched = fill.startsWith("url(");
      return (
        <svg width="22" height="12" aria-hidden="true">
          {hatched && (
            <defs>
              <Hatch id={hatchId} ink={stroke} />
            </defs>
          )}
          <rect
            x="0.75"
            y="0.75"
            width="20.5"
            height="10.5"
            fill={hatched ? `url(#${hatchId})` : fill}
            fillOpacity={fillOpacity}
            stroke={stroke}
            strokeWidth="1.5"
          />
        </svg>
      );
    }
    default:
      return (
        <svg width="30" height="12" aria-hidden="true">
          <line
            x1="0"
            x2="30"
            y1="6"
            y2="6"
            stroke={stroke}
            strokeWidth={strokeWidth}
            strokeDasharray={strokeDasharray}
          />
        </svg>
      );
  }
}
