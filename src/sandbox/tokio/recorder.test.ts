/** For every committed single-threaded program, the recorder's module gives the same order as native tokio. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { needsThreads } from "../../runtime/programs/program.ts";
import type { Recorded } from "../../runtime/programs/program.ts";
import { readModule } from "./read-module.ts";
import { tokioRecorder } from "./recorder.ts";

const traces = new URL("../../../harness/fixtures/traces/", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, traces), "utf8");
const programs = [
  ...["canonical.json", "rules.json"].flatMap((name) => JSON.parse(read(name)) as Recorded[]),
  ...read("generated.jsonl")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Recorded),
].filter((program) => !needsThreads(program));

test("every current_thread program without foreign threads", async () => {
  const orderOf = tokioRecorder(await readModule("recorder"), WebAssembly);
  expect(programs.length).toBeGreaterThanOrEqual(500);
  expect(programs.filter((program) => orderOf(program) !== program.trace)).toEqual([]);
});

test("the programs use every op that needs no thread, panic among them", () => {
  const used = new Set(programs.flatMap(({ bodies }) => bodies.flat().map(([name]) => name)));
  expect(used).toContain("panic");
  expect(used).toContain("timeout");
});

test("what is no program traps, and says so", async () => {
  const orderOf = tokioRecorder(await readModule("recorder"), WebAssembly);
  expect(() => orderOf({} as Recorded)).toThrow(WebAssembly.RuntimeError);
});
