/** Reads the recorded lines of what tokio 1.53.1 did with each program on several workers. */
import { readdirSync, readFileSync } from "node:fs";
import type { SeveralProgram } from "./model.ts";

export interface RecordedOrders extends SeveralProgram {
  readonly workers: number;
  readonly runs: number;
  /** The most rounds that a task spun between two effects; 0 for a plain run. */
  readonly jitter: number;
  /** How often each order came up. */
  readonly orders: Readonly<Record<string, number>>;
}

const FOLDER = new URL("../../harness/fixtures/traces/several/", import.meta.url);

export function recordedOrders(): RecordedOrders[] {
  return readdirSync(FOLDER)
    .toSorted()
    .flatMap((file) => readFileSync(new URL(file, FOLDER), "utf8").trim().split("\n"))
    .map((line) => JSON.parse(line) as RecordedOrders);
}

/** Threads sleep in it for real. */
export const sleeps = ({ bodies }: RecordedOrders): boolean =>
  bodies.flat().some(([op]) => op === "block" || op === "sleep");

/** The commonest first. */
export function byCount(orders: Readonly<Record<string, number>>): [order: string, count: number][] {
  return Object.entries(orders).toSorted(([, a], [, b]) => b - a);
}
