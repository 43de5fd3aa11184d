/** Computes where each step of a failed check goes on its timeline: lanes, columns, poll bars. */
import type { TraceStep } from "../../../harness/report.ts";

interface Lane {
  who: string;
  index: number;
}

/** One poll, from its start to its end; `open` when the trace ends inside it. Columns count from 0. */
export interface PollBar {
  lane: number;
  from: number;
  to: number;
  open: boolean;
}

export interface Mark {
  lane: number;
  column: number;
  kind: TraceStep["kind"];
  diverges: boolean;
}

/** A column at which the virtual clock shows a new time, in ms. */
interface TimeTick {
  column: number;
  timeMs: number;
}

export interface TimelineLayout {
  lanes: readonly Lane[];
  polls: readonly PollBar[];
  marks: readonly Mark[];
  ticks: readonly TimeTick[];
  /** The first divergence; undefined when no step is marked. */
  divergence: number | undefined;
}

/** One column per step: order is what matters, and steps of the same virtual instant must not overlap. */
export function layOut(steps: readonly TraceStep[]): TimelineLayout {
  const lanes = new Map<string, Lane>();
  const laneOf = (who: string): number => {
    const known = lanes.get(who);
    if (known) return known.index;
    lanes.set(who, { who, index: lanes.size });
    return lanes.size - 1;
  };

  const polls: PollBar[] = [];
  const marks: Mark[] = [];
  const ticks: TimeTick[] = [];
  /** Per lane, the polls that have started and not ended; a stack, because a future may poll itself by mistake. */
  const running = new Map<number, PollBar[]>();
  let divergence: number | undefined;
  let timeMs: number | undefined;

  steps.forEach((step, column) => {
    const lane = laneOf(step.who);
    if (step.diverges) divergence ??= column;
    if (step.time !== undefined && step.time !== timeMs) {
      timeMs = step.time;
      ticks.push({ column, timeMs });
    }
    if (step.kind === "poll-start") {
      const bar: PollBar = { lane, from: column, to: column, open: true };
      polls.push(bar);
      running.set(lane, [...(running.get(lane) ?? []), bar]);
    } else if (step.kind === "poll-end") {
      const bar = running.get(lane)?.pop();
      if (bar) Object.assign(bar, { to: column, open: false });
    }
    marks.push({ lane, column, kind: step.kind, diverges: column === divergence });
  });

  for (const bar of polls) if (bar.open) bar.to = steps.length - 1;
  return { lanes: [...lanes.values()], polls, marks, ticks, divergence };
}

/** Wide when there is room, but never so narrow that two marks touch. In px. */
export function columnWidth(steps: number, availableWidth: number): number {
  const MIN = 12;
  const MAX = 30;
  if (steps === 0) return MAX;
  return Math.max(MIN, Math.min(MAX, Math.floor(availableWidth / steps)));
}

/** The smallest scroll that shows `[at, at + size]` with a margin of the same size, in a window of this length. In px. */
export function scrolledTo(at: number, size: number, scroll: number, visible: number): number {
  if (at < scroll + size) return Math.max(0, at - size);
  if (at + 2 * size > scroll + visible) return at + 2 * size - visible;
  return scroll;
}

/** Where a key press moves the selection; undefined for keys that the timeline ignores. */
export function stepForKey(key: string, selected: number, count: number): number | undefined {
  const last = count - 1;
  switch (key) {
    case "ArrowLeft":
    case "ArrowDown":
      return Math.max(0, selected - 1);
    case "ArrowRight":
    case "ArrowUp":
      return Math.min(last, selected + 1);
    case "PageDown":
      return Math.max(0, selected - 10);
    case "PageUp":
      return Math.min(last, selected + 10);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return undefined;
  }
}

const KIND_WORDS: Record<TraceStep["kind"], string> = {
  "poll-start": "poll",
  "poll-end": "poll returned",
  wake: "wake",
  clone: "waker cloned",
  park: "park",
  timer: "timer",
  spawn: "spawn",
  complete: "complete",
  note: "note",
};

export function kindWord(kind: TraceStep["kind"]): string {
  return KIND_WORDS[kind];
}
