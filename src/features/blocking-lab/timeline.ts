/** Selects the segments of a run in a window, by lane, as paths to draw and as rows of a table. */
import type { Occupant } from "./occupation.ts";
import { OCCUPANTS } from "./messages.ts";
import type { Packed } from "./messages.ts";

export const WINDOW_MS = 40;
/** The number of other threads drawn; the rest are counted. */
const MAX_OTHER_LANES = 8;

interface LaneRow {
  name: string;
  heldMs: number;
  pieces: number;
  longestMs: number;
}

export interface WindowView {
  lanes: LaneRow[];
  /** SVG path for each occupant, in a space where x is ms from the window's start and y is lanes. */
  paths: Record<Occupant, string>;
  /** Other busy threads in the window that do not fit. */
  notDrawn: number;
}

/** Height of a bar in a lane of height 1. */
const BAR = 0.7;

export function viewWindow(segments: Packed, workers: number, fromMs: number): WindowView {
  const toMs = fromMs + WINDOW_MS;
  const rows = new Map<number, LaneRow>();
  for (let lane = 0; lane < workers; lane++) rows.set(lane, emptyRow(`worker ${lane}`));
  const order = lanesIn(segments, workers, fromMs, toMs);
  const drawn = order.slice(0, MAX_OTHER_LANES);
  for (const lane of drawn) rows.set(lane, emptyRow(`thread ${lane - workers + 1}`));
  const rowOf = new Map(Array.from(rows.keys(), (lane, index) => [lane, index]));
  const paths: Record<Occupant, string> = { request: "", probe: "", accept: "", job: "" };
  forEachIn(segments, fromMs, toMs, (index, lane) => {
    const row = rows.get(lane);
    const at = rowOf.get(lane);
    if (row === undefined || at === undefined) return;
    const start = Math.max(0, (segments.fromMs[index] as number) - fromMs);
    const end = Math.min(WINDOW_MS, (segments.toMs[index] as number) - fromMs);
    row.heldMs += end - start;
    row.pieces++;
    row.longestMs = Math.max(
      row.longestMs,
      (segments.toMs[index] as number) - (segments.fromMs[index] as number),
    );
    const by = OCCUPANTS[segments.by[index] as number] as Occupant;
    paths[by] += `M${n(start)} ${n(at + (1 - BAR) / 2)}h${n(end - start)}v${BAR}h${n(start - end)}z`;
  });
  return { lanes: [...rows.values()], paths, notDrawn: order.length - drawn.length };
}

function lanesIn(segments: Packed, workers: number, fromMs: number, toMs: number): number[] {
  const lanes = new Set<number>();
  forEachIn(segments, fromMs, toMs, (_, lane) => {
    if (lane >= workers) lanes.add(lane);
  });
  return [...lanes].sort((a, b) => a - b);
}

function forEachIn(
  { fromMs, toMs, lane }: Packed,
  windowFromMs: number,
  windowToMs: number,
  visit: (index: number, lane: number) => void,
): void {
  for (let index = 0; index < fromMs.length; index++) {
    if ((fromMs[index] as number) < windowToMs && (toMs[index] as number) > windowFromMs)
      visit(index, lane[index] as number);
  }
}

const emptyRow = (name: string): LaneRow => ({ name, heldMs: 0, pieces: 0, longestMs: 0 });
const n = (value: number): string => String(Number(value.toFixed(4)));
