/** Lays out the tokens and notes of one box of the stage: pure, so that drawing and flights agree on where a task is. */
import { chipWidth, GAP, GUTTER, NAME, ringOf } from "./stage-layout.ts";
import type { Box, Rect, Sizes } from "./stage-layout.ts";
import { doingWords } from "./stage-view.ts";
import type { ChipView, LaneView, QueueView, StageView, TimerView } from "./stage-view.ts";

type Tone = "plain" | "running" | "held" | "ghost";

/** A task where it is drawn. */
export interface Token extends Rect {
  task: number;
  label: string;
  tone: Tone;
}

interface Note {
  text: string;
  x: number;
  y: number;
}

export interface Laid {
  name: string;
  tokens: readonly Token[];
  notes: readonly Note[];
  /** Where tasks are that the box has no room to draw. */
  rest: { x: number; y: number };
  /** What else is drawn, for the box's key. */
  state: string;
}

/** px between the edge of a tray and its tokens. */
const INSET = 6;
const DIGIT = 7.2;

export function layBox(box: Box, view: StageView, sizes: Sizes): Laid {
  switch (box.kind) {
    case "inject":
      return row(counted("Injection queue", view.inject), view.inject, box, sizes);
    case "main":
      return main(view, box, sizes);
    case "timers":
      return timers(view.timers, box, sizes);
    case "station": {
      const station = view.stations[box.at];
      if (station === undefined) return nothing(box);
      return row(station.name, station.waiting, box, sizes);
    }
    case "sleepers":
      return {
        ...nothing(box),
        name: "Asleep, next to wake first",
        state: `${view.sleepers.join()} ${view.inDriver}`,
      };
    case "idle":
      return nothing(box);
    default: {
      const lane = view.lanes[box.lane];
      return lane === undefined ? nothing(box) : laneBox(box, lane, view, sizes);
    }
  }
}

function laneBox(box: Box & { lane: number }, lane: LaneView, view: StageView, sizes: Sizes): Laid {
  const threaded = view.flavor === "multi_thread";
  switch (box.kind) {
    case "who":
      return { ...nothing(box), state: `${doingWords(lane.doing)} ${lane.tick}` };
    case "running": {
      const tone = lane.held ? "held" : "running";
      return { ...one("Running", lane.running, tone, box, sizes), state: `${lane.budget}` };
    }
    case "slot":
      return { ...one("LIFO slot", lane.lifoSlot, "plain", box, sizes), state: `${lane.lifoPolls}` };
    case "ring":
      if (!threaded) return row(counted("Queue", lane.runQueue), lane.runQueue, box, sizes);
      return ring(lane, box, sizes);
    case "defer":
      return row(counted("Deferred", lane.deferred), lane.deferred, box, sizes);
    default:
      return nothing(box);
  }
}

const nothing = (box: Rect): Laid => ({ name: "", tokens: [], notes: [], rest: middle(box), state: "" });
const middle = ({ x, y, width, height }: Rect) => ({ x: x + width / 2, y: y + height / 2 });
const counted = (name: string, { length }: QueueView): string =>
  length === 0 ? name : `${name} · ${length}`;

function token({ task, label }: ChipView, tone: Tone, x: number, y: number, height: number): Token {
  return { task, label, tone, x, y, width: Math.max(height, chipWidth(label)), height };
}

/** A socket for one token. */
function one(name: string, chip: ChipView | null, tone: Tone, box: Rect, { chip: height }: Sizes): Laid {
  const made = chip === null ? null : token(chip, tone, 0, box.y + NAME + 2, height);
  const tokens = made === null ? [] : [{ ...made, x: box.x + (box.width - GUTTER - made.width) / 2 }];
  return { ...nothing(box), name, tokens };
}

