/** Writes the moving part of the chart into its SVG: outlines, quantile rails, the ratio's bracket, the learner's guess. */
import type { Quantiles } from "../../harness/report.ts";
import { quantilesOf } from "./log-histogram.ts";
import type { Prediction } from "./prediction.ts";
import type { SampleBook } from "./sample-book.ts";
import { DRAWN_PER_DECADE, formatNs, formatRatio, outline, type Decades } from "./scale.ts";

/** Rows above the plot, from the top of the chart. */
export const RAIL_TOP_PX = { ratio: 20, inline: 40, spawn: 60, guess: 80 } as const;

/** About what a character of a label takes, at 12 px. */
const CHARACTER_PX = 6.6;

/** The plot's rectangle within the SVG, in px. */
export interface Plot {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Recorded {
  ratio: number;
  inline: Quantiles;
  spawn: Quantiles;
}

/** What is drawn, and on which axes. */
export interface Drawn {
  book: SampleBook;
  decades: Decades;
  ceiling: number;
  /** Exact numbers, once there are any: they take the place of the counted ones, and stand without samples, too. */
  recorded: Recorded | undefined;
  /** What the learner expects, drawn beside what is. */
  prediction: Prediction | undefined;
}

export function draw(
  group: SVGGElement,
  { book, decades, ceiling, recorded, prediction }: Drawn,
  plot: Plot,
): void {
  const [low, high] = decades;
  const pxPerDecade = plot.width / (high - low);
  const xOf = (exponent: number) => plot.x + (exponent - low) * pxPerDecade;
  const yOf = (share: number) => plot.y + plot.height * (1 - Math.min(1, share / ceiling));
  const quantiles = {
    inline: recorded?.inline ?? quantilesOf(book.counted.inline),
    spawn: recorded?.spawn ?? quantilesOf(book.counted.spawn),
  };
  for (const side of ["inline", "spawn"] as const) {
    const shares = book.counted[side].shares(low, high, DRAWN_PER_DECADE);
    const edge = (bin: number) => xOf(low + bin / DRAWN_PER_DECADE);
    part(group, side).setAttribute("d", outline(shares, edge, yOf));
    drawRail(part(group, `${side}-rail`), quantiles[side], xOf, plot, side);
  }
  const medians = [quantiles.inline.p50, quantiles.spawn.p50] as const;
  const ratio = recorded?.ratio ?? book.counted.ratio.quantile(0.5);
  drawRatio(part(group, "ratio"), ratio, medians, xOf, plot);
  drawGuess(part(group, "guess"), prediction, medians[0], xOf, plot);
}

function drawRail(
  rail: Element,
  { p50, p90, p99 }: Quantiles,
  xOf: (exponent: number) => number,
  plot: Plot,
  side: "inline" | "spawn",
): void {
  rail.toggleAttribute("hidden", !Number.isFinite(p50));
  if (!Number.isFinite(p50)) return;
  const y = RAIL_TOP_PX[side];
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

/** The learner's p99 as a line through the plot, and their ratio as a bracket from where inline really is. */
function drawGuess(
  guess: Element,
  prediction: Prediction | undefined,
  inlineNs: number,
  xOf: (exponent: number) => number,
  plot: Plot,
): void {
  guess.toggleAttribute("hidden", prediction === undefined);
  if (prediction === undefined) return;
  const y = RAIL_TOP_PX.guess;
  const [left, right] = [plot.x, plot.x + plot.width];
  const clamp = (x: number) => Math.min(right, Math.max(left, x));
  const p99 = clamp(xOf(Math.log10(prediction.spawnP99Ns)));
  place(guess, "p99", { x1: p99, x2: p99, y1: y + 6, y2: plot.y + plot.height });
  const p99Words = place(guess, "p99-words", { x: p99 + (p99 > right - 90 ? -5 : 5), y: y + 18 });
  p99Words.setAttribute("text-anchor", p99 > right - 90 ? "end" : "start");
  p99Words.textContent = `your p99 ${formatNs(prediction.spawnP99Ns)}`;
  const span = mark(guess, "span");
  span.toggleAttribute("hidden", !Number.isFinite(inlineNs));
  mark(guess, "span-words").toggleAttribute("hidden", !Number.isFinite(inlineNs));
  if (!Number.isFinite(inlineNs)) return;
  const from = clamp(xOf(Math.log10(inlineNs)));
  const to = clamp(xOf(Math.log10(inlineNs * prediction.ratio)));
  span.setAttribute("d", `M${from},${y - 3}V${y + 3}M${from},${y}H${to}M${to},${y - 3}V${y + 3}`);
  place(guess, "span-words", { x: to + 6, y: y + 4 }).textContent = `you: ${formatRatio(prediction.ratio)}`;
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
