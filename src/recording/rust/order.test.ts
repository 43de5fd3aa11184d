/** Rust programs run in the order that real tokio gave; the programs are those of `harness/fixtures/rust`. */
import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { orderOf } from "./order.ts";
import { readRust } from "./program.ts";
import type { RustProgram } from "./program.ts";

interface Recorded {
  file: string;
  flavor: "current_thread" | "multi_thread";
  order: string;
  prints: string;
}

const FOLDER = new URL("../../../harness/fixtures/rust/", import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, FOLDER), "utf8");
const recorded = read("orders.jsonl")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as Recorded)
  // Those that lessons show are elsewhere: see tools/rust-orders/agreement.test.ts.
  .filter(({ file }) => existsSync(new URL(file, FOLDER)));

/** What the model cannot do yet. */
const NOT_YET: ReadonlySet<string> = new Set(["block_in_place.rs", "panic_payload.rs"]);

it("refuses to take out what a task panicked with, at the place", () => {
  const { file, flavor } = recorded.find((each) => each.file === "panic_payload.rs")!;
  expect(orderOf(programOf({ file, flavor, order: "", prints: "" })).problem).toMatchObject({
    line: 8,
    column: 23,
  });
});

function programOf({ file, flavor }: Recorded): RustProgram {
  const { program, problems } = readRust(read(file));
  if (program === undefined) throw new Error(`${file}: ${JSON.stringify(problems)}`);
  return {
    ...program,
    config: { ...program.config, flavor, workers: flavor === "current_thread" ? null : 1 },
  };
}

it.each(recorded.filter(({ file }) => !NOT_YET.has(file)))(
  "$file on $flavor runs as on real tokio",
  (program) => {
    const { order, printed, problem } = orderOf(programOf(program));
    expect(problem).toBeNull();
    expect(order).toBe(program.order);
    const text = printed.filter(({ toError }) => !toError).map((line) => line.text);
    expect(text.join("")).toBe(program.prints);
  },
);
