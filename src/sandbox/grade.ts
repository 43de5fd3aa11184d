/** Grades a learner's file in the page: runs the exercise's checks in the sandbox and makes the report. */
import type { Guard } from "../../harness/guard.ts";
import { mapPositions } from "../../harness/positions.ts";
import { collector } from "./collect.ts";
import { newGuard } from "./confirm.ts";
import { mapFault } from "./fault.ts";
import { browserEnvironment } from "./environment.ts";
import { runFile } from "./run-file.ts";
import type { GradeOutcome, Phase, SandboxEvent, UsedExercise } from "./types.ts";

export interface GradeOptions {
  /** Of the exercise, as in its `Exercise` data; carried into the report. */
  contentHash?: string;
  /** Modules from other exercises that the file may import. */
  uses?: readonly UsedExercise[];
  onEvent?: (event: SandboxEvent) => void;
  /** Aborting stops the run at once. */
  signal?: AbortSignal;
  /** A check that is silent for longer is killed. */
  checkTimeoutMs?: number;
  /** Replays one schedule of a check that tries many. */
  seed?: number;
  /** Runs only the check of this id. */
  only?: string;
  guard?: Guard;
}

/** Never rejects: every failure is an outcome. */
export function grade(exerciseId: string, source: string, options: GradeOptions = {}): Promise<GradeOutcome> {
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
  const onPhase = (phase: Phase) => onEvent({ kind: "phase", phase });
  const request = { key: exerciseId, profile: "debug", uses, onPhase, signal } as const;
  return runFile<GradeOutcome>(source, request, async ({ lookup, run }) => {
    const report = collector({
      environment: browserEnvironment(navigator),
      mapPositions: (result) => mapFault(mapPositions(result, lookup)),
      onEvent,
      guard,
    });
    const end = await run({
      command: {
        kind: "check",
        exercise: exerciseId,
        options: { guard, ...(seed === undefined ? {} : { seed }), ...(only === undefined ? {} : { only }) },
      },
      limits: { silenceMs: checkTimeoutMs },
      onPhase,
      onMessage: report.take,
    });
    if (end.kind === "cancelled" || end.kind === "failed") return end;
    return { kind: "report", report: report.report(exerciseId, contentHash, end) };
  });
}
