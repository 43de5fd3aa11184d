/** The page's console and tokio-console 0.1.14 side by side on the same updates of the arb bot: every cell agrees. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { beforeAll, expect, it } from "vitest";
import { BridgeFile } from "../../src/features/console/live/bridge-file.ts";
import { warningsOf } from "../../src/features/console/lints.ts";
import { differences, parseScreen, shown } from "./screen.ts";

/** `run.ts --keep` writes both. */
const fixture = (name: string): Buffer => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
const screen = parseScreen(fixture("screen.txt").toString());
const file = new BridgeFile();

beforeAll(() => {
  const [, ...lines] = gunzipSync(fixture("updates.jsonl.gz")).toString().split("\n");
  for (const line of lines) file.take(line);
});

it("columns, states, times, polls, places, fields and counts of warnings", () => {
  expect(screen.rows.length).toBeGreaterThanOrEqual(8);
  expect(differences(screen, file.store)).toEqual([]);
});

it("the same lints, on as many tasks", () => {
  const counts = new Map<string, number>();
  for (const task of file.store.tasks.values())
    for (const { lint } of warningsOf(task, file.store.nowMs)) counts.set(lint, (counts.get(lint) ?? 0) + 1);
  const ours = [
    ["self-wakes", "tasks have woken themselves over 50% of the time"],
    ["lost-waker", "tasks have lost their wakers"],
    ["never-yielded", "tasks have never yielded (threshold 1000ms)"],
    ["auto-boxed-future", "tasks have been boxed by the runtime due to their size"],
    ["large-future", "tasks are 1024 bytes or larger"],
  ].flatMap(([lint = "", theirs]) => (counts.has(lint) ? [`${counts.get(lint)} ${theirs}`] : []));
  expect(screen.warnings).toEqual(ours);
});

it("a cell that differs is named", () => {
  const [first, ...rest] = screen.rows;
  if (first === undefined) throw new Error("no rows");
  const other = { ...first, polls: first.polls + 1, durations: [shown("99s"), ...first.durations.slice(1)] };
  expect(differences({ ...screen, rows: [other, ...rest] }, file.store)).toEqual([
    expect.stringMatching(/: Polls is \d+ in the terminal, \d+ here$/),
    expect.stringMatching(/: Total is 99000 in the terminal, [\d.]+ here$/),
  ]);
  expect(differences({ ...screen, rows: rest }, file.store)).toEqual([
    `task ${first.id} is not in the terminal`,
  ]);
});

it.each([
  ["22s", 22_000, 1_000],
  ["298µs", 0.298, 0.001],
  ["1m02s", 62_000, 1_000],
])("reads %s", (text, ms, withinMs) => {
  const read = shown(text);
  expect(read.ms).toBeCloseTo(ms, 9);
  expect(read.withinMs).toBe(withinMs);
});
