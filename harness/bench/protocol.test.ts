import { describe, expect, it } from "vitest";
import { BenchProfile } from "../report.ts";
import * as v from "valibot";
import { noWatch, type PageWatch } from "./page-watch.ts";
import { measureProfile, type ProtocolEvent, type WorkerRun } from "./protocol.ts";
import { simulatedMeasurement } from "./simulated.ts";
import type { WorkerOptions } from "./types.ts";

const good = (ratio: number): WorkerRun => ({
  kind: "measured",
  measurement: simulatedMeasurement({ ratio }),
});
const quiet = simulatedMeasurement();
const noisy: WorkerRun = {
  kind: "measured",
  measurement: { ...quiet, controlNs: quiet.inlineNs.map((ns) => ns * 1.4) },
};

async function play(runs: WorkerRun[], watch: PageWatch = noWatch, signal?: AbortSignal) {
  const asked: WorkerOptions[] = [];
  const events: ProtocolEvent[] = [];
  const outcome = await measureProfile({
    subject: { profile: "debug" },
    watch,
    signal,
    onEvent: (event) => void events.push(event),
    runWorker(options, onEvent) {
      asked.push(options);
      onEvent({ kind: "samples", inline: [1], spawn: [2], control: [1] });
      onEvent({ kind: "progress", phase: "rounds", done: 0.5 });
      return Promise.resolve(runs.shift() ?? { kind: "failed", message: "one worker too many" });
    },
  });
  return { outcome, asked, events };
}

function profileOf(outcome: Awaited<ReturnType<typeof play>>["outcome"]) {
  if (outcome.kind !== "measured") throw new Error(JSON.stringify(outcome));
  return v.parse(BenchProfile, outcome.profile);
}