/** As many tokens as fit beside the count of the others. */
function row(name: string, { chips, length }: QueueView, box: Rect, { chip: height }: Sizes): Laid {
  const y = box.y + NAME + 2;
  const right = box.x + box.width - GUTTER - INSET;
  const tokens: Token[] = [];
  let x = box.x + INSET;
  for (const chip of chips) {
    const made = token(chip, "plain", x, y, height);
    const rest = length - tokens.length - 1;
    if (x + made.width + (rest === 0 ? 0 : restWidth(rest)) > right) break;
    tokens.push(made);
    x += made.width + GAP;
  }
  return { ...nothing(box), name, tokens, ...restAt(length - tokens.length, x, y, height) };
}

const restWidth = (rest: number): number => DIGIT * (String(rest).length + 1) + 4;

function restAt(rest: number, x: number, y: number, height: number): Pick<Laid, "notes" | "rest"> {
  const notes = rest > 0 ? [{ text: `+${rest}`, x: x + 2, y: y + height / 2 + 4 }] : [];
  return { notes, rest: { x: x + 10, y: y + height / 2 } };
}

/** Tokens in firing order, grouped by deadline. */
function timers({ chips, length }: QueueView<TimerView>, box: Rect, { chip: height }: Sizes): Laid {
  const y = box.y + NAME + 2;
  const right = box.x + box.width - GUTTER - INSET;
  const tokens: Token[] = [];
  const notes: Note[] = [];
  let x = box.x + INSET;
  let dueMs: number | null = null;
  for (const chip of chips) {
    const due = chip.deadlineMs === dueMs ? "" : `${chip.deadlineMs} ms`;
    const dueWidth = due === "" ? 0 : (dueMs === null ? 0 : 8) + due.length * DIGIT + 6;
    const made = token(chip, chip.ghost ? "ghost" : "plain", x + dueWidth, y, height);
    const rest = length - tokens.length - 1;
    if (made.x + made.width + (rest === 0 ? 0 : restWidth(rest)) > right) break;
    if (due !== "") notes.push({ text: due, x: x + (dueMs === null ? 0 : 8), y: y + height / 2 + 4 });
    tokens.push(made);
    x = made.x + made.width + GAP;
    dueMs = chip.deadlineMs;
  }
  const left = restAt(length - tokens.length, x, y, height);
  return {
    ...nothing(box),
    name: "Driver: timers",
    tokens,
    notes: [...notes, ...left.notes],
    rest: left.rest,
  };
}

/** Each task stays in its cell while head and tail move round. */
function ring(lane: LaneView, box: Rect, sizes: Sizes): Laid {
  const { cells, at } = ringOf(box, sizes);
  const { chips, length } = lane.runQueue;
  const tokens = chips.slice(0, cells).map((chip, i) => {
    const { x, y } = at((lane.head + i) % cells);
    const made = token(chip, "plain", x, y, sizes.chip);
    return { ...made, x: x + (sizes.wide - made.width) / 2 };
  });
  const last = at((lane.head + Math.max(0, tokens.length - 1)) % cells);
  return {
    ...nothing(box),
    tokens,
    notes: [],
    rest: { x: last.x + sizes.wide / 2, y: last.y + sizes.chip / 2 },
    state: `${lane.head % cells} ${length}`,
  };
}

/** Main outside all queues; while the worker of current_thread polls it, it is there. */
function main(view: StageView, box: Rect, { chip: height }: Sizes): Laid {
  const threaded = view.flavor === "multi_thread";
  const y = box.y + NAME + 2;
  const here = view.main !== "absent" && !(view.main === "running" && !threaded);
  const tone: Tone = view.main === "running" ? "running" : view.main === "ready" ? "ghost" : "plain";
  const made = token(view.mainChip, tone, box.x + INSET, y, height);
  const words = view.main === "waiting" && view.mainWaits !== "" ? `waits for ${view.mainWaits}` : view.main;
  return {
    ...nothing(box),
    name: threaded ? "block_on: a thread of its own" : "block_on: beside the queue",
    tokens: here ? [made] : [],
    notes: [{ text: words, x: box.x + INSET + made.width + 8, y: y + height / 2 + 4 }],
  };
}
