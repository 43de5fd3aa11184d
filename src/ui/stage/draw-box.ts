/** Draws each kind of box of the stage. */
import type { Brush, Tone } from "./brush.ts";
import { chipWidth } from "./brush.ts";
import { FONTS } from "./look.ts";
import type { Spot } from "./spots.ts";
import { NAME } from "./stage-layout.ts";
import type { Box, LaneKind, Rect, SharedKind } from "./stage-layout.ts";
import { doingWords } from "./stage-view.ts";
import type { ChipView, LaneView, QueueView, StageView, TimerView } from "./stage-view.ts";

export interface Pencil {
  brush: Brush;
  selected: number | null;
  /** Called with every drawn task. */
  spot(spot: Spot): void;
}

const LOCAL_QUEUE_CAPACITY = 256;
const BUDGET = 128;
const LIFO_POLLS = 3;
const GAP = 4;
/** Gap in px between a box's content and the next box. */
const GUTTER = 12;

export function drawBox(box: Box, view: StageView, pencil: Pencil): void {
  const rect = { x: box.x, y: box.y, width: box.width - GUTTER, height: box.height };
  if (!("lane" in box)) return drawShared(box.kind, rect, view, pencil);
  const lane = view.lanes[box.lane];
  if (lane !== undefined) drawLane(box.kind, rect, lane, view.flavor === "multi_thread", pencil);
}

function drawShared(kind: SharedKind, rect: Rect, view: StageView, pencil: Pencil): void {
  switch (kind) {
    case "inject":
      pencil.brush.name(counted("Injection queue", view.inject), rect);
      return queue(view.inject, rect, pencil);
    case "sleepers":
      return sleepers(view.sleepers, rect, pencil.brush);
    case "timers":
      pencil.brush.name(counted("Timers", view.timers), rect);
      return timers(view.timers, rect, pencil);
    case "facts":
      return facts(view, rect.x + rect.width + GUTTER, rect.y, pencil.brush);
  }
}

function drawLane(kind: LaneKind, rect: Rect, lane: LaneView, threaded: boolean, pencil: Pencil): void {
  const { brush } = pencil;
  switch (kind) {
    case "who":
      return who(lane, threaded ? `W${lane.index}` : "one thread", rect, brush);
    case "running":
      brush.name("Running", rect);
      one(lane.running, lane.held ? "held" : "running", rect, pencil);
      return budget(lane.budget, rect, brush);
    case "slot":
      brush.name("LIFO slot", rect);
      one(lane.lifoSlot, "slot", rect, pencil);
      return slotPolls(lane.lifoPolls, rect, brush);
    case "queue":
      brush.name(counted(threaded ? "Local queue" : "Queue", lane.runQueue), rect);
      queue(lane.runQueue, rect, pencil);
      if (threaded) brush.meter(below(rect), Math.min(1, lane.runQueue.length / LOCAL_QUEUE_CAPACITY), true);
      return;
    case "defer":
      brush.name(counted("Deferred", lane.deferred), rect);
      return queue(lane.deferred, rect, pencil);
  }
}

const counted = (name: string, { length }: QueueView): string =>
  length === 0 ? name : `${name} · ${length}`;
/** Under the chips: a meter. */
const below = ({ x, y, width }: Rect): Rect => ({ x, y: y + NAME + 31, width, height: 3 });

/** @returns the x at which the next may begin */
function place(chip: ChipView, tone: Tone, x: number, { y }: Rect, pencil: Pencil): number {
  const rect = pencil.brush.chip(chip.label, tone, pencil.selected === chip.task, { x, y: y + NAME });
  pencil.spot({ ...rect, task: chip.task });
  return rect.width + GAP;
}

function one(chip: ChipView | null, tone: Tone, rect: Rect, pencil: Pencil): void {
  if (chip === null) pencil.brush.words("–", rect);
  else place(chip, tone, rect.x, rect, pencil);
}

/** Whether this many fit beside the count of those not drawn. */
const fits = (width: number, rest: number, x: number, rect: Rect): boolean =>
  x + width + (rest === 0 ? 0 : 8 * (String(rest).length + 1)) <= rect.x + rect.width;

