/** A recorded minute: its question, its comparison, and what masking leaves. */
import * as v from "valibot";
import { expect, it } from "vitest";
import { ConsoleRecording, masked, type RecordedTask } from "../../../progress/console-recording.ts";
import { HdrHistogram } from "../../../lib/hdr-histogram.ts";
import { compare } from "./compare.ts";
import { rankRecorded } from "../../../progress/recorded-polls.ts";
import { choicesOf, isLongest, polled, quoteOf } from "./question.ts";
import { packStats, TaskStore, type TaskNumbers } from "../store.ts";
import { Recorder } from "./recorder.ts";
import { parseAddress } from "./address.ts";
import { explainProblem } from "../own/explain.ts";
import { isRefused } from "./permission.ts";

const task = (name: string, pollsMs: readonly number[], more: Partial<RecordedTask> = {}): RecordedTask => {
  const histogram = new HdrHistogram();
  for (const ms of pollsMs) histogram.record(Math.round(ms * 1e6));
  return {
    name,
    kind: "task",
    location: `src/main.rs:${name.length}:5`,
    fields: "target=tokio::task",
    tasks: 1,
    polls: pollsMs.length,
    wakes: 0,
    selfWakes: 0,
    totalMs: 60_000,
    busyMs: pollsMs.reduce((sum, ms) => sum + ms, 0),
    scheduledMs: 0,
    idleMs: 0,
    warnings: [],
    pollTimes: {
      maxNs: histogram.maxValue,
      outliers: 0,
      highestNs: 0,
      counts: [...histogram.entries()].map(([index, count]) => [index, count]),
    },
    ...more,
  };
};
const recorded = (label: string, tasks: RecordedTask[]): ConsoleRecording => ({
  kind: "console-recording",
  version: 1,
  label,
  at: 1,
  seconds: 60,
  masked: false,
  droppedEvents: 0,
  leftOut: 0,
  tasks,
});

const before = recorded("before", [
  task("book", [...Array<number>(97).fill(0.1), 9, 9, 9]),
  task("risk", Array<number>(100).fill(4), { scheduledMs: 20 }),
  task("feed", [0.03], { scheduledMs: 900, warnings: ["large-future"] }),
  task("main", [500], { kind: "block_on" }),
  task("disk", [700], { kind: "blocking" }),
  task("stuck", []),
]);

it("asks for the longest p95 of the tasks that have one", () => {
  expect(rankRecorded(before).map(({ name }) => name)).toEqual(["risk", "book", "feed"]);
  const choices = choicesOf(before);
  expect(choices.map(({ name }) => name)).toEqual(["book", "feed", "risk"]);
  expect(choices.map((choice) => isLongest(choice, before))).toEqual([false, false, true]);
  expect(polled(choices[2] as (typeof choices)[0])).toMatch(
    /^p95 4(\.0\d)? ms \(p50 4(\.0\d)? ms, p99 4(\.0\d)? ms, 100 polls\)$/,
  );
});

it("quotes the numbers that a good answer gives", () => {
  const quote = quoteOf(before);
  expect(quote).toContain("Longest p95 poll: risk, p95 4");
  expect(quote).toContain("Most Sched: feed, 900 ms in 1 poll.");
  expect(quote).toContain("Warnings: feed (large-future).");
});

it("shows what changed most first, and what is only in one of the two", () => {
  const after = recorded("after", [
    task("book", [...Array<number>(97).fill(0.1), 9, 9, 9]),
    task("risk", Array<number>(100).fill(0.04), { location: "src/main.rs:90:5" }),
    task("rayon", [1]),
  ]);
  const rows = compare(before, { ...after, seconds: 30 });
  expect(rows.slice(0, 2).map(({ name }) => name)).toEqual(["risk", "book"]);
  expect(rows[0]?.before?.p95Ns).toBeGreaterThan(90 * (rows[0]?.after?.p95Ns ?? Infinity));
  expect(rows[1]?.after?.pollsPerSecond).toBeCloseTo(2 * (rows[1]?.before?.pollsPerSecond ?? 0));
  expect(rows.find(({ name }) => name === "rayon")?.before).toBeUndefined();
  expect(rows.find(({ name }) => name === "feed")?.after).toBeUndefined();
});