describe("the protocol", () => {
  it("takes the mean of three fresh workers that agree, and shows all three", async () => {
    const { outcome, asked } = await play([good(8.1), good(7.9), good(8)]);
    const profile = profileOf(outcome);
    expect(profile.recorded).toBe(true);
    expect(profile.ratio).toBeCloseTo(8, 1);
    expect(profile.interval[0]).toBeLessThan(profile.ratio);
    expect(profile.interval[1]).toBeGreaterThan(profile.ratio);
    expect(profile.workerRatios.map((ratio) => ratio.toFixed(1))).toEqual(["8.1", "7.9", "8.0"]);
    expect(profile.discarded).toBe(0);
    expect(profile.rounds).toBe(600);
    expect(asked.map((options) => options.seed)).toEqual([1, 2, 3]);
    expect(asked.map((options) => options.earlier.inline.length)).toEqual([0, 200, 400]);
  });

  it("adds workers until they agree", async () => {
    const { outcome, asked } = await play([7.8, 8.6, 8.2, 8.3, 8.2, 8.3].map(good));
    const profile = profileOf(outcome);
    expect(profile.recorded).toBe(true);
    expect(asked).toHaveLength(5);
    expect(profile.workerRatios).toHaveLength(5);
    // All earlier samples are replayed into the last worker's Histogram.
    expect(asked.at(-1)!.earlier.spawn).toHaveLength(4 * 200);
  });

  it("accepts nine workers that do not agree well, with their wide interval", async () => {
    const { outcome, asked } = await play([7.4, 8.6, 7.4, 8.6, 7.4, 8.6, 7.4, 8.6, 7.4, 8.6].map(good));
    const { recorded, interval, ratio } = profileOf(outcome);
    expect(asked).toHaveLength(9);
    expect(recorded).toBe(true);
    expect((interval[1] - interval[0]) / ratio).toBeGreaterThan(0.1);
  });

  it("does not record nine that contradict each other, and reports the range of their ratios", async () => {
    const profile = profileOf((await play([6, 10, 6, 10, 6, 10, 6, 10, 6].map(good))).outcome);
    expect(profile.recorded).toBe(false);
    expect(profile.reason).toMatch(
      /^9 fresh workers read from 6\.0 to 10\.0, which leaves an interval \d+\.\d % wide/,
    );
  });

  it("continues past noisy workers as long as more workers are good, and counts the noisy ones", async () => {
    const profile = profileOf((await play([noisy, good(8), noisy, good(8), noisy, good(8)])).outcome);
    expect(profile).toMatchObject({ recorded: true, discarded: 3 });
    expect(profile.workerRatios).toHaveLength(3);
    const refused = profileOf((await play([good(8), noisy, noisy, noisy, good(8)])).outcome);
    expect(refused.recorded).toBe(false);
  });

  it("runs a noisy worker once more and takes its samples off the chart", async () => {
    const { outcome, events } = await play([good(8), noisy, good(8), good(8)]);
    expect(profileOf(outcome).recorded).toBe(true);
    expect(events.filter((event) => event.kind === "discard").map((event) => event.worker)).toEqual([1]);
    expect(events.filter((event) => event.kind === "samples").map((event) => event.worker)).toEqual([
      0, 1, 2, 3,
    ]);
  });

  it("does not record when the same worker is noisy twice, and says why", async () => {
    const { outcome, asked } = await play([noisy, noisy, good(8)]);
    const profile = profileOf(outcome);
    expect(profile.recorded).toBe(false);
    expect(profile.reason).toContain("second copy of itself read 1.400");
    expect(asked).toHaveLength(2);
  });

  it("shows the control that is farthest from 1, on either side", async () => {
    const low = { ...quiet, controlNs: quiet.inlineNs.map((ns) => ns * 0.92) };
    const { outcome } = await play([good(8), { kind: "measured", measurement: low }, good(8)]);
    expect(profileOf(outcome).control).toBeCloseTo(0.92, 2);
  });

  it("continues without the learner's code after a worker had to be killed", async () => {
    const hung: WorkerRun = { kind: "hung", message: "gather never returned" };
    const { outcome, asked } = await play([hung, good(8), good(8), good(8)]);
    const profile = profileOf(outcome);
    expect(profile.recorded).toBe(true);
    expect(profile.notes).toContain("gather never returned");
    expect(asked.map((options) => options.useLearner)).toEqual([true, false, false, false]);
  });

  it("fails, and does not try forever, when a worker hangs without learner code", async () => {
    const hung: WorkerRun = { kind: "hung", message: "no answer" };
    expect((await play([hung, hung])).outcome).toEqual({ kind: "failed", message: "no answer" });
  });

  it("repeats a worker during which the page was hidden, and refuses the second time", async () => {
    let hiddenTimes = 1;
    const watch = { ...noWatch, begin: () => () => (hiddenTimes-- > 0 ? "the page was hidden" : "") };
    expect(profileOf((await play([good(8), good(8), good(8), good(8)], watch)).outcome).recorded).toBe(true);
    hiddenTimes = 2;
    const refused = profileOf((await play([good(8), good(8)], watch)).outcome);
    expect(refused).toMatchObject({ recorded: false, reason: "the page was hidden" });
  });

  it("can be cancelled between workers and while one runs", async () => {
    const before = new AbortController();
    before.abort();
    const { outcome, asked } = await play([good(8)], noWatch, before.signal);
    expect(outcome).toEqual({ kind: "cancelled" });
    expect(asked).toEqual([]);
  });

  it("reads the learner's quantiles only if they describe the same samples", async () => {
    const quantiles = { p50: 50, p90: 60, p99: 70 };
    const withCount = (count: number): WorkerRun => ({
      kind: "measured",
      measurement: simulatedMeasurement({
        histogram: {
          kind: "used",
          inlineCount: count,
          spawnCount: count,
          inline: quantiles,
          spawn: quantiles,
        },
      }),
    });
    expect(profileOf((await play([good(8), good(8), withCount(600)])).outcome).learner).not.toBeNull();
    expect(profileOf((await play([good(8), good(8), withCount(200)])).outcome).learner).toBeNull();
  });

  it("says that nothing could be measured instead of reporting NaN", async () => {
    const empty: WorkerRun = { kind: "measured", measurement: simulatedMeasurement({ rounds: 0 }) };
    const { outcome } = await play([empty, empty]);
    expect(outcome.kind).toBe("failed");
  });

  it("moves its progress forward only, from 0 to 1", async () => {
    const { events } = await play([
      good(8),
      noisy,
      good(8.6),
      good(8),
      good(8.6),
      good(8),
      good(8.3),
      good(8.3),
    ]);
    const done = events.flatMap((event) => (event.kind === "progress" ? [event.done] : []));
    expect(done[0]).toBe(0);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(Math.max(...done)).toBeLessThanOrEqual(1);
  });
});
