/** A page with only the sandbox and timers for it; `bench/sandbox/run.ts` reads them. */
import { transform } from "esbuild-wasm/esm/browser.min.js";
import { compileInBrowser } from "../../../src/compiler/service.ts";
import { grade } from "../../../src/sandbox/grade.ts";
import { measure, type MeasureOptions } from "../../../src/sandbox/measure.ts";
import type { BenchEngine, BenchOutcome, Profile } from "../../../src/sandbox/types.ts";

/** All in ms. */
const now = () => performance.now();

/** ms until there is a script, until its worker is alive, until the report. */
export interface Verdict {
  total: number;
  compile: number;
  start: number;
  checks: number;
}

/** Waits a little between runs, as a learner does. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const tools = {
  /** Times a right answer from the call to the report, and each part of it; throws on a wrong one. */
  async verdicts(exercise: string, source: string, runs: number): Promise<Verdict[]> {
    const verdicts: Verdict[] = [];
    for (let i = 0; i < runs; i++) {
      const start = now();
      const reached: Record<string, number> = {};
      const outcome = await grade(exercise, source, {
        onEvent: (event) => {
          if (event.kind === "phase") reached[event.phase] = now() - start;
        },
      });
      const total = now() - start;
      if (outcome.kind !== "report" || !outcome.report.passed)
        throw new Error(JSON.stringify(outcome).slice(0, 2_000));
      const { queued = 0, running = 0 } = reached;
      verdicts.push({ total, compile: queued, start: running - queued, checks: total - running });
      await pause(100);
    }
    return verdicts;
  },
  /** What the service takes, and what esbuild alone takes to strip the types of the same text. */
  async compiles(source: string, runs: number): Promise<{ compile: number[]; floor: number[] }> {
    const [compile, floor]: [number[], number[]] = [[], []];
    for (let i = 0; i < runs; i++) {
      const a = now();
      await compileInBrowser(source, { key: "probe" });
      const b = now();
      await transform(source, { loader: "ts", sourcemap: "external" });
      compile.push(b - a);
      floor.push(now() - b);
    }
    return { compile, floor };
  },
  /**
   * Times from the kill of an endless loop until the next run's worker is alive; the second run is compiled
   * beforehand, as for a learner.
   */
  async kills(exercise: string, source: string, runs: number): Promise<number[]> {
    const times: number[] = [];
    for (let i = 0; i < runs; i++) {
      const abort = new AbortController();
      const looping = grade(exercise, "for (;;);", { signal: abort.signal, checkTimeoutMs: 60_000 });
      await pause(400);
      let killed = 0;
      const next = grade(exercise, source, {
        onEvent: (event) => {
          if (event.kind === "phase" && event.phase === "running") times.push(now() - killed);
        },
      });
      await pause(200);
      killed = now();
      abort.abort();
      await Promise.all([looping, next]);
    }
    return times;
  },
  /** Starts a loop that only the watchdog ends; resolves when it has. */
  async hang(exercise: string, checkTimeoutMs: number): Promise<string> {
    return (await grade(exercise, "for (;;);", { checkTimeoutMs })).kind;
  },
  /** `samples` counts those that arrived while it was measured, the first of them after `firstMs`; `options` are other durations than the protocol's own. */
  async bench(
    source: string,
    profile: Profile,
    options: MeasureOptions["options"] = {},
    engine: BenchEngine = "model",
  ): Promise<{ ms: number; firstMs: number; outcome: BenchOutcome; samples: number }> {
    let samples = 0;
    let firstMs = NaN;
    const start = now();
    const outcome = await measure(source, {
      engine,
      profile,
      workRounds: 8,
      options,
      onEvent: (event) => {
        if (event.kind !== "samples") return;
        if (samples === 0) firstMs = now() - start;
        samples += event.inline.length;
      },
    });
    return { ms: now() - start, firstMs, outcome, samples };
  },
  /** What the page has fetched, as it came over the wire. */
  loaded: () =>
    (performance.getEntriesByType("resource") as PerformanceResourceTiming[]).map(
      ({ name, encodedBodySize }) => ({ name: name.replace(/^.*\//, ""), bytes: encodedBodySize }),
    ),
  isolated: () => crossOriginIsolated,
};
export type BenchPage = typeof tools;

Object.assign(globalThis, { benchPage: tools });