/** As many chips as fit, and the number of the others. */
function queue({ chips, length }: QueueView, rect: Rect, pencil: Pencil): void {
  if (length === 0) return pencil.brush.words("empty", rect);
  let { x } = rect;
  let rest = length;
  for (const chip of chips) {
    if (!fits(chipWidth(chip.label), rest - 1, x, rect)) break;
    x += place(chip, "plain", x, rect, pencil);
    rest--;
  }
  if (rest > 0) pencil.brush.words(`+${rest}`, { ...rect, x });
}

/** Tasks in firing order, grouped by deadline. */
function timers({ chips, length }: QueueView<TimerView>, rect: Rect, pencil: Pencil): void {
  if (length === 0) return pencil.brush.words("none", rect);
  let { x } = rect;
  let rest = length;
  let dueMs: number | null = null;
  for (const chip of chips) {
    const due = chip.deadlineMs === dueMs ? "" : `${chip.deadlineMs} ms`;
    const gap = due === "" || dueMs === null ? 0 : 8;
    const dueWidth = due === "" ? 0 : gap + due.length * 7.2 + 6;
    if (!fits(dueWidth + chipWidth(chip.label), rest - 1, x, rect)) break;
    pencil.brush.words(due, { ...rect, x: x + gap });
    x += dueWidth;
    x += place(chip, "plain", x, rect, pencil);
    dueMs = chip.deadlineMs;
    rest--;
  }
  if (rest > 0) pencil.brush.words(`+${rest}`, { ...rect, x });
}

function sleepers(workers: readonly number[], rect: Rect, brush: Brush): void {
  brush.name("Sleeping workers, next to wake first", rect);
  if (workers.length === 0) brush.words("none", rect);
  workers.forEach((worker, i) => {
    const label = `W${worker}`;
    brush.chip(label, "plain", false, { x: rect.x + i * (chipWidth(label) + GAP), y: rect.y + NAME });
  });
}

function facts(view: StageView, right: number, y: number, brush: Brush): void {
  const fact = (name: string, value: string, x: number) => {
    brush.text(name, { x, y: y + 12, font: `500 11px ${FONTS.ui}`, ink: "muted", align: "right" });
    const font = `400 12.5px ${FONTS.mono}`;
    brush.text(value, { x, y: y + NAME + 17, font, ink: "ink", align: "right" });
  };
  fact("Time", `${view.nowMs} ms`, right);
  if (view.main !== "absent") fact("Main", view.main, right - 68);
}

function who({ doing, tick }: LaneView, name: string, { x, y, width }: Rect, brush: Brush): void {
  const ink = doing.kind === "asleep" || doing.kind === "notified" ? "muted" : "ink";
  brush.text(name, { x, y: y + 12, font: `600 13px ${FONTS.ui}`, ink });
  brush.text(doingWords(doing), { x, y: y + 30, font: `400 12.5px ${FONTS.ui}`, ink, width });
  brush.text(`tick ${tick}`, { x, y: y + 47, font: `400 12px ${FONTS.mono}`, ink: "muted" });
}

function budget(left: number | null, rect: Rect, brush: Brush): void {
  if (left === null) return;
  const at = { ...below(rect), width: 36 };
  if (left === 0) brush.fill(at, "error");
  else brush.meter(at, left / BUDGET);
  const font = `400 10.5px ${FONTS.mono}`;
  brush.text(String(left), { x: at.x + 40, y: at.y + 5, font, ink: "muted" });
}

/** The polls from the slot made in this tick, of those allowed. */
function slotPolls(made: number, rect: Rect, { g, inks }: Brush): void {
  const { x, y } = below(rect);
  g.lineWidth = 1;
  g.fillStyle = inks.muted;
  g.strokeStyle = inks.muted;
  for (let i = 0; i < LIFO_POLLS; i++) {
    g.beginPath();
    g.arc(x + 3.5 + i * 10, y + 1.5, 3, 0, 2 * Math.PI);
    if (i < made) g.fill();
    else g.stroke();
  }
}
