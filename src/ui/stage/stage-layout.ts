/** Computes where each box of the stage is, only from the width and the plan of the run, so that nothing jumps. */
import type { RunConfig } from "../../recording/run/config.ts";
import type { Plan } from "./stage-plan.ts";
import type { Fit } from "./stage-view.ts";

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

type SharedKind = "inject" | "main" | "timers" | "sleepers" | "idle";
type LaneKind = "who" | "running" | "slot" | "ring" | "defer";

/** A part of the picture that is drawn and redrawn separately. `lane` is the worker; `at` the station. */
export type Box = Rect &
  ({ kind: SharedKind } | { kind: LaneKind; lane: number } | { kind: "station"; at: number });

/** The measures of tokens, smaller where there are many lanes. */
export interface Sizes {
  chip: number;
  /** px of a token with the longest name. */
  wide: number;
  /** Between the two rows of a ring. */
  gap: number;
  /** Above and below a ring, for its head and tail. */
  mark: number;
  dense: boolean;
}

export interface StageLayout {
  width: number;
  height: number;
  sizes: Sizes;
  boxes: readonly Box[];
  /** Lanes from top to bottom. */
  lanes: readonly { worker: number; y: number; height: number }[];
}

const PAD = 12;
/** px of a box's name, above its tokens. */
export const NAME = 18;
/** Between tokens. */
export const GAP = 4;
/** Between a box's content and the next box. */
export const GUTTER = 12;
const NARROW = 560;
/** Lanes beyond this number are lower. */
const ROOMY_LANES = 4;
/** Up to this number there is room for large tokens. */
const FEW_LANES = 2;
const MOST_COLUMNS = 14;
const LETTER = 7.5;

export const chipWidth = (label: string): number => Math.max(28, Math.ceil(label.length * LETTER) + 12);

export function stageLayout(width: number, { flavor }: RunConfig, plan: Plan): StageLayout {
  const threaded = flavor === "multi_thread";
  const narrow = width < NARROW;
  const sizes = sizesFor(plan, narrow);
  const { dense } = sizes;
  const row = NAME + sizes.chip + 14;
  const boxes: Box[] = [];
  let y = PAD;

  const top: Columns<SharedKind> = [];
  if (plan.uses.inject) top.push(["inject", 0]);
  if (plan.uses.main) top.push(["main", narrow ? 150 : 230]);
  y += shared(top, y);

  const lanes: StageLayout["lanes"][number][] = [];
  const ringHeight = threaded ? 2 * (sizes.chip + sizes.mark) + sizes.gap : row;
  for (const worker of plan.lanes) {
    const rows = laneRows(width, threaded, plan.uses.deferred, sizes);
    const begin = y;
    y += dense ? 4 : 8;
    for (const { left, columns } of rows) {
      const hasRing = columns.some(([kind]) => kind === "ring");
      const high = hasRing ? Math.max(ringHeight, narrow ? 0 : row + 12) : row + 12;
      for (const { kind, x, width: w } of columnsOf(columns, width, left))
        boxes.push({ kind, lane: worker, x, y, width: w, height: high });
      y += high;
    }
    y += dense ? 0 : 4;
    lanes.push({ worker, y: begin, height: y - begin });
  }
  const last = lanes.at(-1);
  if (last !== undefined) y = last.y + last.height;
  if (plan.idle.length > 0) {
    boxes.push({ kind: "idle", x: PAD, y: y + 4, width: width - 2 * PAD, height: 24 });
    y += 30;
  }

  if (plan.uses.timers || plan.uses.sleepers || plan.stations.length > 0) y += 8;
  const below: Columns<SharedKind> = [];
  const workers = plan.lanes.length + plan.idle.length;
  if (plan.uses.timers) below.push(["timers", 0]);
  if (plan.uses.sleepers)
    below.push([
      "sleepers",
      narrow && plan.uses.timers ? 150 : Math.min(width - 2 * PAD, Math.max(180, workers * 40 + 24)),
    ]);
  y += shared(below, y);
  for (const line of stationRows(plan, width - 2 * PAD, sizes)) {
    let x = PAD;
    for (const { at, width: w } of line) {
      boxes.push({ kind: "station", at, x, y, width: w, height: row });
      x += w;
    }
    y += row;
  }
  return { width, height: y, sizes, boxes, lanes };

  function shared(columns: Columns<SharedKind>, at: number): number {
    for (const { kind, x, width: w } of columnsOf(columns, width, PAD))
      boxes.push({ kind, x, y: at, width: w, height: row });
    return columns.length === 0 ? 0 : row;
  }
}

