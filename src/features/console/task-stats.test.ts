/** The subscriber's sums on handmade events with easily counted numbers. */
import { expect, it } from "vitest";
import type { EventBody, TraceEvent } from "../../runtime/index.ts";
import { read } from "./reading.ts";
import { TaskTable } from "./task-stats.ts";
import type { TaskStats } from "./task-stats.ts";
import { warningsOf } from "./lints.ts";

function after(...events: [atMs: number, body: EventBody][]): TaskStats {
  const table = new TaskTable(() => ({ name: "t", location: "" }));
  events.forEach(([atMs, body], seq) =>
    table.take({ seq, clock: 0, nowMs: atMs, atMs, worker: 0, ...body } as TraceEvent),
  );
  return table.tasks.get(1) as TaskStats;
}
const spawn: EventBody = { kind: "spawn", task: 1, by: { kind: "main" } };
const start: EventBody = { kind: "poll-start", task: 1 };
const end: EventBody = { kind: "poll-end", task: 1, outcome: "pending" };
const clone: EventBody = { kind: "clone", task: 1 };
const self: EventBody = { kind: "wake", task: 1, by: { kind: "task", id: 1 }, effect: "after-poll" };
const timer: EventBody = { kind: "wake", task: 1, by: { kind: "timer" }, effect: "scheduled" };
const names = (task: TaskStats, nowMs: number) => warningsOf(task, nowMs).map(({ lint }) => lint);

it("a task that was never polled counts as idle, because only a wake begins scheduled time", () => {
  expect(read(after([1, spawn]), 4)).toMatchObject({
    state: "Idle",
    totalMs: 3,
    scheduledMs: 0,
    idleMs: 3,
  });
  expect(read(after([1, spawn], [4, start], [5, end]), 6)).toMatchObject({
    scheduledMs: 0,
    busyMs: 1,
    idleMs: 4,
  });
});

it("a wake before the end of the poll counts from that end", () => {
  const task = after([0, spawn], [0, start], [1, self], [3, end], [5, start]);
  expect(read(task, 6)).toMatchObject({ state: "Running", busyMs: 4, scheduledMs: 2 });
  expect(task.scheduledTimes?.quantile(1)).toBeGreaterThanOrEqual(2e6);
});

it("wakers are clones minus those used to wake", () => {
  expect(read(after([0, spawn], [0, start], [0, clone], [1, end]), 2).wakers).toBe(1);
  expect(
    read(after([0, spawn], [0, start], [0, clone], [1, end], [2, timer], [3, start], [4, end]), 5).wakers,
  ).toBe(0);
});

it("self-wakes needs more than half", () => {
  const woken = (...wakes: EventBody[]) =>
    names(after([0, spawn], ...wakes.map((wake) => [1, wake] as [number, EventBody])), 2);
  expect(woken(self, timer)).not.toContain("self-wakes");
  expect(woken(self, self, timer)).toContain("self-wakes");
  // 50.5 % is cut to 50 before it is compared, as tokio-console does.
  const mixed = (selves: number) =>
    woken(...Array.from({ length: 200 }, (_, i) => (i < selves ? self : timer)));
  expect(mixed(101)).not.toContain("self-wakes");
  expect(mixed(102)).toContain("self-wakes");
});

it("lost-waker fires on an idle task without a waker, not on one that is scheduled, running, held or done", () => {
  const polled: [number, EventBody][] = [
    [0, spawn],
    [1, start],
    [2, end],
  ];
  expect(names(after(...polled), 3)).toEqual(["lost-waker"]);
  expect(names(after([0, spawn]), 3)).toEqual([]);
  expect(names(after(...polled, [2, timer]), 3)).toEqual([]);
  expect(names(after(...polled, [3, start]), 3)).toEqual([]);
  expect(names(after([0, spawn], [1, start], [1, clone], [2, end]), 3)).toEqual([]);
  expect(names(after(...polled, [2, { kind: "complete", task: 1, outcome: "ready" }]), 3)).toEqual([]);
});

it("never-yielded fires in the first poll only, from one second on", () => {
  const first = after([0, spawn], [0, start]);
  expect(names(first, 999)).toEqual([]);
  expect(names(first, 1_000)).toEqual(["never-yielded"]);
  expect(names(after([0, spawn], [0, start], [1, end], [1, start]), 5_000)).toEqual([]);
});

it("sizes: 1,024 bytes are large, and a boxed future is not also large", () => {
  const sized = (current: number, original: number) => {
    const task = after([0, spawn]);
    task.info = { name: "", location: "", sizeBytes: { current, original } };
    return names(task, 1);
  };
  expect(sized(1_023, 1_023)).toEqual([]);
  expect(sized(1_024, 1_024)).toEqual(["large-future"]);
  expect(sized(8, 20_000)).toEqual(["auto-boxed-future"]);
});

it("a closure of the blocking pool has kind blocking, and lints about polls skip it", () => {
  const task = after(
    [0, spawn],
    [0, { kind: "push", task: 1, queue: "blocking" }],
    [1, { kind: "job-start", task: 1 }],
  );
  expect(task.kind).toBe("blocking");
  expect(names(task, 5_000)).toEqual([]);
});
