import { describe, expect, it } from "vitest";
import type { BenchProfile } from "../../../harness/report.ts";
import { benchProfile } from "../../../harness/testing/profile.ts";
import type { BenchEngine, BenchOutcome, Measure, Profile, SandboxEvent } from "../../sandbox/types.ts";
import { subjectOf, SUBJECTS } from "../../../harness/bench/subjects.ts";
import { createBenchRun } from "./bench-run.ts";
import { liveSummary, phaseSentence, verdictOn } from "./bench-words.ts";

const quantiles = { p50: 50, p90: 60, p99: 70 };
const BUILD = { tokio: "1.53.1", rustc: "1.95.0", target: "wasm32-wasip1" };
const profileOf = (
  profile: Profile,
  change: Partial<BenchProfile> = {},
  engine: BenchEngine = "tokio",
): BenchProfile =>
  benchProfile({
    profile,
    engine,
    ...(engine === "tokio" && { build: BUILD }),
    ratio: 9.4,
    workerRatios: [9.1, 9.4, 9.8],
    interval: [9.3, 9.5],
    control: 1.01,
    inline: quantiles,
    spawn: quantiles,
    ...change,
  });
const environment = { engine: "a test" };
const measuredAs = (profile: BenchProfile): BenchOutcome => ({ kind: "measured", profile, environment });

/** A measurement that the test ends when it wants. */
function controlled() {
  const calls: {
    subject: string;
    say: (event: SandboxEvent) => void;
    end: (outcome: BenchOutcome) => void;
    signal: AbortSignal;
  }[] = [];
  const measure: Measure = (_source, { engine, profile, onEvent, signal }) =>
    new Promise((end) => calls.push({ subject: `${engine} ${profile}`, say: onEvent, end, signal }));
  const run = createBenchRun(measure, () => new Date("2026-11-22T07:00:00Z"));
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  return { run, calls, settle };
}

