/** A box for a chart: reserves its height while the chart loads, and passes it the available width. */
import { Suspense, useState, type ReactNode } from "react";
import { Boundary } from "../Boundary.tsx";
import { useWidth } from "./use-width.ts";
import styles from "./Charts.module.css";

interface Props {
  height: number;
  /** Drawn at its real size, not scaled: text stays readable on a phone. */
  children: (width: number) => ReactNode;
}

/** Recharts is large, so charts load `lazily` in this box without moving the page; one that fails to load breaks nothing else. */
export function ChartBox({ height, children }: Props) {
  const [box, setBox] = useState<HTMLElement | null>(null);
  const width = useWidth(box);
  return (
    <div ref={setBox} className={styles.chart} style={{ minHeight: height }}>
      {width > 0 && (
        <Boundary>
          <Suspense fallback={<p className={styles.loading}>Loading the chart…</p>}>
            {children(width)}
          </Suspense>
        </Boundary>
      )}
    </div>
  );
}
