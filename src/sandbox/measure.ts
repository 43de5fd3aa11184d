/** Measures spawn against inline in the page: fresh workers one after another, put together by the BENCH protocol. */
import { watchPage } from "../../harness/bench/page-watch.ts";
import { measureProfile, type WorkerRun } from "../../harness/bench/protocol.ts";
import type { WorkerEvent, WorkerMeasurement, WorkerOptions } from "../../harness/bench/types.ts";
import { compileInBrowser, Superseded } from "../compiler/service.ts";
import { Aborted, unlessAborted } from "./abort.ts";
import { collector } from "./collect.ts";
import { compose, type WorkerScript } from "./compose.ts";
import { cutShort, isCutShort } from "./ends.ts";
import { browserEnvironment } from "./environment.ts";
import { engine, sandbox } from "./instance.ts";
import type { BenchOutcome, Profile, SandboxEvent, UsedExercise } from "./types.ts";

export interface MeasureOptions {
  profile: Profile;
  /** FNV-1a rounds of work in one operation. */
  workRounds: number;
  /** What the file may import of other exercises. */
  uses?: readonly UsedExercise[];
  /** Other durations than the protocol's own, for a quick look. */
  options?: Partial<WorkerOptions>;
  onEvent?: (event: SandboxEvent) => void;
  signal?: AbortSignal;
}

const breath = () => new Promise((resolve) => setTimeout(resolve));

/** A worker reports every 80 ms or so; the learner's own code may think for a while between two reports. */
const LIMITS = { silenceMs: 5_000, totalMs: 60_000 };

/** Never rejects: whatever goes wrong is an outcome. */
export async function measure(source: string, request: MeasureOptions): Promise<BenchOutcome> {
  const { profile, workRounds, uses = [], options, onEvent = () => {}, signal } = request;
  const collect = collector({
    environment: browserEnvironment(navigator),
    mapPositions: (result) => result,
    onEvent,
  });
  const watch = watchPage(document);
  try {
    const [compiled, engineText] = await Promise.all([
      unlessAborted(
        compileInBrowser(source, {
          key: `bench ${profile}`,
          uses,
          onPhase: (phase) => onEvent({ kind: "phase", phase }),
        }),
        signal,
      ),
      engine(profile),
    ]);
    if (!compiled.ok) return { kind: "does-not-compile", errors: compiled.errors };

    const script = compose(engineText, compiled.script);
    onEvent({ kind: "phase", phase: "running" });
    const outcome = await measureProfile({
      profile,
      options: { ...options, workRounds },
      watch,
      onEvent,
      ...(signal ? { signal } : {}),
      runWorker: (workerOptions, onWorkerEvent) =>
        runWorker(script, workerOptions, onWorkerEvent, collect, signal),
    });
    // So is showing what came of it.
    await breath();
    if (outcome.kind === "measured") return { ...outcome, environment: collect.environment() };
    return outcome.kind === "failed" ? { ...outcome, logs: collect.logs() } : outcome;
  } catch (error) {
    if (error instanceof Superseded || error instanceof Aborted) return { kind: "cancelled" };
    return {
      kind: "failed",
      message: error instanceof Error ? error.message : String(error),
      logs: collect.logs(),
    };
  } finally {
    watch.stop();
  }
}

async function runWorker(
  script: WorkerScript,
  options: WorkerOptions,
  onEvent: (event: WorkerEvent) => void,
  collect: ReturnType<typeof collector>,
  signal: AbortSignal | undefined,
): Promise<WorkerRun> {
  let measurement: WorkerMeasurement | undefined;
  // Judging one worker, starting the next, and taking the last apart are tasks of their own: a slow page answers between them.
  await breath();
  const end = await sandbox.run({
    script,
    command: { kind: "bench", options },
    limits: LIMITS,
    signal,
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
