/** Measures spawn against inline in Node as the page does in the browser: the same protocol, with a fresh process for each worker. */
import { noWatch } from "../../harness/bench/page-watch.ts";
import { measureProfile, type WorkerRun } from "../../harness/bench/protocol.ts";
import type { WorkerEvent, WorkerMeasurement, WorkerOptions } from "../../harness/bench/types.ts";
import type { Environment } from "../../harness/report.ts";
import { ENGINE_ENTRY } from "./bundle.ts";
import { compose } from "./compose.ts";
import { cutShort, isCutShort } from "./ends.ts";
import type { MeasureOptions } from "./measure.ts";
import { compileInNode, engineText, nodeEnvironment } from "./node.ts";
import { startProcess } from "./node/process.ts";
import { PROCESS_LIMITS, runProcess } from "./node/run.ts";
import { TOKIO } from "./tokio/modules.ts";
import { readModule } from "./tokio/read-module.ts";
import type { BenchOutcome } from "./types.ts";
import type { Start } from "./wire.ts";

export type NodeMeasureOptions = Omit<MeasureOptions, "onEvent" | "signal">;

/** A worker reports every 80 ms or so; the learner's own code may think for a while between two reports. */
const LIMITS = { ...PROCESS_LIMITS, silenceMs: 5_000 };

export async function measureInNode(
  source: string,
  { engine, profile, workRounds, curve = [], uses = [], options = {} }: NodeMeasureOptions,
): Promise<BenchOutcome> {
  // Around tokio's own batches the model has nothing to trace.
  const runtime = engine === "tokio" ? "release" : profile;
  const [text, compiled, module] = await Promise.all([
    engineText(runtime, ENGINE_ENTRY),
    compileInNode(source, { uses }),
    engine === "tokio" ? readModule(`batches-${profile}`) : undefined,
  ]);
  if (!compiled.ok) return { kind: "does-not-compile", errors: compiled.errors };
  const script = compose(text, compiled.script);
  let environment: Environment = nodeEnvironment();

  async function runWorker(
    workerOptions: WorkerOptions,
    onEvent: (event: WorkerEvent) => void,
  ): Promise<WorkerRun> {
    const command = { kind: "bench", options: workerOptions } as const;
    const start: Start = { command, engineLines: script.engineLines };
    const job = {
      script: script.text,
      start: JSON.stringify(start),
      ...(module && { module: module.toString("hex") }),
    };
    let measurement: WorkerMeasurement | undefined;
    const end = await runProcess(await startProcess(), job, LIMITS, (message) => {
      if (message.kind === "bench") onEvent(message.event);
      else if (message.kind === "measured") measurement = message.measurement;
      else if (message.kind === "ready" && message.clockStepNs !== undefined)
        environment = { ...environment, clockStepNs: message.clockStepNs };
    });
    if (measurement) return { kind: "measured", measurement };
    if (isCutShort(end)) return { kind: "hung", message: cutShort(end, false).message };
    return {
      kind: "failed",
      message: end.kind === "failed" ? end.message : "The process ended without a measurement.",
    };
  }

  const outcome = await measureProfile({
    subject: { profile, engine, ...(module && { build: TOKIO }) },
    options: { ...options, workRounds, curve: [...curve] },
    watch: noWatch,
    runWorker,
  });
  if (outcome.kind === "measured") return { ...outcome, environment };
  return outcome.kind === "failed" ? { ...outcome, logs: [] } : outcome;
}
