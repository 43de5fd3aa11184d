/**
 * Grades a learner's file in Node as the page does in the browser: same compiler, engine, checks and
 * watchdog. The file runs in its own isolated process, see `node/`.
 */
import * as esbuild from "esbuild";
import type { Guard } from "../../harness/guard.ts";
import { mapPositions } from "../../harness/positions.ts";
import type { Environment } from "../../harness/report.ts";
import type { CompileOptions } from "../compiler/compile.ts";
import type { Compiled, UsedExercise } from "../compiler/types.ts";
import { bundleEngine, ENGINE_ENTRY, type Bundle } from "./bundle.ts";
import { mapFault } from "./fault.ts";
import { collector } from "./collect.ts";
import { newGuard } from "./confirm.ts";
import { compose } from "./compose.ts";
import { positionLookup } from "../compiler/positions.ts";
import { startProcess } from "./node/process.ts";
import { PROCESS_LIMITS, runProcess } from "./node/run.ts";
import type { GradeOutcome, Profile } from "./types.ts";
import type { Limits } from "./watchdog.ts";
import type { Start } from "./wire.ts";

export interface NodeGradeOptions {
  contentHash?: string;
  /** Modules from other exercises that the file may import. */
  uses?: readonly UsedExercise[];
  /** A check that is silent for longer is killed. */
  checkTimeoutMs?: number;
  /** Another engine, for tests. */
  engineEntry?: string;
  /** Files of checks that cannot be loaded, and are left out of the engine. */
  without?: readonly string[];
  guard?: Guard;
}

const CHECK_TIMEOUT_MS = 2_000;
const LIMITS: Limits = { ...PROCESS_LIMITS, silenceMs: CHECK_TIMEOUT_MS };
const engines = new Map<string, Promise<Bundle>>();

export async function gradeInNode(
  exerciseId: string,
  source: string,
  {
    contentHash = "",
    uses = [],
    checkTimeoutMs = CHECK_TIMEOUT_MS,
    engineEntry = ENGINE_ENTRY,
    without = [],
    guard = newGuard(),
  }: NodeGradeOptions = {},
): Promise<GradeOutcome> {
  // The process starts while the file compiles.
  const starting = startProcess();
  const [engine, compiled, answer] = await Promise.all([
    engineFor("debug", engineEntry, without),
    compileInNode(source, { uses }),
    starting,
  ]).catch(async (error: unknown) => {
    // Else it waits for its job forever, and the command with it.
    (await starting).dismiss();
    throw error;
  });
  if (!compiled.ok) {
    answer.dismiss();
    return { kind: "does-not-compile", errors: compiled.errors };
  }
  const script = compose(engine.text, compiled.script);
  const lookup = positionLookup(compiled.map, source);
  const report = collector({
    environment: nodeEnvironment(),
    mapPositions: (result) => mapFault(mapPositions(result, lookup), engine.map),
    guard,
  });
  const command = { kind: "check", exercise: exerciseId, options: { guard } } as const;
  const start: Start = { command, engineLines: script.engineLines };
  const job = { script: script.text, start: JSON.stringify(start) };
  const end = await runProcess(answer, job, { ...LIMITS, silenceMs: checkTimeoutMs }, report.take);
  if (end.kind === "failed") return end;
  return { kind: "report", report: report.report(exerciseId, contentHash, end) };
}

/** Compiles with native esbuild. The compiler loads on demand because the runtime's table that it reads needs `__TRACE__`. */
export async function compileInNode(
  source: string,
  { fileName = "learner.ts", ...options }: CompileOptions & { fileName?: string } = {},
): Promise<Compiled> {
  (globalThis as { __TRACE__?: boolean }).__TRACE__ ??= true;
  const { compile } = await import("../compiler/compile.ts");
  return compile(esbuild, source, fileName, options);
}

/** The engine for a profile; built once. */
function engineFor(profile: Profile, entry: string, without: readonly string[] = []): Promise<Bundle> {
  const key = [profile, entry, ...without].join(" ");
  let engine = engines.get(key);
  if (!engine) {
    engine = bundleEngine(profile, entry, without);
    engines.set(key, engine);
  }
  return engine;
}

/** Why the engine cannot be built, if it cannot. @param without as for `gradeInNode` */
export async function engineErrors(without: readonly string[]): Promise<readonly esbuild.Message[]> {
  return engineFor("debug", ENGINE_ENTRY, without).then(
    () => [],
    (error: unknown) => {
      const { errors } = error as Partial<esbuild.BuildFailure>;
      if (errors === undefined || errors.length === 0) throw error;
      return errors;
    },
  );
}

export async function engineText(profile: Profile, entry: string): Promise<string> {
  return (await engineFor(profile, entry)).text;
}

export function nodeEnvironment(): Environment {
  return { engine: `Node ${process.versions.node}`, platform: process.platform };
}
