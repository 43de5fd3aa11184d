/** Runs fresh workers one after another until three to nine of them agree, and makes a profile of them. */
import type { BenchProfile } from "../report.ts";
import { agreeWell, agreementOf, MAX_WORKERS, MIN_WORKERS, workersNeeded } from "./agreement.ts";
import { combine, judge, type Judged, type Subject } from "./combine.ts";
import type { PageWatch } from "./page-watch.ts";
import { MAX_INTERVAL_WIDTH } from "./verdict.ts";
import { DEFAULT_OPTIONS, type WorkerEvent, type WorkerMeasurement, type WorkerOptions } from "./types.ts";

/** How one worker ended; `hung` means that it had to be killed from outside. */
export type WorkerRun =
  | { kind: "measured"; measurement: WorkerMeasurement }
  | { kind: "hung"; message: string }
  | { kind: "failed"; message: string };

/** Events for the page; `worker` counts attempts, so that the chart can remove a discarded one. */
export type ProtocolEvent =
  | { kind: "samples"; worker: number; inline: number[]; spawn: number[]; control: number[] }
  | { kind: "discard"; worker: number; reason: string }
  /** `done` goes from 0 to 1 and never back; the number of workers needed is an estimate. */
  | { kind: "progress"; done: number; phase: string };

export type ProtocolOutcome =
  { kind: "measured"; profile: BenchProfile } | { kind: "cancelled" } | { kind: "failed"; message: string };

export interface Protocol {
  /** What every worker measures. */
  subject: Subject;
  options?: Partial<WorkerOptions>;
  /** Starts one fresh worker and waits for its end. It must not reject, and must end soon after `signal` aborts. */
  runWorker(options: WorkerOptions, onEvent: (event: WorkerEvent) => void): Promise<WorkerRun>;
  watch: PageWatch;
  onEvent?: (event: ProtocolEvent) => void;
  signal?: AbortSignal;
}

/**
 * Noisy workers may outnumber the good ones by this: if every second worker is too noisy, the others are hardly more
 * reliable.
 */
const MAX_DISCARDED_BEYOND_ACCEPTED = 1;

type Attempt =
  | { kind: "judged"; worker: Judged; reason: string }
  | { kind: "hung"; message: string }
  | Exclude<ProtocolOutcome, { kind: "measured" }>;

export async function measureProfile(protocol: Protocol): Promise<ProtocolOutcome> {
  const { subject, onEvent = () => {} } = protocol;
  const accepted: Judged[] = [];
  const notes: string[] = [];
  const progress = forwardOnly(onEvent);
  let [discarded, useLearner] = [0, protocol.options?.useLearner ?? true];
  for (let worker = 0; !isEnough(accepted); worker++) {
    const attempt = await runOne(protocol, { worker, accepted, useLearner, progress });
    if (attempt.kind === "cancelled" || attempt.kind === "failed") return attempt;
    if (attempt.kind === "hung") {
      // Only the learner's code can hang: the next attempt runs without it, and this one does not count.
      if (!useLearner) return { kind: "failed", message: attempt.message };
      useLearner = false;
      notes.push(attempt.message);
      onEvent({ kind: "discard", worker, reason: attempt.message });
    } else if (attempt.reason === "") {
      accepted.push(attempt.worker);
    } else if (discarded === accepted.length + MAX_DISCARDED_BEYOND_ACCEPTED) {
      return measured(
        combine(subject, [...accepted, attempt.worker], { refusal: attempt.reason, discarded, notes }),
      );
    } else {
      discarded++;
      onEvent({ kind: "discard", worker, reason: attempt.reason });
    }
  }
  return measured(combine(subject, accepted, { refusal: disagreement(accepted), discarded, notes }));
}

const ratiosOf = (workers: readonly Judged[]): number[] => workers.map(({ verdict }) => verdict.ratio);

