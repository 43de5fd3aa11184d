/** `course studio load`: a design under load on the model runtime, and with `--sweep` under rising load. */
import { formatCount, formatNs, formatPercent } from "../lib/units.ts";
import { visible } from "../lib/visible.ts";
import { lint } from "../recording/studio/lints.ts";
import { busyOf } from "../recording/studio/load/busy.ts";
import type { LoadResult } from "../recording/studio/load/result.ts";
import type { Sweep } from "../recording/studio/load/load.ts";
import type { Design } from "../recording/studio/schema.ts";
import type { Finding } from "../recording/studio/lints.ts";
import type { LoadFacts, Verdict } from "../recording/studio/requirements.ts";
import { BadUse, exitCode, verdictLines } from "./studio-verdicts.ts";
import type { StudioOptions } from "./studio-verdicts.ts";

/** The design's verdicts, or those of the options. */
type Judged = (findings: Finding[], load: LoadFacts) => Verdict[];

export async function loadDesign(written: Design, options: StudioOptions, judged: Judged): Promise<number> {
  // The model's trace is compiled in or out by this name; the counts of a run come from the trace.
  (globalThis as { __TRACE__?: boolean }).__TRACE__ = true;
  const { atRate, runLoad, scaledWords, sweepLoad, sweepScaledWords, whyNotRun } =
    await import("../recording/studio/load/load.ts");
  const rate = positive(options.rate, "--rate");
  const seed = positive(options.seed, "--seed") ?? 1;
  const design = rate === undefined ? written : atRate(written, rate);
  const why = whyNotRun(design);
  if (why !== null) throw new BadUse(why);
  const result = last(runLoad(design, seed));
  const sweep = options.sweep === true ? last(sweepLoad(design, seed)) : null;
  const verdicts = judged(lint(design), result);
  if (options.format === "json") {
    process.stdout.write(
      `${JSON.stringify({ ...result, scaled: scaledWords(result), sweep, requirements: verdicts })}\n`,
    );
  } else {
    const lines = [
      ...resultLines(result, scaledWords(result)),
      ...(sweep === null ? [] : sweepLines(sweep, sweepScaledWords(sweep))),
    ];
    process.stdout.write(visible(`${lines.join("\n")}\n${verdictLines(verdicts)}`));
  }
  return exitCode(verdicts);
}

function positive(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text.replace(/\/s$/, ""));
  if (Number.isFinite(value) && value > 0) return value;
  throw new BadUse(`${option}: expected a number above 0, got "${text}"`);
}

function last<T>(running: Generator<number, T>): T {
  for (;;) {
    const step = running.next();
    if (step.done === true) return step.value;
  }
}

function resultLines(result: LoadResult, scaled: string | null): string[] {
  const { latencies, queues, tasks, workers, places } = result;
  const busy = busyOf(workers);
  return [
    ...(scaled === null ? [] : [scaled]),
    `${formatCount(result.offered)} messages came, ${formatCount(result.delivered)} were finished, ${formatCount(result.dropped)} dropped.`,
    "",
    "Latency from source to sink",
    ...latencies.map(
      ({ name, count, quantilesNs: { p50, p99, p999, max } }) =>
        `  ${name}: p50 ${formatNs(p50)}, p99 ${formatNs(p99)}, p99.9 ${formatNs(p999)}, max ${formatNs(max)} (${formatCount(count)})`,
    ),
    "Queues",
    ...queues.map(
      ({ id, capacity, deepest, dropped, p99WaitNs }) =>
        `  ${id}: at most ${formatCount(deepest)}${capacity === null ? "" : ` of ${formatCount(capacity)}`}, p99 of the wait in it ${formatNs(p99WaitNs)}${dropped > 0 ? `, ${formatCount(dropped)} dropped` : ""}`,
    ),
    "Busy",
    `  workers: ${busy.map((share) => formatPercent(share)).join(", ")}`,
    ...tasks.map(
      ({ id, busiest, threads }) =>
        `  ${id}: the busiest ${formatPercent(busiest)}, together ${threads.toFixed(2)} threads`,
    ),
    `Polled from: slot ${formatCount(places.slot)}, ring ${formatCount(places.ring)}, injection queue ${formatCount(places.injection)}`,
    result.overload ?? "No queue is overloaded.",
  ];
}

function sweepLines({ points, knee }: Sweep, scaled: string | null): string[] {
  return [
    "Sweep",
    ...(scaled === null ? [] : [scaled]),
    ...points.map(
      ({ rate, p99Ns, finished, overloadedQueue }) =>
        `  ${formatCount(Math.round(rate))} a second: p99 ${formatNs(p99Ns)}, ${formatPercent(finished)} finished${overloadedQueue === null ? "" : `, ${overloadedQueue} overloaded`}`,
    ),
    knee === null
      ? "No knee: it is overloaded at the lowest rate."
      : `The knee is at ${formatCount(Math.round(knee))} a second.`,
  ];
}
