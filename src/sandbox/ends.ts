/** The ways in which a run can end, and the report's words for a check that was cut short. */
import type { CheckResult } from "../../harness/report.ts";
import type { Expired, Limits } from "./watchdog.ts";

export type End =
  | { kind: "done" }
  /** It was silent for this long and was killed. */
  | { kind: "hung"; afterMs: number }
  /** Its process is gone; almost always it ran out of memory. */
  | { kind: "crashed" }
  /** It sent more than any right answer does. */
  | { kind: "flooded" }
  /** Not the learner's fault: no worker, a broken harness. */
  | { kind: "failed"; message: string }
  | { kind: "cancelled" };

type Verdict = Pick<CheckResult, "status" | "message" | "hint" | "cut">;
/** The ends caused by the learner's code. */
type CutShort = Extract<End, { kind: "hung" | "crashed" | "flooded" }>;

/** The message for the check during which the run ended. `loading`: the file's top level was still running. */
export function cutShort(end: CutShort, loading: boolean): Verdict {
  const what = loading ? "The top level of your file" : "Your code";
  switch (end.kind) {
    case "hung":
      return {
        cut: "hung",
        status: loading ? "error" : "fail",
        message: `${what} never returned: it was still running after ${seconds(end.afterMs)} and was stopped.`,
        hint: loading
          ? "Look for a loop outside functions and classes: it runs when the file loads, before the first check."
          : "Look for an endless loop: one that polls until something is ready instead of returning Poll.Pending, or one whose counter never changes.",
      };
    case "crashed":
      return {
        cut: "crashed",
        status: "error",
        message: `${what} crashed its process, most likely because it ran out of memory.`,
        hint: "Look for something that grows forever: an array that a loop pushes to, or a function that keeps calling itself.",
      };
    case "flooded":
      return {
        cut: "flooded",
        status: "error",
        message: `${what} sent more messages than the sandbox allows and was stopped.`,
        hint: "Look for output in a loop.",
      };
  }
}

/** The end of a run that the watchdog killed. */
export function endOf(why: Expired, limits: Limits): End {
  switch (why) {
    case "silence":
      return { kind: "hung", afterMs: limits.silenceMs };
    case "total":
      return { kind: "hung", afterMs: limits.totalMs };
    case "pong":
      return { kind: "crashed" };
    case "start":
      return { kind: "failed", message: "The sandbox did not start: its worker never responded." };
  }
}

export function isCutShort(end: End): end is CutShort {
  return end.kind === "hung" || end.kind === "crashed" || end.kind === "flooded";
}

function seconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(1))} s`;
}
