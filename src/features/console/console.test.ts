/** The console on the bot's run: the lints find the planted faults, and the numbers add up. */
import { beforeAll, describe, expect, it } from "vitest";
import { COLUMNS, countStates, rowsOf, TOTAL } from "./columns.ts";
import { TASK_NAMES } from "./arb-bot.ts";
import { judge, rankByP95 } from "./p95.ts";
import { LiveRun } from "./model-run.ts";
import { read } from "./reading.ts";
import { warningsOf } from "./lints.ts";
import type { TaskStats } from "./task-stats.ts";

const run = new LiveRun(1);
const named = (name: string): TaskStats => {
  const found = [...run.table.tasks.values()].find(({ info }) => info.name === name);
  if (found === undefined) throw new Error(`no task ${name}`);
  return found;
};
const lints = (name: string): string[] => warningsOf(named(name), run.nowMs).map(({ lint }) => lint);

describe("after 20 virtual seconds of the arb bot", () => {
  beforeAll(() => {
    run.advance(20_000);
  });

  it("each lint is on its faulty task, and on no other", () => {
    const found = Object.fromEntries(TASK_NAMES.map((name) => [name, lints(name)]));
    expect(found).toEqual({
      "feed-a": ["large-future"],
      "feed-b": ["large-future"],
      book: [],
      order: [],
      spread: ["self-wakes"],
      fills: ["lost-waker"],
      risk: [],
      heartbeat: [],
      snapshot: ["auto-boxed-future"],
      replay: ["never-yielded"],
    });
  });

  it("no task is polled by two workers at once: busy, scheduled and idle time add up to its life", () => {
    for (const task of run.table.tasks.values()) {
      const { totalMs, busyMs, scheduledMs, idleMs } = read(task, run.nowMs);
      expect(busyMs + scheduledMs + idleMs).toBeCloseTo(totalMs, 6);
      expect(busyMs).toBeLessThanOrEqual(totalMs + 1e-6);
    }
  });

  it("risk has the longest p95, book the longest p99, and replay has neither", () => {
    const ranking = rankByP95(run.table.tasks.values());
    expect(ranking[0]?.name).toBe("risk");
    expect(ranking.toSorted((a, b) => b.p99Ns - a.p99Ns)[0]?.name).toBe("book");
    expect(ranking.map(({ name }) => name)).not.toContain("replay");
    expect(judge("risk", ranking)).toMatchObject({ right: true });
    expect(judge("book", ranking)).toMatchObject({
      right: false,
      text: expect.stringContaining("Another task's p95"),
    });
    expect(judge("replay", ranking)).toMatchObject({
      right: false,
      text: expect.stringContaining("no poll"),
    });
  });

  it("lists every living task, main as block_on, and none that ended more than 6 s ago", () => {
    const rows = rowsOf(run.table.tasks.values(), run.nowMs, TOTAL, true);
    expect(rows.find(({ task }) => task.id === 0)?.task.kind).toBe("block_on");
    for (const { task } of rows) expect(task.droppedMs ?? run.nowMs).toBeGreaterThan(run.nowMs - 6_000);
    expect(rows.length).toBeLessThan(run.table.tasks.size);
    expect(Object.values(countStates(rows)).reduce((sum, count) => sum + count)).toBe(rows.length);
  });

  it.each(COLUMNS.map(({ name }) => name))("sorts by %s, both ways", (name) => {
    const index = COLUMNS.findIndex((column) => column.name === name);
    const keys = (descending: boolean) =>
      rowsOf(run.table.tasks.values(), run.nowMs, index, descending).map((row) => COLUMNS[index]?.key(row));
    expect(keys(true)).toEqual(keys(false).toReversed());
  });

  it.each(TASK_NAMES)("names the line that spawned %s", (name) => {
    expect(named(name).info.location).toMatch(/^src\/main\.rs:\d+:\d+$/);
  });
});

it("watching does not change the run", () => {
  const once = new LiveRun(7);
  const often = new LiveRun(7);
  once.advance(1_500);
  for (let ms = 100; ms <= 1_500; ms += 100) often.advance(ms);
  expect(rankByP95(often.table.tasks.values())).toEqual(rankByP95(once.table.tasks.values()));
  const cells = (live: LiveRun) =>
    rowsOf(live.table.tasks.values(), live.nowMs, TOTAL, true).map((row) =>
      COLUMNS.map((column) => column.cell(row)),
    );
  expect(cells(often)).toEqual(cells(once));
});

it("stops when told to, and resumes from there", () => {
  const live = new LiveRun(2);
  const whole = new LiveRun(2);
  let looks = 0;
  expect(live.advance(3_000, () => looks++ < 1)).toBe(false);
  expect(live.nowMs).toBeLessThan(3_000);
  while (!live.advance(3_000, () => false));
  whole.advance(3_000);
  expect(rankByP95(live.table.tasks.values())).toEqual(rankByP95(whole.table.tasks.values()));
});
