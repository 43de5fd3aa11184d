/** Three fresh workers one after another, each tried again once if it was too noisy: from a way to run one to a profile. */
import type { BenchProfile } from "../report.ts";
import { combine, judge, type Judged } from "./combine.ts";
import type { PageWatch } from "./page-watch.ts";
import { DEFAULT_OPTIONS, type WorkerEvent, type WorkerMeasurement, type WorkerOptions } from "./types.ts";

/** What the JIT makes of the code is decided once per worker, and no longer run averages it away. Hence three. */
export const WORKERS = 3;

/** How one worker ended; `hung` is one that had to be killed from outside. */
export type WorkerRun =
  | { kind: "measured"; measurement: WorkerMeasurement }
  | { kind: "hung"; message: string }
  | { kind: "failed"; message: string };

/** What the page hears; `worker` counts attempts, so that a discarded one can be taken off the chart. */
export type ProtocolEvent =
  | { kind: "samples"; worker: number; inline: number[]; spawn: number[]; control: number[] }
  | { kind: "discard"; worker: number; reason: string }
  /** `done` of `total` are hundredths of a worker's share. */
  | { kind: "progress"; done: number; total: number; phase: string };

export type ProtocolOutcome =
  { kind: "measured"; profile: BenchProfile } | { kind: "cancelled" } | { kind: "failed"; message: string };

export interface Protocol {
  profile: BenchProfile["profile"];
  options?: Partial<WorkerOptions>;
  /** Starts one fresh worker and sees it through. It must not reject, and must end soon after `signal` aborts. */
  runWorker(options: WorkerOptions, onEvent: (event: WorkerEvent) => void): Promise<WorkerRun>;
  watch: PageWatch;
  onEvent?: (event: ProtocolEvent) => void;
  signal?: AbortSignal;
}

type Slot =
  | { kind: "accepted" | "refused"; worker: Judged; reason: string }
  | Exclude<ProtocolOutcome, { kind: "measured" }>;

export async function measureProfile(protocol: Protocol): Promise<ProtocolOutcome> {
  const { profile, signal } = protocol;
  const accepted: Judged[] = [];
  const notes: string[] = [];
  const state = { attempt: 0, useLearner: protocol.options?.useLearner ?? true };
  for (let slot = 0; slot < WORKERS; slot++) {
    const result = await fillSlot(protocol, slot, accepted, state, notes);
    if (signal?.aborted) return { kind: "cancelled" };
    if (result.kind === "cancelled" || result.kind === "failed") return result;
    accepted.push(result.worker);
    if (result.kind === "refused") return measured(combine(profile, accepted, result.reason, notes));
  }
  return measured(combine(profile, accepted, "", notes));
}

function measured(profile: BenchProfile): ProtocolOutcome {
  const numbers = [profile.ratio, profile.control, ...profile.interval, ...Object.values(profile.inline)];
  if (numbers.every(Number.isFinite)) return { kind: "measured", profile };
  return { kind: "failed", message: `Nothing could be measured: ${profile.reason}.` };
}

/** One worker, and once more if the first was refused. */
async function fillSlot(
  protocol: Protocol,
  slot: number,
  accepted: readonly Judged[],
  state: { attempt: number; useLearner: boolean },
  notes: string[],
): Promise<Slot> {
  const { watch, signal, onEvent = () => {} } = protocol;
  // A second try does not move the bar back: it stands still until the new worker is as far as the old one was.
  let farthest = 0;
  const phase = (text: string, done = 0) => {
    farthest = Math.max(farthest, done);
    onEvent({ kind: "progress", done: slot * 100 + farthest, total: WORKERS * 100, phase: text });
  };
  let refusal: Slot | undefined;
  for (let tries = 0; tries < 2; tries++) {
    const worker = state.attempt++;
    phase("waiting until the page can be seen");
    await watch.whenVisible();
    if (signal?.aborted) return { kind: "cancelled" };
    const faultSince = watch.begin();
    const options = optionsFor(protocol, worker, accepted, state.useLearner);
    const run = await protocol.runWorker(options, (event) => {
      if (event.kind === "samples") onEvent({ ...event, worker });
      else phase(`worker ${slot + 1} of ${WORKERS}: ${event.phase}`, Math.round(event.done * 100));
    });
    if (signal?.aborted) return { kind: "cancelled" };
    if (run.kind === "measured") {
      const judged = judge(run.measurement, options.seed);
      const reason = [faultSince(), ...judged.verdict.problems].filter(Boolean).join("; ");
      if (reason === "") return { kind: "accepted", worker: judged, reason };
      refusal = { kind: "refused", worker: judged, reason };
      if (tries === 0) onEvent({ kind: "discard", worker, reason });
    } else if (run.kind === "hung" && state.useLearner) {
      // The learner's code is the only part that can hang: the next try goes without it and does not count.
      state.useLearner = false;
      tries--;
      notes.push(run.message);
      onEvent({ kind: "discard", worker, reason: run.message });
    } else {
      return { kind: "failed", message: run.message };
    }
  }
  return refusal!;
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
    earlier: {
      inline: accepted.flatMap((worker) => worker.measurement.inlineNs),
      spawn: accepted.flatMap((worker) => worker.measurement.spawnNs),
    },
  };
}
