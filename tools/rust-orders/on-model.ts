/** Runs a Rust program on the model, as `course order` does. */
import { orderOf } from "../../src/recording/rust/order.ts";
import { readRust } from "../../src/recording/rust/program.ts";

/** The order and what stood on standard output; or why the program does not run. */
export function runOnModel(text: string): { order: string; prints: string } | { problem: unknown } {
  const read = readRust(text);
  if (read.problems !== undefined) return { problem: read.problems };
  const { order, printed, problem } = orderOf(read.program);
  if (problem !== null) return { problem };
  return { order, prints: printed.flatMap(({ toError, text: line }) => (toError ? [] : [line])).join("") };
}