function sizesFor({ lanes, tasks }: Plan, narrow: boolean): Sizes {
  const longest = chipWidth(String(tasks));
  if (lanes.length > ROOMY_LANES) return { chip: 20, wide: longest, gap: 16, mark: 9, dense: true };
  if (lanes.length > FEW_LANES || narrow) return { chip: 26, wide: longest, gap: 18, mark: 15, dense: false };
  return { chip: 32, wide: Math.max(longest, 34), gap: 24, mark: 16, dense: false };
}

/** [kind, px, or 0 for the rest] from left to right. */
type Columns<K> = (readonly [K, number])[];

/** A lane's rows; each begins `left` px from the picture's edge. */
function laneRows(
  width: number,
  threaded: boolean,
  deferred: boolean,
  { wide, dense }: Sizes,
): { left: number; columns: Columns<LaneKind> }[] {
  const left = PAD + 3;
  const running = Math.max(96, wide + 30);
  const slot: Columns<LaneKind> = threaded ? [["slot", Math.max(76, wide + 24)]] : [];
  const who = dense ? 100 : 116;
  if (width >= NARROW) {
    const defer: Columns<LaneKind> = deferred ? [["defer", 2 * wide + 48]] : [];
    return [{ left, columns: [["who", who], ["running", running], ...slot, ["ring", 0], ...defer] }];
  }
  const defer: Columns<LaneKind> = deferred && wide < 40 && width >= 380 ? [["defer", 0]] : [];
  const rows = [
    { left, columns: [["who", 104], ["running", running], ...slot, ...defer] as Columns<LaneKind> },
    { left, columns: [["ring", 0]] as Columns<LaneKind> },
  ];
  if (deferred && defer.length === 0) rows.push({ left, columns: [["defer", 0]] });
  return rows;
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

/** Stations side by side, each as wide as its name and as many tokens as fit; a wide one ends its row. */
function stationRows({ stations }: Plan, width: number, { wide }: Sizes): { at: number; width: number }[][] {
  const rows: { at: number; width: number }[][] = [];
  let left = 0;
  stations.forEach(({ most }, at) => {
    const wanted = Math.min(width, Math.max(136, Math.min(most, 8) * (wide + GAP) + 28));
    if (wanted > left) {
      rows.push([]);
      left = width;
    }
    rows.at(-1)?.push({ at, width: wanted });
    left -= wanted;
  });
  return rows;
}

/** The ring's cells in a lane: two rows, run through clockwise, with the same cell for the same place in the ring. */
export interface Ring {
  columns: number;
  /** Cells; fewer than the ring's 256, so that the places repeat. */
  cells: number;
  at(cell: number): { x: number; y: number };
}

/** px from one cell to the next. */
export function ringOf({ x, y, width }: Rect, { chip, wide, gap, mark }: Sizes): Ring {
  const step = wide + GAP + 2;
  // Room for the bends at both ends.
  const lead = Math.ceil(chip + gap / 2 + 5 - wide / 2);
  const columns = Math.max(2, Math.min(MOST_COLUMNS, Math.floor((width - GUTTER - 2 * lead) / step)));
  const cells = 2 * columns;
  return {
    columns,
    cells,
    at(cell) {
      const upper = cell < columns;
      const column = upper ? cell : cells - 1 - cell;
      return { x: x + lead + column * step, y: y + mark + (upper ? 0 : chip + gap) };
    },
  };
}

/** The most tokens that each kind of box could hold: only these are read. */
export function fitOf({ boxes, sizes }: StageLayout, { stations }: Plan): Fit {
  const room = (px: number): number => Math.max(0, Math.ceil(px / 28));
  const of = (kind: Box["kind"]): number => room(boxes.find((box) => box.kind === kind)?.width ?? 0);
  const ring = boxes.find((box) => box.kind === "ring");
  return {
    inject: of("inject"),
    runQueue: ring === undefined ? 0 : Math.max(ringOf(ring, sizes).cells, of("ring")),
    deferred: of("defer"),
    timers: of("timers"),
    stations: stations.map((_, at) =>
      room(boxes.find((box) => box.kind === "station" && box.at === at)?.width ?? 0),
    ),
  };
}
