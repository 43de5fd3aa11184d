/**
 * Measures spawn against inline in the page: runs fresh workers one after another and combines them by the BENCH
 * protocol.
 */
import { watchPage } from "../../harness/bench/page-watch.ts";
import { measureProfile, type WorkerRun } from "../../harness/bench/protocol.ts";
import type { WorkerEvent, WorkerMeasurement, WorkerOptions } from "../../harness/bench/types.ts";
import { collector, type Collector } from "./collect.ts";
import { cutShort, isCutShort } from "./ends.ts";
import { browserEnvironment } from "./environment.ts";
import { runFile, type CompiledFile, type WorkerRequest } from "./run-file.ts";
import { moduleBytes, TOKIO } from "./tokio/modules.ts";
import type { BenchEngine, BenchOutcome, Phase, Profile, SandboxEvent, UsedExercise } from "./types.ts";

export interface MeasureOptions {
  /** A build of tokio itself, or the model. */
  engine: BenchEngine;
  profile: Profile;
  /** FNV-1a rounds of work in one operation. */
  workRounds: number;
  /** Further amounts of work at which to measure the curve. */
  curve?: readonly number[];
  /** What the file may import of other exercises. */
  uses?: readonly UsedExercise[];
  /** Overrides the protocol's durations, for a quick look. */
  options?: Partial<WorkerOptions>;
  onEvent?: (event: SandboxEvent) => void;
  signal?: AbortSignal;
}

const breath = () => new Promise((resolve) => setTimeout(resolve));

/** A worker reports every 80 ms or so; the learner's own code may think for a while between two reports. */
const LIMITS = { silenceMs: 5_000, totalMs: 60_000 };

/** Never rejects: every failure is an outcome. */
export async function measure(source: string, request: MeasureOptions): Promise<BenchOutcome> {
  const { engine, profile, workRounds, curve = [], uses = [], options, onEvent = () => {}, signal } = request;
  const collect = collector({
    environment: browserEnvironment(navigator),
    mapPositions: (result) => result,
    onEvent,
  });
  const onPhase = (phase: Phase) => onEvent({ kind: "phase", phase });
  // When tokio runs the batches, the model has nothing to trace.
  const runtime = engine === "tokio" ? "release" : profile;
  const file = { key: `bench ${engine} ${profile}`, profile: runtime, uses, onPhase, signal };
  const watch = watchPage(document);
  const outcome = await runFile(source, file, async ({ run }) => {
    const module = engine === "tokio" ? await moduleBytes(`batches-${profile}`) : undefined;
    onPhase("running");
    const measured = await measureProfile({
      subject: { profile, engine, ...(module && { build: TOKIO }) },
      options: { ...options, workRounds, curve: [...curve] },
      watch,
      onEvent,
      ...(signal ? { signal } : {}),
      runWorker: (workerOptions, onWorkerEvent) =>
        runWorker(
          run,
          { command: { kind: "bench", options: workerOptions }, module },
          onWorkerEvent,
          collect,
        ),
    });
    // Showing the result is also a task of its own.
    await breath();
    return measured;
  });
  watch.stop();
  if (outcome.kind === "measured") return { ...outcome, environment: collect.environment() };
  return outcome.kind === "failed" ? { ...outcome, logs: collect.logs() } : outcome;
}

async function runWorker(
  run: CompiledFile["run"],
  job: Pick<WorkerRequest, "command" | "module">,
  onEvent: (event: WorkerEvent) => void,
  collect: Collector,
): Promise<WorkerRun> {
  let measurement: WorkerMeasurement | undefined;
  // Judging one worker, starting the next and disposing of the last are separate tasks, so that a slow page can
  // respond between them.
  await breath();
  const end = await run({
    ...job,
    limits: LIMITS,
    onMessage(message) {
      if (message.kind === "bench") onEvent(message.event);
      else if (message.kind === "measured") measurement = message.measurement;
      else collect.take(message);
    },
  });
  await breath();
  if (measurement) return { kind: "measured", measurement };
  if (isCutShort(end)) return { kind: "hung", message: cutShort(end, false).message };
  return { kind: "failed", message: end.kind === "failed" ? end.message : "The measurement was cancelled." };
}