const isEnough = (accepted: readonly Judged[]): boolean =>
  accepted.length === MAX_WORKERS || agreeWell(ratiosOf(accepted));

/** Why workers that passed one by one are not a result together; empty when they are. */
function disagreement(accepted: readonly Judged[]): string {
  const ratios = ratiosOf(accepted);
  const { ratio, interval } = agreementOf(ratios);
  const width = (interval[1] - interval[0]) / ratio;
  if (width <= MAX_INTERVAL_WIDTH) return "";
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map((bound) => bound.toFixed(1));
  return `${ratios.length} fresh workers read from ${low} to ${high}, which leaves an interval ${(width * 100).toFixed(1)} % wide, and ${MAX_INTERVAL_WIDTH * 100} % is the most that is recorded`;
}

function measured(profile: BenchProfile): ProtocolOutcome {
  const numbers = [profile.ratio, profile.control, ...profile.interval, ...Object.values(profile.inline)];
  if (numbers.every(Number.isFinite)) return { kind: "measured", profile };
  return { kind: "failed", message: `Nothing could be measured: ${profile.reason}.` };
}

type Progress = (done: number, phase: string) => void;

/** A repeated or an extra worker does not move the bar back: the bar waits until progress passes it. */
function forwardOnly(onEvent: (event: ProtocolEvent) => void): Progress {
  let farthest = 0;
  return (done, phase) => {
    farthest = Math.max(farthest, done);
    onEvent({ kind: "progress", done: farthest, phase });
  };
}

interface Turn {
  /** Counts attempts. */
  worker: number;
  accepted: readonly Judged[];
  useLearner: boolean;
  progress: Progress;
}

/** The expected number of workers, for the bar; a middle number while nothing is known. */
function foreseen(ratios: readonly number[]): { expected: number; words: string } {
  if (ratios.length < MIN_WORKERS) {
    return { expected: (MIN_WORKERS + MAX_WORKERS) / 2, words: `at least ${MIN_WORKERS}` };
  }
  const expected = Math.max(ratios.length + 1, workersNeeded(ratios));
  return { expected, words: expected < MAX_WORKERS ? `about ${expected}` : String(expected) };
}

async function runOne(
  protocol: Protocol,
  { worker, accepted, useLearner, progress }: Turn,
): Promise<Attempt> {
  const { watch, signal, onEvent = () => {} } = protocol;
  const { expected, words } = foreseen(ratiosOf(accepted));
  const share = (done: number) => (accepted.length + done) / expected;
  const name = `worker ${accepted.length + 1} of ${words}`;
  progress(share(0), `${name}: starting`);
  await watch.whenVisible(() => progress(share(0), "waiting until the page can be seen"));
  if (signal?.aborted) return { kind: "cancelled" };
  const faultSince = watch.begin();
  const options = optionsFor(protocol, worker, accepted, useLearner);
  const run = await protocol.runWorker(options, (event) => {
    if (event.kind === "samples") onEvent({ ...event, worker });
    else progress(share(event.done), `${name}: ${event.phase}`);
  });
  if (signal?.aborted) return { kind: "cancelled" };
  if (run.kind !== "measured") return run;
  const judged = judge(run.measurement, options.seed);
  const reason = [faultSince(), ...judged.verdict.problems].filter(Boolean).join("; ");
  return { kind: "judged", worker: judged, reason };
}

function optionsFor(
  { options = {} }: Protocol,
  attempt: number,
  accepted: readonly Judged[],
  useLearner: boolean,
): WorkerOptions {
  const base = { ...DEFAULT_OPTIONS, ...options };
  return {
    ...base,
    seed: base.seed + attempt,
    useLearner,
    // One worker's curve is enough for a picture.
    curve: accepted.length === 0 ? base.curve : [],
    earlier: {
      inline: accepted.flatMap((worker) => worker.measurement.inlineNs),
      spawn: accepted.flatMap((worker) => worker.measurement.spawnNs),
    },
  };
}
