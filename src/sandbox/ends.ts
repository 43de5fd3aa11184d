/** How a run can end, and what the report says of a check that was cut short. */
import type { CheckResult } from "../../harness/report.ts";
import type { Expired, Limits } from "./watchdog.ts";

export type End =
  | { kind: "done" }
  /** It was silent for this long and was killed. */
  | { kind: "hung"; afterMs: number }
  /** Its process is gone; almost always it ran out of memory. */
  | { kind: "crashed" }
  /** It said more than any right answer would. */
  | { kind: "flooded" }
  /** Not the learner's fault: no worker, a broken harness. */
  | { kind: "failed"; message: string }
  | { kind: "cancelled" };

type Verdict = Pick<CheckResult, "status" | "message" | "hint" | "cut">;
/** The ends that are the learner's code's doing. */
type CutShort = Extract<End, { kind: "hung" | "crashed" | "flooded" }>;

/** What is said of the check during which the run ended. `loading`: its top level was still running. */
export function cutShort(end: CutShort, loading: boolean): Verdict {
  const what = loading ? "The top level of your file" : "Your code";
  switch (end.kind) {
    case "hung":
      return {
        cut: "hung",
        status: loading ? "error" : "fail",
        message: `${what} never gave back control: it was still running after ${seconds(end.afterMs)} and was stopped.`,
        hint: loading
          ? "Look for a loop outside every function and class: it runs while the file is loaded, before the first check."
          : "Look for a loop that has no way out: one that polls until something is ready instead of returning Poll.Pending, or one whose counter never moves.",
      };
    case "crashed":
      return {
        cut: "crashed",
        status: "error",
        message: `${what} brought its process down, most likely because it ran out of memory.`,
        hint: "Look for something that grows without end: an array pushed to in a loop, or a function that keeps calling itself.",
      };
    case "flooded":
      return {
        cut: "flooded",
        status: "error",
        message: `${what} sent more messages than the sandbox lets through and was stopped.`,
        hint: "Look for what is reported over and over in a loop.",
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
      return { kind: "failed", message: "The sandbox did not start: its worker never answered." };
  }
}

export function isCutShort(end: End): end is CutShort {
  return end.kind === "hung" || end.kind === "crashed" || end.kind === "flooded";
}

function seconds(ms: number): string {
  return `${Number((ms / 1000).toFixed(1))} s`;
}