it("masking leaves numbers, and no word of the application", () => {
  const secret = recorded("Acme trading", [
    task("acme-feed", [1], { fields: "customer=ann", location: "src/acme.rs:1:1" }),
    task("acme-feed", [1], { fields: "", location: "src/other.rs:1:1" }),
  ]);
  const safe = masked(secret);
  expect(JSON.stringify(safe)).not.toMatch(/acme|ann|other\.rs/i);
  expect(safe.tasks.map(({ name }) => name)).toEqual(["task 1", "task 1"]);
  expect(rankRecorded(safe)[0]?.p95Ns).toBe(rankRecorded(secret)[0]?.p95Ns);
});

it.each([
  ["127.0.0.1:9999", { origin: "http://127.0.0.1:9999" }],
  [
    " http://localhost:7669/#token=abcdefghijklmnopqrstuvwx ",
    { origin: "http://localhost:7669", token: "abcdefghijklmnopqrstuvwx" },
  ],
  ["127.0.0.1:6669", "blocked-port"],
  ["localhost", "blocked-port"],
  ["192.168.1.7:9999", "not-this-machine"],
  ["127.0.0.1.evil.example:9999", "not-this-machine"],
  ["https://127.0.0.1:9999", "not-an-address"],
  ["http://me@127.0.0.1:9999", "not-an-address"],
  ["", "not-an-address"],
  ["file:///etc/passwd", "not-an-address"],
])("the address %s", (text, expected) => {
  expect(parseAddress(text)).toEqual(expected);
});

it("says what to do, with this page's origin where the bridge does not know it", () => {
  const of = (origin: string) =>
    explainProblem("unreachable", { address: "http://127.0.0.1:7669", bridge: true, origin }).todo.join(" ");
  expect(of("http://localhost:4173")).toContain("`npx course console`.");
  expect(of("https://course.example")).toContain("`npx course console --page https://course.example`");
});

it("knows a refused permission under either of its names, and browsers without it", async () => {
  const answers = (state: string, known: string) => ({
    query: ({ name }: { name: string }) =>
      name === known ? Promise.resolve({ state } as PermissionStatus) : Promise.reject(new TypeError(name)),
  });
  const refused = (permissions: unknown) => isRefused(permissions as Permissions);
  expect(await refused(answers("denied", "loopback-network"))).toBe(true);
  expect(await refused(answers("denied", "local-network-access"))).toBe(true);
  expect(await refused(answers("prompt", "local-network-access"))).toBe(false);
  expect(await refused(answers("denied", "geolocation"))).toBe(false);
  expect(await refused(undefined)).toBe(false);
});

it("keeps the longest poll of more tasks than it has room for, and the time of a task that is announced late", () => {
  const store = new TaskStore();
  const tasks = Array.from({ length: 300 }, (_, index) => ({
    id: index,
    taskId: index,
    kind: "task",
    info: { name: `task ${index}`, location: "" },
  }));
  const numbers = (busyMs: number, createdMs = 0): TaskNumbers => ({
    createdMs,
    droppedMs: Number.NaN,
    polls: 1,
    busyMs,
    scheduledMs: 0,
    lastPollStartedMs: 0,
    lastPollEndedMs: 1,
    lastWakeMs: 0,
    wakes: 0,
    selfWakes: 0,
    wakerClones: 1,
    wakerDrops: 0,
  });
  store.apply({ nowMs: 1_000, whole: true, tasks: [], stats: packStats([]), droppedEvents: 0 });
  const recorder = new Recorder(store);
  // The rare long poll is of the task that is busy least; it ran for half a minute before anybody heard of it.
  const stats = packStats(
    tasks.map(({ id }) => [id, numbers(id === 7 ? 40_000 : 1_000 + id, id === 7 ? -30_000 : 1_000)]),
  );
  recorder.change({ nowMs: 31_000, whole: false, tasks, stats, droppedEvents: 2 });
  for (const { id } of tasks) {
    const pollTimes = HdrHistogram.of([[id === 7 ? 2_000 : 500, 1]]);
    recorder.detailsAfter(id, { pollTimes, scheduledTimes: new HdrHistogram() });
  }
  const recording = recorder.finish("many", 5);
  expect(recording).toMatchObject({ seconds: 30, leftOut: 200, droppedEvents: 2 });
  expect(recording.tasks).toHaveLength(100);
  expect(rankRecorded(recording)[0]).toMatchObject({
    name: "task 7",
    task: { busyMs: 30_000, totalMs: 30_000 },
  });
  expect(v.is(ConsoleRecording, recording)).toBe(true);
});
