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
    profile: "debug",
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
  it("takes the median of three fresh workers and shows all three", async () => {
    const { outcome, asked } = await play([good(9), good(7), good(8)]);
    const profile = profileOf(outcome);
    expect(profile.recorded).toBe(true);
    expect(profile.ratio).toBeCloseTo(8, 0);
    expect(profile.workerRatios.map(Math.round)).toEqual([9, 7, 8]);
    expect(profile.rounds).toBe(600);
    expect(asked.map((options) => options.seed)).toEqual([1, 2, 3]);
    expect(asked.map((options) => options.earlier.inline.length)).toEqual([0, 200, 400]);
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

  it("goes on without the learner's code after a worker had to be killed", async () => {
    const hung: WorkerRun = { kind: "hung", message: "gather never gave back control" };
    const { outcome, asked } = await play([hung, good(8), good(8), good(8)]);
    const profile = profileOf(outcome);
    expect(profile.recorded).toBe(true);
    expect(profile.notes).toContain("gather never gave back control");
    expect(asked.map((options) => options.useLearner)).toEqual([true, false, false, false]);
  });

  it("fails, and does not try for ever, when a worker hangs without learner code", async () => {
    const hung: WorkerRun = { kind: "hung", message: "no answer" };
    expect((await play([hung, hung])).outcome).toEqual({ kind: "failed", message: "no answer" });
  });

  it("repeats a worker during which the page was hidden, and refuses at the second time", async () => {
    let hiddenTimes = 1;
    const watch = { ...noWatch, begin: () => () => (hiddenTimes-- > 0 ? "the page was hidden" : "") };
    expect(profileOf((await play([good(8), good(8), good(8), good(8)], watch)).outcome).recorded).toBe(true);
    hiddenTimes = 2;
    const refused = profileOf((await play([good(8), good(8)], watch)).outcome);
    expect(refused).toMatchObject({ recorded: false, reason: "the page was hidden" });
  });

  it("is cancelled between workers and while one runs", async () => {
    const before = new AbortController();
    before.abort();
    const { outcome, asked } = await play([good(8)], noWatch, before.signal);
    expect(outcome).toEqual({ kind: "cancelled" });
    expect(asked).toEqual([]);
  });

  it("reads the learner's quantiles only when they are of the same samples", async () => {
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

  it("says that nothing could be measured rather than reporting what is no number", async () => {
    const empty: WorkerRun = { kind: "measured", measurement: simulatedMeasurement({ rounds: 0 }) };
    const { outcome } = await play([empty, empty]);
    expect(outcome.kind).toBe("failed");
  });

  it("moves its progress forward only, from 0 to 1", async () => {
    const { events } = await play([good(8), noisy, good(8), good(8)]);
    const done = events.flatMap((event) => (event.kind === "progress" ? [event.done / event.total] : []));
    expect(done[0]).toBe(0);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(Math.max(...done)).toBeLessThanOrEqual(1);
  });
});
