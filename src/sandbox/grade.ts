/** Grades a learner's file in the page: compiles it, runs the exercise's checks in the sandbox, and makes the report. */
import type { Guard } from "../../harness/guard.ts";
import { mapPositions } from "../../harness/positions.ts";
import { compileInBrowser, Superseded } from "../compiler/service.ts";
import { Aborted, unlessAborted } from "./abort.ts";
import { collector } from "./collect.ts";
import { newGuard } from "./confirm.ts";
import { compose } from "./compose.ts";
import { browserEnvironment } from "./environment.ts";
import { engine, sandbox } from "./instance.ts";
import { positionLookup } from "../compiler/positions.ts";
import type { GradeOutcome, SandboxEvent, UsedExercise } from "./types.ts";

export interface GradeOptions {
  /** Of the exercise, as in its `Exercise` data; carried into the report. */
  contentHash?: string;
  /** What the file may import of other exercises. */
  uses?: readonly UsedExercise[];
  onEvent?: (event: SandboxEvent) => void;
  /** Aborting ends the run at once, whatever it does. */
  signal?: AbortSignal;
  /** A check that is silent for longer is killed. */
  checkTimeoutMs?: number;
  /** Replays one schedule where a check tries many. */
  seed?: number;
  /** Runs only the check of this id. */
  only?: string;
  guard?: Guard;
}

/** Never rejects: whatever goes wrong is an outcome. */
export async function grade(
  exerciseId: string,
  source: string,
  options: GradeOptions = {},
): Promise<GradeOutcome> {
  const {
    contentHash = "",
    uses = [],
    onEvent = () => {},
    signal,
    checkTimeoutMs = 2_000,
    seed,
    only,
    guard = newGuard(),
  } = options;
  try {
    const [compiled, engineText] = await Promise.all([
      unlessAborted(
        compileInBrowser(source, {
          key: exerciseId,
          uses,
          onPhase: (phase) => onEvent({ kind: "phase", phase }),
        }),
        signal,
      ),
      engine("debug"),
    ]);
    if (!compiled.ok) return { kind: "does-not-compile", errors: compiled.errors };

    const lookup = positionLookup(compiled.map);
    const report = collector({
      environment: browserEnvironment(navigator),
      mapPositions: (result) => mapPositions(result, lookup),
      onEvent,
      guard,
    });
    onEvent({ kind: "phase", phase: "queued" });
    const end = await sandbox.run({
      script: compose(engineText, compiled.script),
      command: {
        kind: "check",
        exercise: exerciseId,
        options: { guard, ...(seed === undefined ? {} : { seed }), ...(only === undefined ? {} : { only }) },
      },
      limits: { silenceMs: checkTimeoutMs },
      signal,
      onStart: () => onEvent({ kind: "phase", phase: "starting" }),
      onMessage(message) {
        if (message.kind === "ready") onEvent({ kind: "phase", phase: "running" });
        report.take(message);
      },
    });
    if (end.kind === "cancelled" || end.kind === "failed") return end;
    return { kind: "report", report: report.report(exerciseId, contentHash, end) };
  } catch (error) {
    if (error instanceof Superseded || error instanceof Aborted) return { kind: "cancelled" };
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
