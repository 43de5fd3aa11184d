/** Connects the workbench to the learner's stored work: their code, its versions, its results. */
import { useCallback, useMemo } from "react";
import { allPassed, type Report } from "../../harness/report.ts";
import type { Exercise } from "../course/types.ts";
import { keyOf } from "./schema.ts";
import { addSnapshot, setRecord, snapshotsOf, useProgress, useRecord, valueOf } from "./store.ts";
import type { GradeOutcome } from "../sandbox/types.ts";
import type { SaveState } from "./saver.ts";

export type ReplaceReason = "reset" | "solution" | "version" | "brought-in" | "shared" | "merged" | "author";

/** A version of the code that was or could have been lost. */
export interface CodeVersion {
  /** ms since the epoch */
  at: number;
  /** In words: `run`, `before reset`, … */
  reason: string;
  text: string;
  result?: { passed: number; total: number };
}

/** The learner's code for one exercise. An implementation stores every change. */
export interface CodeState {
  text: string;
  setText(text: string): void;
  saveState: SaveState;
  /** Saves a version of the current code, then replaces it; call the result to undo. */
  replace(text: string, reason: ReplaceReason): () => void;
  /** Newest first. */
  versions?(): Promise<readonly CodeVersion[]>;
}

/** The last report on this exercise, with the code that it graded. */
export interface EarlierResult {
  report: Report;
  source: string;
}

const BEFORE: Record<ReplaceReason, string> = {
  reset: "before the reset",
  solution: "before the solution was put in",
  version: "before an earlier version was put in",
  "brought-in": "before other code was brought in",
  shared: "before shared code was put in",
  merged: "before the new stub was merged in",
  author: "before an answer of the exercise's author was put in",
};

/** The learner's code for an exercise: the stub until they change it; stored on every change. */
export function useCode(exercise: Exercise): CodeState {
  const text = useRecord("draft", exercise.id)?.text ?? exercise.stub;
  const saveState = useProgress((state) => state.save);
  const setText = useCallback((next: string) => writeDraft(exercise, next), [exercise]);
  const replace = useCallback(
    (next: string, reason: ReplaceReason) => {
      const before = draftText(exercise);
      keep(exercise.id, BEFORE[reason], before);
      writeDraft(exercise, next);
      return () => {
        // Text typed since is kept as well.
        keep(exercise.id, "before an undo", draftText(exercise));
        writeDraft(exercise, before);
      };
    },
    [exercise],
  );
  const versions = useCallback(() => snapshotsOf("draft", exercise.id), [exercise.id]);
  return useMemo(
    () => ({ text, setText, saveState, replace, versions }),
    [text, setText, saveState, replace, versions],
  );
}

const draftText = (exercise: Exercise): string =>
  valueOf(useProgress.getState().records, "draft", exercise.id)?.text ?? exercise.stub;

/** A draft remembers the stub it began from, so that a changed exercise can be merged into it later. */
function writeDraft(exercise: Exercise, text: string): void {
  const known = valueOf(useProgress.getState().records, "draft", exercise.id);
  setRecord("draft", exercise.id, {
    text,
    baseHash: known?.baseHash ?? exercise.contentHash,
    baseStub: known?.baseStub ?? exercise.stub,
    ...(known?.text === text && { hungIn: known.hungIn }),
  });
}

function keep(
  exerciseId: string,
  reason: string,
  text: string,
  result?: { passed: number; total: number },
): void {
  void addSnapshot({
    key: keyOf("draft", exerciseId),
    at: Date.now(),
    reason,
    text,
    ...(result && { result }),
  });
}

/** The learner has seen the current exercise: later merges start from here. */
export function acceptExercise(exercise: Exercise): void {
  const known = valueOf(useProgress.getState().records, "draft", exercise.id);
  if (known)
    setRecord("draft", exercise.id, { ...known, baseHash: exercise.contentHash, baseStub: exercise.stub });
}

/** Stores the result of a run: the report, the code it graded, and a version in the history. */
export function recordOutcome(exercise: Exercise, outcome: GradeOutcome, source: string): void {
  if (outcome.kind !== "report") return;
  const { report } = outcome;
  const passed = report.checks.filter((check) => check.status === "pass").length;
  keep(exercise.id, "run", source, { passed, total: report.checks.length });
  noteHang(exercise.id, report);
  const known = valueOf(useProgress.getState().records, "result", exercise.id);
  const at = Date.now();
  setRecord("result", exercise.id, {
    report,
    code: source,
    at,
    ...(allPassed(report.checks) && report.doubt === undefined
      ? { passedCode: source, passedAt: at }
      : { passedCode: known?.passedCode, passedAt: known?.passedAt }),
  });
}

function noteHang(exerciseId: string, report: Report): void {
  const draft = valueOf(useProgress.getState().records, "draft", exerciseId);
  const hungIn = report.checks.find((check) => check.cut !== undefined)?.title;
  if (draft && draft.hungIn !== hungIn) setRecord("draft", exerciseId, { ...draft, hungIn });
}

/** The last report, if it is on this version of the exercise. */
export function useEarlier(exercise: Exercise): EarlierResult | undefined {
  const result = useRecord("result", exercise.id);
  return useMemo(
    () =>
      result && isCurrent(result.report, exercise)
        ? { report: result.report, source: result.code }
        : undefined,
    [result, exercise],
  );
}

const isCurrent = (report: Report, exercise: Exercise): boolean =>
  report.contentHash === exercise.contentHash;
