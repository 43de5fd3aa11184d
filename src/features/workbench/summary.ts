/** One sentence on the state of a run: the page announces it and shows it above the checks. */
import type { CheckResult, CheckStatus, Doubt } from "../../../harness/report.ts";
import { counted } from "../../lib/words.ts";
import type { Replay } from "./replay.ts";
import type { PreparingStep, RunState } from "./run-state.ts";

type Tone = "quiet" | "busy" | "ok" | "warn" | "error";

export interface Summary {
  tone: Tone;
  title: string;
  /** What to do next. */
  next: string;
}

const PREPARING: Record<PreparingStep, { title: string; next: string }> = {
  "loading-compiler": { title: "Loading the compiler", next: "First run only." },
  compiling: { title: "Compiling", next: "" },
  queued: { title: "Waiting", next: "Another run is using the sandbox." },
  starting: { title: "Starting", next: "" },
};

function countOf(checks: readonly CheckResult[], status: CheckStatus): number {
  return checks.filter((check) => check.status === status).length;
}

/** The check to look at first: the first that failed for its own reason. */
export function firstToLookAt(checks: readonly CheckResult[]): CheckResult | undefined {
  const faulty = checks.find((check) => check.status === "fail" || check.status === "error");
  return faulty ?? checks.find((check) => check.status === "todo");
}

export function summarise(state: RunState): Summary {
  const { phase, plan, checks } = state;
  switch (phase.kind) {
    case "never":
      return {
        tone: "quiet",
        title: "Not run yet",
        next: "Press Run to run the checks on your code.",
      };
    case "preparing":
      return { tone: "busy", ...PREPARING[phase.step] };
    case "running": {
      const current = plan.find((check) => check.id === phase.current);
      const done = plan.length > 0 ? `${checks.length} of ${counted(plan.length, "check")}` : "";
      return { tone: "busy", title: "Running", next: current ? `${done}, now: ${current.title}` : done };
    }
    case "does-not-compile":
      return {
        tone: "error",
        title: phase.errors.length === 1 ? "One error" : `${phase.errors.length} errors`,
        next: "The code does not compile, so no check ran.",
      };
    case "cancelled":
      return {
        tone: "quiet",
        title: "Stopped",
        next: checks.length > 0 ? `${counted(checks.length, "check")} had run.` : "No check had run.",
      };
    case "failed":
      return { tone: "error", title: phase.title ?? "The run could not start", next: phase.message };
    case "report":
      if (phase.report.doubt) return ofDoubt(phase.report.doubt);
      return state.replay ? ofReplay(state.replay, checks) : ofReport(checks);
  }
}

const DOUBTS: Record<Doubt["kind"], string> = {
  forged: "Forged",
  unsteady: "Forged, or not deterministic",
  unconfirmed: "Passed once, not confirmed",
};

const ofDoubt = ({ kind, message }: Doubt): Summary => ({
  tone: "error",
  title: DOUBTS[kind],
  next: message,
});

function ofReplay({ seed }: Replay, checks: readonly CheckResult[]): Summary {
  const next = "Only this case ran. Press Run for all checks.";
  return checks.length > 0 && checks.every((check) => check.status === "pass")
    ? { tone: "ok", title: `Case ${seed} passes`, next }
    : { tone: "error", title: `Case ${seed} fails`, next };
}

function ofReport(checks: readonly CheckResult[]): Summary {
  const passed = countOf(checks, "pass");
  const title = `${passed} of ${counted(checks.length, "check")} ${checks.length === 1 ? "passes" : "pass"}`;
  if (checks.length > 0 && passed === checks.length) {
    return {
      tone: "ok",
      title: checks.length === 1 ? "The check passes" : `All ${checks.length} checks pass`,
      next: "",
    };
  }
  const first = firstToLookAt(checks);
  if (first === undefined) return { tone: "error", title, next: "The checks could not run." };
  if (first.status === "todo") return { tone: "warn", title, next: "There is a todo() left to write." };
  const notRun = countOf(checks, "not-run");
  const rest = notRun > 0 ? `; ${notRun} after it ${notRun === 1 ? "was" : "were"} not run` : "";
  return { tone: "error", title, next: `Look first at: ${first.title}${rest}` };
}