describe("a bench run", () => {
  it("measures tokio, then the model, and reports the ratio of tokio's debug build as BENCH", async () => {
    const { run, calls, settle } = controlled();
    const bench = run.start("", 8);
    expect(run.store.getState().phase).toMatchObject({
      kind: "running",
      subject: "tokio debug",
      done: 0,
    });
    calls[0]!.say({ kind: "progress", done: 0.5, phase: "worker 2 of at least 3: rounds" });
    expect(run.store.getState().phase).toMatchObject({
      doing: "worker 2 of at least 3: rounds",
      done: 0.125,
    });
    calls[0]!.end(measuredAs(profileOf("debug")));
    await settle();
    calls[1]!.end(measuredAs(profileOf("release", { ratio: 3 })));
    await settle();
    calls[2]!.end(measuredAs(profileOf("debug", { ratio: 7 }, "model")));
    await settle();
    calls[3]!.end(measuredAs(profileOf("release", { ratio: 4 }, "model")));
    const measured = await bench;
    expect(calls.map(({ subject }) => subject)).toEqual(SUBJECTS);
    expect(measured?.profiles.map(subjectOf)).toEqual(SUBJECTS);
    expect(measured).toMatchObject({
      value: 9.4,
      workRounds: 8,
      startedAt: "2026-11-22T07:00:00.000Z",
      environment,
    });
    expect(run.store.getState().phase.kind).toBe("done");
  });

  it("is the model's where tokio itself fails, and says why", async () => {
    const { run, calls, settle } = controlled();
    const bench = run.start("", 8);
    calls[0]!.end(measuredAs(profileOf("debug")));
    await settle();
    calls[1]!.end({ kind: "failed", message: "there is no WebAssembly here", logs: [] });
    await settle();
    expect(run.store.getState().profiles).toEqual({});
    calls[2]!.end(measuredAs(profileOf("debug", { ratio: 7 }, "model")));
    await settle();
    calls[3]!.end(measuredAs(profileOf("release", {}, "model")));
    const measured = await bench;
    expect(measured).toMatchObject({ value: 7, withoutTokio: "there is no WebAssembly here" });
    expect(measured?.profiles.map(subjectOf)).toEqual(["model debug", "model release"]);
  });

  it("does not try the other build of tokio once one failed", async () => {
    const { run, calls, settle } = controlled();
    void run.start("", 8);
    calls[0]!.end({ kind: "failed", message: "offline", logs: [] });
    await settle();
    expect(calls.map(({ subject }) => subject)).toEqual(["tokio debug", "model debug"]);
  });

  it("has no BENCH when tokio's debug build was too noisy", async () => {
    const { run, calls, settle } = controlled();
    const bench = run.start("", 8);
    calls[0]!.end(measuredAs(profileOf("debug", { recorded: false, reason: "the page was hidden" })));
    await settle();
    calls[1]!.end(measuredAs(profileOf("release")));
    await settle();
    calls[2]!.end(measuredAs(profileOf("debug", {}, "model")));
    await settle();
    calls[3]!.end(measuredAs(profileOf("release", {}, "model")));
    expect((await bench)!.value).toBeNull();
  });

  it("keeps samples by profile and takes refused workers out", async () => {
    const { run, calls } = controlled();
    void run.start("", 8);
    calls[0]!.say({ kind: "samples", worker: 0, inline: [50, 51], spawn: [400, 410], control: [50, 50] });
    calls[0]!.say({ kind: "samples", worker: 1, inline: [90], spawn: [900], control: [50] });
    calls[0]!.say({ kind: "discard", worker: 1, reason: "noise" });
    expect(run.books["tokio debug"].counted.inline.total).toBe(2);
    expect(run.books["tokio release"].counted.inline.total).toBe(0);
    expect(run.store.getState().discards).toEqual([{ subject: "tokio debug", worker: 1, reason: "noise" }]);
  });

  it("stops at a cancel, whatever still arrives", async () => {
    const { run, calls } = controlled();
    const bench = run.start("", 8);
    calls[0]!.say({ kind: "samples", worker: 0, inline: [1], spawn: [1], control: [1] });
    run.cancel();
    expect(calls[0]!.signal.aborted).toBe(true);
    calls[0]!.say({ kind: "samples", worker: 0, inline: [1], spawn: [1], control: [1] });
    calls[0]!.say({ kind: "progress", done: 0.5, phase: "late" });
    calls[0]!.end({ kind: "cancelled" });
    expect(await bench).toBeNull();
    expect(run.store.getState().phase).toEqual({ kind: "cancelled" });
    expect(run.books["tokio debug"].counted.inline.total).toBe(0);
  });

  it("gives way to a newer run", async () => {
    const { run, calls, settle } = controlled();
    const first = run.start("", 8);
    void run.start("", 16);
    expect(calls[0]!.signal.aborted).toBe(true);
    calls[0]!.end(measuredAs(profileOf("debug")));
    expect(await first).toBeNull();
    await settle();
    expect(calls.map(({ subject }) => subject)).toEqual(["tokio debug", "tokio debug"]);
    expect(run.store.getState().phase.kind).toBe("running");
  });

  it("measures one subject alone, and leaves the samples of the others", async () => {
    const { run, calls, settle } = controlled();
    run.books["tokio debug"].add(0, { inline: [50], spawn: [400], control: [50] });
    const bench = run.start("", 8, "model release");
    calls[0]!.say({ kind: "progress", done: 0.5, phase: "worker 1: rounds" });
    expect(run.store.getState().phase).toMatchObject({ subject: "model release", done: 0.5 });
    calls[0]!.end(measuredAs(profileOf("release", { ratio: 4 }, "model")));
    await settle();
    expect(calls.map(({ subject }) => subject)).toEqual(["model release"]);
    const measured = await bench;
    // BENCH is another subject's, and nothing was said about that one.
    expect(measured).toMatchObject({ value: null, environment });
    expect(measured?.profiles.map(subjectOf)).toEqual(["model release"]);
    expect(run.books["tokio debug"].counted.inline.total).toBe(1);

    const graded = run.start("", 8, "tokio debug");
    calls[1]!.end(measuredAs(profileOf("debug")));
    expect((await graded)?.value).toBe(9.4);
  });

  it("ends with the compiler's errors, or with what failed", async () => {
    const broken = controlled();
    const noBench = broken.run.start("", 8);
    const error = { message: 'Expected ";"', line: 3, column: 1, length: 1, lineText: "", notes: [] };
    broken.calls[0]!.end({ kind: "does-not-compile", errors: [error] });
    expect(await noBench).toBeNull();
    expect(phaseSentence(broken.run.store.getState().phase)).toContain('Expected ";" (line 3)');
    const failed = controlled();
    void failed.run.start("", 8);
    for (const call of [0, 1]) {
      failed.calls[call]!.end({ kind: "failed", message: "no worker started", logs: [] });
      await failed.settle();
    }
    expect(phaseSentence(failed.run.store.getState().phase)).toContain("no worker started");
  });
});

describe("what the panel says", () => {
  it("says why nothing was recorded", () => {
    const verdict = verdictOn(
      profileOf("debug", { recorded: false, reason: "only 9 rounds fitted into the time" }),
    );
    expect(verdict.headline).toBe("Not recorded: too noisy");
    expect(verdict.detail).toContain("only 9 rounds");
  });

  it("sums up a live run", async () => {
    const { run, calls } = controlled();
    void run.start("", 8);
    expect(liveSummary(run.books["tokio debug"])).toBe("No samples yet.");
    calls[0]!.say({ kind: "samples", worker: 0, inline: [50], spawn: [450], control: [50] });
    expect(liveSummary(run.books["tokio debug"])).toMatch(
      /^1 rounds?: inline (49|50)[.\d]* ns, spawn 4[45]\d ns, ratio (8.9|9)/,
    );
  });
});
