/** Computes where each box of the stage is, only from the width and the number of workers, so that nothing jumps. */
import type { RunConfig } from "../../recording/run/config.ts";
import { workerCount } from "../../recording/run/config.ts";
import type { Fit } from "./stage-view.ts";

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type SharedKind = "inject" | "sleepers" | "timers" | "facts";
export type LaneKind = "who" | "running" | "slot" | "queue" | "defer";

/** A part of the picture that is drawn and redrawn separately. */
export type Box = Rect & ({ kind: SharedKind } | { kind: LaneKind; lane: number });

export interface StageLayout {
  width: number;
  height: number;
  boxes: readonly Box[];
  /** y of the lines between the shared part and the lanes, and between lanes. */
  lines: readonly number[];
}

export const PAD = 12;
/** A box's name and a row of chips below it. */
export const NAME = 18;
export const CHIP = 26;
export const LEAST_CHIP = 28;
const ROW = NAME + CHIP;
/** The same with a meter below the chips. */
const LANE_ROW = ROW + 14;
const NARROW = 560;

/** [kind, px, or 0 for the rest] from left to right; boxes touch, so that drawing all of them covers the row. */
type Columns<K> = readonly (readonly [K, number])[];

export function stageLayout(width: number, config: RunConfig): StageLayout {
  const threaded = config.flavor === "multi_thread";
  const narrow = width < NARROW;
  const boxes: Box[] = [];
  let y = PAD;
  const shared = (columns: Columns<SharedKind>): void => {
    for (const { kind, x, width: w } of columnsOf(columns, width, PAD))
      boxes.push({ kind, x, y, width: w, height: ROW });
    y += ROW + 8;
  };
  for (const columns of sharedRows(threaded, narrow, workerCount(config))) shared(columns);
  y += PAD - 8;
  const lines: number[] = [];
  const rows = laneRows(threaded, narrow);
  const laneHeight = rows.length * LANE_ROW + 2 * 8 - 4;
  for (let lane = 0; lane < workerCount(config); lane++) {
    lines.push(y);
    for (const [at, { left, columns }] of rows.entries()) {
      for (const { kind, x, width: w } of columnsOf(columns, width, left)) {
        const height = kind === "who" ? rows.length * LANE_ROW : LANE_ROW;
        boxes.push({ kind, lane, x, y: y + 8 + at * LANE_ROW, width: w, height });
      }
    }
    y += laneHeight;
  }
  return { width, height: y, boxes, lines };
}

function sharedRows(threaded: boolean, narrow: boolean, workers: number): Columns<SharedKind>[] {
  if (!threaded)
    return [
      [
        ["inject", 0],
        ["facts", 150],
      ],
      [["timers", 0]],
    ];
  const sleepers = Math.max(210, 34 * workers + 12);
  if (narrow)
    return [
      [
        ["inject", 0],
        ["facts", 130],
      ],
      [["sleepers", 0]],
      [["timers", 0]],
    ];
  return [
    [
      ["inject", 0],
      ["facts", 150],
    ],
    [
      ["sleepers", sleepers],
      ["timers", 0],
    ],
  ];
}

/** A lane's rows; each begins `left` px from the picture's edge. */
function laneRows(threaded: boolean, narrow: boolean): { left: number; columns: Columns<LaneKind> }[] {
  const left = PAD + 3;
  const slot = (px: number): Columns<LaneKind> => (threaded ? [["slot", px]] : []);
  if (!narrow) {
    return [{ left, columns: [["who", 116], ["running", 84], ...slot(84), ["queue", 0], ["defer", 128]] }];
  }
  return [
    { left, columns: [["who", 104], ["running", 66], ...slot(66), ["defer", 0]] },
    { left: left + 104, columns: [["queue", 0]] },
  ];
}

function columnsOf<K>(
  columns: Columns<K>,
  width: number,
  left: number,
): { kind: K; x: number; width: number }[] {
  const rest = width - left - PAD - columns.reduce((sum, [, px]) => sum + px, 0);
  let x = left;
  return columns.map(([kind, px]) => {
    const box = { kind, x, width: px === 0 ? Math.max(0, rest) : px };
    x += box.width;
    return box;
  });
}

/** The most chips that each kind of box could hold: only these are read. */
export function fitOf({ boxes }: StageLayout): Fit {
  const room = (kind: Box["kind"]): number =>
    Math.ceil((boxes.find((box) => box.kind === kind)?.width ?? 0) / LEAST_CHIP);
  return { inject: room("inject"), runQueue: room("queue"), deferred: room("defer"), timers: room("timers") };
}
