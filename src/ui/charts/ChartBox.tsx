/** The place of a chart: keeps its height while the chart is on its way, and tells the chart how wide it may be. */
import { Suspense, useState, type ReactNode } from "react";
import { Boundary } from "../Boundary.tsx";
import { useWidth } from "./use-width.ts";
import styles from "./Charts.module.css";

interface Props {
  height: number;
  /** Draws at the size it has, not scaled: words stay readable on a phone. */
  children: (width: number) => ReactNode;
}

/** Recharts is heavy: what is drawn with it is loaded `lazily`, and waits in here without moving the page; one that does not come takes nothing else with it. */
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
