/** Encodes events as rows of numbers to send a recording out of the sandbox, and validates them. */
import * as v from "valibot";
import { By, Kind, OUTCOMES, QUEUES, RESOURCES, WAKE_EFFECTS } from "../../runtime/trace/kinds.ts";
import { eventBody } from "../../runtime/trace/ring.ts";
import { MAX_WORKERS } from "./config.ts";
import type { Seen } from "./probe.ts";

/** In one message; a recording of 160,000 events comes in many. */
const MAX_ROWS = 20_000;

/** kind, worker, task, a, b as in the runtime's ring; budget; nowMs, atMs; line and column in the script, or 0. */
export const ROW = 10;

type Row = readonly [
  kind: Kind,
  worker: number,
  task: number,
  a: number,
  b: number,
  budget: number,
  nowMs: number,
  atMs: number,
  line: number,
  column: number,
];

const KINDS: ReadonlySet<number> = new Set(Object.values(Kind));
const MOST = Number.MAX_SAFE_INTEGER;
const within = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;
const among = (value: number, names: readonly string[]): boolean => within(value, 0, names.length - 1);
const isTime = (value: number): boolean => value >= 0 && value <= MOST;

/** Bounds of a row's last two numbers by kind, because they are used as counts, lookups and queue positions. */
function isBody(kind: Kind, a: number, b: number): boolean {
  switch (kind) {
    case Kind.Spawn:
    case Kind.Abort:
      return within(a, By.BlockingPool, MOST);
    case Kind.Wake:
      return within(a, By.BlockingPool, MOST) && among(b, WAKE_EFFECTS);
    case Kind.PollEnd:
    case Kind.Complete:
      return among(a, OUTCOMES);
    case Kind.Wait:
      return among(a, RESOURCES) && isTime(b);
    case Kind.Push:
    case Kind.Pop:
      return among(a, QUEUES);
    case Kind.Overflow:
      return within(a, 1, MOST);
    case Kind.Steal:
      return within(a, 0, MAX_WORKERS - 1) && within(b, 1, MOST);
    case Kind.TimerSet:
    case Kind.TimerFire:
    case Kind.Clock:
      return isTime(a);
    case Kind.Search:
      return within(a, 0, 1);
    case Kind.Tick:
      return within(a, 0, MOST);
    default:
      // Nothing, or the number of a worker.
      return within(a, 0, MAX_WORKERS - 1);
  }
}

function isRow([kind, worker, task, a, b, budget, nowMs, atMs, line, column]: Row): boolean {
  return (
    KINDS.has(kind) &&
    within(worker, -1, MAX_WORKERS - 1) &&
    within(task, 0, MOST) &&
    isBody(kind, a, b) &&
    within(budget, -1, 255) &&
    isTime(nowMs) &&
    isTime(atMs) &&
    within(line, 0, MOST) &&
    within(column, 0, MOST)
  );
}

const rowAt = (rows: readonly number[], at: number): Row => rows.slice(at, at + ROW) as unknown as Row;

function areRows(rows: number[]): boolean {
  if (rows.length % ROW !== 0) return false;
  for (let at = 0; at < rows.length; at += ROW) if (!isRow(rowAt(rows, at))) return false;
  return true;
}

export const EventRows = v.pipe(
  v.array(v.number()),
  v.maxLength(MAX_ROWS * ROW),
  v.check(areRows, "these are not events"),
);
export type EventRows = v.InferOutput<typeof EventRows>;

/** One event and its place in the learner's compiled script; null if none of their lines caused it. */
export interface Located {
  event: Seen;
  at: { line: number; column: number } | null;
}

/** @param first the `seq` of the first event */
export function eventsOf(rows: EventRows, first: number): Located[] {
  return Array.from({ length: rows.length / ROW }, (_, i) => {
    const [kind, worker, task, a, b, budget, nowMs, atMs, line, column] = rowAt(rows, i * ROW);
    const body = eventBody(kind, task, a, b);
    const event = { seq: first + i, clock: 0, nowMs, atMs, worker, ...body, budget };
    return { event, at: line === 0 ? null : { line, column } };
  });
}
