/** Puts a design under load: how much of a second is simulated, a single run, and a sweep of the rate with its knee. */
import { formatCount, formatMs } from "../../../lib/units.ts";
import { busyOf, flowOf } from "../flow.ts";
import { MAX_RATE, MIN_RATE } from "../schema.ts";
import type { Design } from "../schema.ts";
import { resultOf } from "./result.ts";
import type { LoadResult } from "./result.ts";
import { LoadRun } from "./run.ts";

/** Polls that the model makes in a few seconds on a laptop: a whole second of the lesson's exchange. */
const POLLS = 1_250_000;
const SECOND_US = 1_000_000;
const SHORTEST_US = 5_000;
/** Beyond that, making the tasks alone takes the browser many seconds and gigabytes. */
const MAX_TASKS = 300_000;

/** So much of the load's second, in µs, that the run takes a few seconds of real time. */
export function simulatedUs(design: Design, polls = POLLS): number {
  // Each task is polled once before the first message comes.
  const left = Math.max(polls / 4, polls - tasksOf(design));
  const us = Math.min(SECOND_US, (left / Math.max(1, pollsASecond(design))) * SECOND_US);
  return Math.max(SHORTEST_US, Math.floor(us / 1_000) * 1_000);
}

const tasksOf = ({ tasks }: Design): number => tasks.reduce((sum, { count }) => sum + count, 0);

/** Polls of tasks in a second of this load; workers that are asked for more time than they have make fewer. */
function pollsASecond(design: Design): number {
  const flow = flowOf(design);
  const asked = busyOf(design, flow)
    .filter(({ task }) => task.runsOn === "runtime")
    .reduce((sum, { threads }) => sum + threads, 0);
  const share = Math.min(1, design.workers / asked);
  return flow.handlers.reduce((sum, { task, handler, perSecond }) => {
    const waits = handler.does.filter(
      (step) => step.do === "await" || (step.do === "send" && step.reply),
    ).length;
    return sum + perSecond * (1 + waits) * (task.runsOn === "runtime" ? share : 1);
  }, 0);
}

/** By what a run was scaled and why; null when it was a whole second. */
export function scaledWords({ forMs, stopped, offered, tasks }: LoadResult): string | null {
  if (forMs >= 1_000) return null;
  const part = `${formatMs(forMs)} of the second (${partWords(forMs / 1_000)} of it)`;
  const taken = tasks.reduce((sum, { handled }) => sum + handled, 0);
  const why = stopped
    ? `Stopped after ${part}: by then ${formatCount(offered)} messages had led to ${formatCount(taken)} for its tasks, because they multiply or go round.`
    : `Simulated ${part}: in all of it the tasks take about ${formatCount(roundly((taken * 1_000) / forMs))} messages, too many for a few seconds.`;
  return `${why} Every rate, count and time is as in the design; only the run is shorter.`;
}

const partWords = (part: number): string =>
  part > 0.1 ? `${Math.round(part * 100)} %` : `1/${formatCount(Math.round(1 / part))}`;

/** To two digits. */
const roundly = (value: number): number => Number(value.toPrecision(2));

/** The same design with so many messages a second at its first source, and the others in proportion. */
export function atRate(design: Design, perSecond: number): Design {
  const [first] = design.sources;
  if (first === undefined) return design;
  const factor = perSecond / first.rate;
  return { ...design, sources: design.sources.map((source) => ({ ...source, rate: source.rate * factor })) };
}

/** @returns why it cannot be run; null when it can */
export function whyNotRun(design: Design): string | null {
  if (design.sources.length === 0)
    return "Nothing happens without a source: add one, and let a task read from it.";
  const tasks = tasksOf(design);
  if (tasks === 0) return "There is no task to run: add one.";
  if (tasks > MAX_TASKS)
    return `${formatCount(tasks)} tasks are more than this model can hold; it takes up to ${formatCount(MAX_TASKS)}.`;
  return whyNotRates(design);
}

