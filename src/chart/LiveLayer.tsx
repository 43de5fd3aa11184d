/** What moves on the chart: both histograms and their quantiles, drawn straight into the SVG, at most once a frame. */
import { useEffect, useRef } from "react";
import { usePlotArea } from "recharts";
import { draw, RAIL_TOP_PX, type Drawn, type Plot } from "./draw.ts";
import type { Decades } from "./scale.ts";
import type { Quantiles } from "../../harness/report.ts";
import styles from "./LatencyChart.module.css";

export interface LayerProps extends Drawn {
  /** Quantiles of earlier runs, as faint marks on the rails. */
  earlierRuns: readonly EarlierRun[];
  /** Of the fill pattern that tells spawn from inline without colour. */
  hatchId: string;
}

export interface EarlierRun {
  startedAt: string;
  inline: Quantiles;
  spawn: Quantiles;
}

/**
 * Recharts draws the frame; its own bars cost 50 ms an update, and these paths five. React renders this layer once and
 * is then left out of it: samples arrive in the book, and the next animation frame writes the attributes.
 */
export function LiveLayer({
  book,
  decades,
  ceiling,
  recorded,
  prediction,
  earlierRuns,
  hatchId,
}: LayerProps) {
  const plot = usePlotArea();
  const root = useRef<SVGGElement>(null);

  useEffect(() => {
    const group = root.current;
    if (group === null || plot === undefined) return;
    let frame = 0;
    const paint = () => {
      frame = 0;
      draw(group, { book, decades, ceiling, recorded, prediction }, plot);
    };
    const schedule = () => {
      frame ||= requestAnimationFrame(paint);
    };
    paint();
    const leave = book.subscribe(schedule);
    return () => {
      leave();
      cancelAnimationFrame(frame);
    };
  }, [book, decades, ceiling, recorded, prediction, plot]);

  return (
    <g ref={root} aria-hidden="true" className={styles.layer}>
      <defs>
        <pattern
          id={hatchId}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="5" height="5" className={styles.hatchGround} />
          <line x1="0" x2="0" y1="0" y2="5" className={styles.hatchLine} />
        </pattern>
      </defs>
      <path data-part="inline" className={styles.inlineArea} />
      <path data-part="spawn" className={styles.spawnArea} fill={`url(#${hatchId})`} />
      {plot &&
        earlierRuns.map((run) => (
          <EarlierMarks key={run.startedAt} run={run} decades={decades} plot={plot} />
        ))}
      <Rail side="inline" />
      <Rail side="spawn" />
      <g data-part="ratio" className={styles.bracket}>
        <path />
        <text textAnchor="middle" />
      </g>
      <g data-part="guess" className={styles.guess}>
        <line data-mark="p99" />
        <text data-mark="p99-words" />
        <path data-mark="span" />
        <text data-mark="span-words" />
      </g>
    </g>
  );
}

/** p50 as a dot, p90 as a tick, p99 as a diamond, on a line of their own above the plot. */
function Rail({ side }: { side: "inline" | "spawn" }) {
  return (
    <g data-part={`${side}-rail`} className={side === "inline" ? styles.inlineRail : styles.spawnRail}>
      <line data-mark="drop" className={styles.drop} />
      <line data-mark="span" />
      <line data-mark="p90" />
      <circle data-mark="p50" r="4" />
      <path data-mark="p99" d="M0,-5L5,0L0,5L-5,0Z" />
      <text data-mark="low" textAnchor="end" />
      <text data-mark="high" />
    </g>
  );
}

/** Where an earlier run had its medians and its 99th percentiles. */
function EarlierMarks({ run, decades, plot }: { run: EarlierRun; decades: Decades; plot: Plot }) {
  const [low, high] = decades;
  const xOf = (ns: number) => plot.x + ((Math.log10(ns) - low) * plot.width) / (high - low);
  return (["inline", "spawn"] as const).map((side) => (
    <g
      key={side}
      display={Math.log10(run[side].p50) < low || Math.log10(run[side].p99) > high ? "none" : undefined}
      className={side === "inline" ? styles.inlineEarlier : styles.spawnEarlier}
    >
      <circle cx={xOf(run[side].p50)} cy={RAIL_TOP_PX[side]} r="4" />
      <path d="M0,-5L5,0L0,5L-5,0Z" transform={`translate(${xOf(run[side].p99)},${RAIL_TOP_PX[side]})`} />
    </g>
  ));
}
