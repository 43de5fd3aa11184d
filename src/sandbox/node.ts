/** Grades a learner's file in Node as the page does in the browser: the same compiler, engine, checks and watchdog. */
import { Worker } from "node:worker_threads";
import * as esbuild from "esbuild";
import type { Guard } from "../../harness/guard.ts";
import { mapPositions } from "../../harness/positions.ts";
import type { Environment } from "../../harness/report.ts";
import type { Compiled, UsedExercise } from "../compiler/types.ts";
import { bundleEngine, ENGINE_ENTRY } from "./bundle.ts";
import { collector, type Collector } from "./collect.ts";
import { newGuard } from "./confirm.ts";
import { compose } from "./compose.ts";
import { endOf, type End } from "./ends.ts";
import { positionLookup } from "../compiler/positions.ts";
import type { GradeOutcome, Profile } from "./types.ts";
import { watchdog, type Limits } from "./watchdog.ts";
import { isProgress, parseWorkerMessage, type Start } from "./wire.ts";

export interface NodeGradeOptions {
  contentHash?: string;
  /** What the file may import of other exercises. */
  uses?: readonly UsedExercise[];
  /** A check that is silent for longer is killed. */
  checkTimeoutMs?: number;
  /** An engine other than the course's, for tests. */
  engineEntry?: string;
  guard?: Guard;
}

const CHECK_TIMEOUT_MS = 2_000;
/** Starting a thread takes its time under load and is nobody's fault. */
const LIMITS: Limits = { silenceMs: CHECK_TIMEOUT_MS, startMs: 20_000, totalMs: 60_000, pongMs: Infinity };
/** Runs before the engine, on its first line, so that no position moves. */
const NODE_PORT = 'globalThis.__nodePort = require("node:worker_threads").parentPort;';
/** A right answer needs a few megabytes; a memory bomb ends here and not with the process. */
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 };

const engines = new Map<string, Promise<string>>();

export async function gradeInNode(
  exerciseId: string,
  source: string,
  {
    contentHash = "",
    uses = [],
    checkTimeoutMs = CHECK_TIMEOUT_MS,
    engineEntry = ENGINE_ENTRY,
    guard = newGuard(),
  }: NodeGradeOptions = {},
): Promise<GradeOutcome> {
  const [engine, compiled] = await Promise.all([
    engineText("debug", engineEntry),
    compileInNode(source, { uses }),
  ]);
  if (!compiled.ok) return { kind: "does-not-compile", errors: compiled.errors };
  const script = compose(NODE_PORT + engine, compiled.script);
  const lookup = positionLookup(compiled.map);
  const report = collector({
    environment: nodeEnvironment(),
    mapPositions: (result) => mapPositions(result, lookup),
    guard,
  });
  const command = { kind: "check", exercise: exerciseId, options: { guard } } as const;
  const start: Start = { command, engineLines: script.engineLines };
  const end = await runWorker(script.text, start, report, checkTimeoutMs);
  if (end.kind === "failed") return end;
  return { kind: "report", report: report.report(exerciseId, contentHash, end) };
}

/** Compiles with native esbuild. The compiler is loaded on demand because the runtime's table that it reads needs `__TRACE__`. */
export async function compileInNode(
  source: string,
  { fileName = "learner.ts", uses = [] }: { fileName?: string; uses?: readonly UsedExercise[] } = {},
): Promise<Compiled> {
  (globalThis as { __TRACE__?: boolean }).__TRACE__ ??= true;
  const { compile } = await import("../compiler/compile.ts");
  return compile(esbuild, source, fileName, uses);
}

/** One worker from start to end; it is gone when this resolves. */
function runWorker(script: string, start: Start, report: Collector, checkTimeoutMs: number): Promise<End> {
  return new Promise((resolve) => {
    const worker = new Worker(script, {
      eval: true,
      env: {},
      argv: [],
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: MEMORY,
    });
    let ended = false;
    const end = (how: End) => {
      if (ended) return;
      ended = true;
      dog.stop();
      worker.terminate().then(
        () => resolve(how),
        () => resolve(how),
      );
    };
    const limits = { ...LIMITS, silenceMs: checkTimeoutMs };
    // A thread of this process cannot vanish unnoticed, so there is nothing to ping.
    const dog = watchdog(
      limits,
      () => {},
      (why) => end(endOf(why, limits)),
    );
    worker.on("message", (text: unknown) => {
      const message = parseWorkerMessage(text);
      if (ended || !message) return;
      if (message.kind === "done") return end({ kind: "done" });
      if (message.kind === "failed") return end(message);
      if (isProgress(message)) dog.alive();
      report.take(message);
    });
    worker.on("error", (error) => {
      const outOfMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
      end(outOfMemory ? { kind: "crashed" } : { kind: "failed", message: error.message });
    });
    worker.on("exit", () => end({ kind: "crashed" }));
    worker.postMessage(JSON.stringify(start));
  });
}

function engineText(profile: Profile, entry: string): Promise<string> {
  const key = `${profile} ${entry}`;
  let text = engines.get(key);
  if (!text) {
    text = bundleEngine(profile, entry).then((bundle) => bundle.text);
    engines.set(key, text);
  }
  return text;
}

function nodeEnvironment(): Environment {
  return { engine: `Node ${process.versions.node}`, platform: process.platform };
}