/** A rate that came of another in proportion, or of an option, has not been through the schema. */
export function whyNotRates({ sources }: Design): string | null {
  const wrong = sources.find(({ rate }) => !(rate >= MIN_RATE && rate <= MAX_RATE));
  return wrong === undefined
    ? null
    : `${wrong.id}: expected ${MIN_RATE} to ${formatCount(MAX_RATE)} messages a second, got ${wrong.rate}.`;
}

/** Ten to twenty are usual; many more come from messages that multiply. */
const STEPS_A_POLL = 30;

/** Real steps between two reports of progress: some tens of milliseconds, since a page draws itself after each. */
const STEPS = 100_000;

/** Yields how far it has got, from 0 to 1, and returns the result. */
export function* runLoad(design: Design, seed = 1, polls = POLLS): Generator<number, LoadResult> {
  const run = new LoadRun(design, {
    forUs: simulatedUs(design, polls),
    seed,
    maxSteps: (polls + tasksOf(design)) * STEPS_A_POLL,
  });
  while (!run.advance(STEPS)) yield run.progress;
  return resultOf(run);
}

export interface SweepPoint {
  /** Messages a second at the first source. */
  rate: number;
  p99Ns: number;
  /** The part of what came that was finished within the run. */
  finished: number;
  overloadedQueue: string | null;
  /** Simulated, of the second. */
  forMs: number;
}

export interface Sweep {
  points: SweepPoint[];
  /** The highest rate before latency or loss takes off; null when it does so at the lowest. */
  knee: number | null;
}

const SWEEP_SHARES = [0.1, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 3];
/** Shorter runs than a single one: there are many. */
const SWEEP_POLLS = 100_000;

/** By what the runs of a sweep were scaled; null when all were whole seconds. */
export function sweepScaledWords({ points }: Sweep): string | null {
  const all = points.map(({ forMs }) => forMs);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  if (least >= 1_000) return null;
  const part = least === most ? formatMs(least) : `${formatMs(least)} to ${formatMs(most)}`;
  return `Each rate ran for ${part} of its second, so that all ${points.length} take a few seconds; rates and times are as in the design.`;
}

export function* sweepLoad(design: Design, seed = 1): Generator<number, Sweep> {
  const [first] = design.sources;
  if (first === undefined) return { points: [], knee: null };
  const points: SweepPoint[] = [];
  for (const [i, share] of SWEEP_SHARES.entries()) {
    const rate = Math.max(0.001, first.rate * share);
    const running = runLoad(atRate(design, rate), seed, SWEEP_POLLS);
    let step = running.next();
    for (; step.done !== true; step = running.next()) yield (i + step.value) / SWEEP_SHARES.length;
    points.push(pointOf(rate, step.value));
  }
  return { points, knee: kneeOf(points) };
}

function pointOf(
  rate: number,
  { latencies, offered, delivered, overloadedQueue, forMs }: LoadResult,
): SweepPoint {
  const own = latencies.filter(({ via }) => via === null);
  return {
    rate,
    p99Ns: Math.max(0, ...(own.length > 0 ? own : latencies).map(({ quantilesNs }) => quantilesNs.p99)),
    finished: offered === 0 ? 1 : delivered / offered,
    overloadedQueue,
    forMs,
  };
}

/** Where p99 is ten times what it was at the lowest rate, or a twentieth of what comes is not finished, overload has begun. */
const TAKES_OFF = 10;
const FINISHES = 0.95;

export function kneeOf(points: readonly SweepPoint[]): number | null {
  const [lowest] = points;
  if (lowest === undefined) return null;
  const end = points.findIndex(
    ({ p99Ns, finished }) => p99Ns > TAKES_OFF * Math.max(1, lowest.p99Ns) || finished < FINISHES,
  );
  return (end < 0 ? points.at(-1) : points[end - 1])?.rate ?? null;
}
