/** What moves on the chart: both histograms and their quantiles, drawn straight into the SVG, at most once a frame. */
import { useEffect, useRef } from "react";
import { usePlotArea } from "recharts";
import type { SampleBook } from "./sample-book.ts";
import type { LogHistogram } from "./log-histogram.ts";
import { DRAWN_PER_DECADE, formatNs, formatRatio, outline, type Decades } from "./scale.ts";
import styles from "./LatencyChart.module.css";

export const RAIL_TOP_PX = { ratio: 20, inline: 40, spawn: 60 } as const;

/** About what a character of a label takes, at 12 px. */
const CHARACTER_PX = 6.6;

export interface LayerProps {
  book: SampleBook;
  decades: Decades;
  ceiling: number;
  /** The recorded ratio, which takes the place of the counted one. */
  ratio: number | undefined;
  /** Of the fill pattern that tells spawn from inline without colour. */
  hatchId: string;
}

interface Plot {
  x: number;
  y: number;
  width: number;
  height: number;
}

/**
 * Recharts draws the frame; its own bars cost 50 ms an update, and these paths five. React renders this layer once and
 * is then left out of it: samples arrive in the book, and the next animation frame writes the attributes.
 */
export function LiveLayer({ book, decades, ceiling, ratio, hatchId }: LayerProps) {
  const plot = usePlotArea();
  const root = useRef<SVGGElement>(null);

  useEffect(() => {
    const group = root.current;
    if (group === null || plot === undefined) return;
    let frame = 0;
    const paint = () => {
      frame = 0;
      draw(group, { book, decades, ceiling, ratio }, plot);
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
  }, [book, decades, ceiling, ratio, plot]);

  return (
    <g ref={root} aria-hidden="true" className={styles.layer}>
      <path data-part="inline" className={styles.inlineArea} />
      <path data-part="spawn" className={styles.spawnArea} fill={`url(#${hatchId})`} />
      <Rail side="inline" />
      <Rail side="spawn" />
      <g data-part="ratio" className={styles.bracket}>
        <path />
        <text textAnchor="middle" />
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

type Drawn = Pick<LayerProps, "book" | "decades" | "ceiling" | "ratio">;

function draw(group: SVGGElement, { book, decades, ceiling, ratio }: Drawn, plot: Plot): void {
  const [low, high] = decades;
  const pxPerDecade = plot.width / (high - low);
  const xOf = (exponent: number) => plot.x + (exponent - low) * pxPerDecade;
  const yOf = (share: number) => plot.y + plot.height * (1 - Math.min(1, share / ceiling));
  const { inline, spawn, ratio: counted } = book.counted;
  for (const [side, histogram] of [
    ["inline", inline],
    ["spawn", spawn],
  ] as const) {
    const shares = histogram.shares(low, high, DRAWN_PER_DECADE);
    const edge = (bin: number) => xOf(low + bin / DRAWN_PER_DECADE);
    part(group, side).setAttribute("d", outline(shares, edge, yOf));
    drawRail(part(group, `${side}-rail`), histogram, xOf, plot, RAIL_TOP_PX[side], side);
  }
  const medians = [inline.quantile(0.5), spawn.quantile(0.5)] as const;
  drawRatio(part(group, "ratio"), ratio ?? counted.quantile(0.5), medians, xOf, plot);
}

function drawRail(
  rail: Element,
  histogram: LogHistogram,
  xOf: (exponent: number) => number,
  plot: Plot,
  y: number,
  side: string,
): void {
  rail.toggleAttribute("hidden", histogram.total === 0);
  if (histogram.total === 0) return;
  const [p50, p90, p99] = [0.5, 0.9, 0.99].map((q) => histogram.quantile(q)) as [number, number, number];
  const [x50, x90, x99] = [p50, p90, p99].map((ns) => xOf(Math.log10(ns))) as [number, number, number];
  place(rail, "drop", { x1: x50, x2: x50, y1: y, y2: plot.y + plot.height });
  place(rail, "span", { x1: x50, x2: x99, y1: y, y2: y });
  place(rail, "p90", { x1: x90, x2: x90, y1: y - 4, y2: y + 4 });
  place(rail, "p50", { cx: x50, cy: y });
  mark(rail, "p99").setAttribute("transform", `translate(${x99.toFixed(1)},${y})`);
  const words = `${side} p50 ${formatNs(p50)}`;
  // On a phone the name would be cut off at the edge; the legend and the dotted line still say which rail this is.
  const fits = words.length * CHARACTER_PX < x50 - 9;
  place(rail, "low", { x: x50 - 9, y: y + 4 }).textContent = fits ? words : words.slice(side.length + 1);
  place(rail, "high", { x: x99 + 9, y: y + 4 }).textContent = `p99 ${formatNs(p99)}`;
}

/** On a logarithmic axis a ratio is a distance: the bracket from one median to the other is BENCH itself. */
function drawRatio(
  bracket: Element,
  ratio: number,
  [inlineNs, spawnNs]: readonly [number, number],
  xOf: (exponent: number) => number,
  plot: Plot,
): void {
  const unknown = !Number.isFinite(inlineNs) || !Number.isFinite(spawnNs);
  bracket.toggleAttribute("hidden", unknown);
  if (unknown) return;
  const from = xOf(Math.log10(inlineNs));
  const to = xOf(Math.log10(spawnNs));
  const y = RAIL_TOP_PX.ratio;
  bracket
    .querySelector("path")!
    .setAttribute("d", `M${from},${y - 4}V${y + 4}M${from},${y}H${to}M${to},${y - 4}V${y + 4}`);
  const text = bracket.querySelector("text")!;
  const centre = Math.min(plot.x + plot.width - 40, Math.max(plot.x + 40, (from + to) / 2));
  text.setAttribute("x", centre.toFixed(1));
  text.setAttribute("y", String(y - 6));
  text.textContent = formatRatio(ratio);
}

function part(group: Element, name: string): Element {
  return group.querySelector(`[data-part="${name}"]`)!;
}

function mark(rail: Element, name: string): Element {
  return rail.querySelector(`[data-mark="${name}"]`)!;
}

function place(rail: Element, name: string, attributes: Record<string, number>): Element {
  const element = mark(rail, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value.toFixed(1));
  return element;
}
