/** Random task programs printed as Rust, each with the order that the model gives. */
import { printRust } from "../../src/recording/program/rust.ts";
import type { RustOptions } from "../../src/recording/program/rust.ts";
import { record } from "../../src/recording/run/recorder.ts";
import type { TaskProgram } from "../../src/recording/program/text.ts";
import { DEFAULT_CONFIG } from "../../src/recording/run/config.ts";
import type { RunConfig } from "../../src/recording/run/config.ts";
import { ProgramGenerator } from "../../src/runtime/programs/generate.ts";
import { pollOrder } from "../../src/runtime/programs/order.ts";
import type { Program } from "../../src/runtime/programs/program.ts";

/** Most programs in which every task ends are over at once. */
const FEWEST_TOKENS = 12;
const MOST_TOKENS = 1_500;
const READABLE_CHARACTERS = 480;

export interface Printed {
  program: Program;
  text: string;
  /** In the format of `course order`. */
  order: string;
}

/** Programs in which every task comes to an end, so that the Rust ends too. */
export function printedPrograms(seed: number, count: number): Printed[] {
  const generator = new ProgramGenerator(seed);
  const printed: Printed[] = [];
  while (printed.length < count) {
    // `#[tokio::main]` has no words for the intervals, so they are the flavor's own.
    const program: Program = { ...generator.next(), gqi: 0, evi: 61 };
    if (!isFit(program)) continue;
    if (JSON.stringify(program).length > READABLE_CHARACTERS) continue;
    const order = orderOf(program);
    const tokens = order.split(" ").length;
    if (tokens < FEWEST_TOKENS || tokens > MOST_TOKENS) continue;
    const config = configOf(program);
    if (!everyTaskEnds(program, config)) continue;
    const text = printRust(program, optionsOf(program));
    if (text !== null) printed.push({ program, text, order });
  }
  return printed;
}

/** Main ends when every task has, so that the run is whole. */
export const optionsOf = (program: Program): RustOptions => ({
  ...configOf(program),
  isPaused: usesClock(program),
  waitsFor: "all",
});

const opsOf = (program: Program) => program.bodies.flat();
const usesClock = (program: Program): boolean =>
  opsOf(program).some(([name]) => name === "sleep" || name === "timeout");

/** Real time and other threads make an order vary; guards of an aborted task drop in another order than its locals. */
function isFit(program: Program): boolean {
  const names = new Set(opsOf(program).map(([name]) => name));
  if (names.has("xspawn") || names.has("xunpark")) return false;
  if (program.mode === "mt" && usesClock(program)) return false;
  const aborts = names.has("abort") || names.has("jabort") || names.has("jspawn");
  const locksTwo = program.bodies.some(
    (ops) => new Set(ops.flatMap(([op, m]) => (op === "lock" ? [m] : []))).size > 1,
  );
  return !(aborts && locksTwo);
}

const configOf = (program: Program): RunConfig => ({
  ...DEFAULT_CONFIG,
  flavor: program.mode === "mt" ? "multi_thread" : "current_thread",
  root: program.mode === "ctmain" ? "main" : "task",
});

function everyTaskEnds(program: Program, config: RunConfig): boolean {
  const { events, prelude, end } = record(program as TaskProgram, config);
  if (config.root === "main") return end.kind === "done";
  const all = [...prelude, ...events];
  const count = (kind: string): number => all.filter((event) => event.kind === kind).length;
  return end.kind === "parked" && count("spawn") === count("complete");
}

/** The task program's own order, in which the root is task 0, as the Rust names them. */
export function orderOf(program: Program): string {
  const trace = pollOrder(program);
  if (program.mode === "mt") return trace;
  if (program.mode === "ct") return `m ${trace} m m!`;
  const named = (token: string): string => {
    const task = Number.parseInt(token, 10) - 1;
    return `${task < 0 ? "m" : task}${token.endsWith("!") ? "!" : ""}`;
  };
  return trace.split(" ").map(named).join(" ");
}
