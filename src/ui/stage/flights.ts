/** Which tokens move between two beats, from where, and along which path; pure, with time as a number from 0 to 1. */
import type { Token } from "./lay-box.ts";

interface Point {
  x: number;
  y: number;
}

export interface Flight {
  /** As it is drawn while it moves. */
  token: Token;
  from: Point;
  to: Point;
  /** How far the path bends upwards, in px. */
  arc: number;
  /** Its opacity at both ends: a new task appears, a finished one goes. */
  alpha: readonly [from: number, to: number];
}

export interface Move {
  before: ReadonlyMap<number, Token>;
  after: ReadonlyMap<number, Token>;
  /** Where a task comes from that was not drawn before; undefined: it appears in its place. */
  origin(task: number): Point | undefined;
  /** Where a task goes that is no longer drawn; undefined: it disappears in its place. */
  goal(task: number): Point | undefined;
  stolen(task: number): boolean;
}

/** More are not told apart by eye, and would cost frames: the rest is simply in its new place. */
export const MOST_FLIGHTS = 40;
const ARC_PX = 46;
const BEND = 0.12;

export function flightsOf({ before, after, origin, goal, stolen }: Move): Flight[] {
  const flights: Flight[] = [];
  for (const [task, token] of after) {
    if (flights.length === MOST_FLIGHTS) return flights;
    const old = before.get(task);
    if (old !== undefined && old.x === token.x && old.y === token.y) continue;
    const from = old ?? origin(task) ?? token;
    const arc = stolen(task) ? ARC_PX : BEND * Math.abs(token.x - from.x);
    flights.push({ token, from, to: token, arc, alpha: [old === undefined ? 0 : 1, 1] });
  }
  for (const [task, token] of before) {
    if (flights.length === MOST_FLIGHTS) return flights;
    if (after.has(task)) continue;
    flights.push({ token, from: token, to: goal(task) ?? token, arc: 0, alpha: [1, 0] });
  }
  return flights;
}

/** Fast at first, slow at the end. */
const eased = (t: number): number => 1 - (1 - t) ** 3;

export function flownTo({ from, to, arc, alpha }: Flight, t: number): Point & { alpha: number } {
  const s = eased(Math.min(1, Math.max(0, t)));
  return {
    x: from.x + (to.x - from.x) * s,
    y: from.y + (to.y - from.y) * s - arc * 4 * s * (1 - s),
    alpha: alpha[0] + (alpha[1] - alpha[0]) * s,
  };
}
