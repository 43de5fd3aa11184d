/** The state of a run from the button to the report: a reducer whose state the results render. */
import type { CheckResult, LogLine, Report } from "../../../harness/report.ts";
import type { Diagnostic, GradeOutcome, SandboxEvent } from "../../sandbox/types.ts";
import type { Replay } from "./replay.ts";

/** A check that is going to run, is running, or has run. */
export interface PlannedCheck {
  id: string;
  title: string;
}

export type PreparingStep = "loading-compiler" | "compiling" | "queued" | "starting";

export type RunPhase =
  | { kind: "never" }
  /** None of the learner's code has run yet. */
  | { kind: "preparing"; step: PreparingStep }
  /** `current` is the check that has begun and not ended. */
  | { kind: "running"; current: string | undefined }
  | { kind: "does-not-compile"; errors: readonly Diagnostic[] }
  | { kind: "cancelled" }
  /** The sandbox or the compiler did not start: this says nothing about the learner's code. */
  | { kind: "failed"; message: string; title?: string }
  | { kind: "report"; report: Report };

export interface RunState {
  phase: RunPhase;
  /** Every check of the run, in order; empty until it is known. */
  plan: readonly PlannedCheck[];
  /** Finished checks, in the order in which they ran. */
  checks: readonly CheckResult[];
  logs: readonly LogLine[];
  logsDropped: number;
  /** The code that ran; positions in the results refer to this text. */
  source: string | undefined;
  /** Set when only this case ran: such a run says nothing about the other checks. */
  replay: Replay | undefined;
}

export type RunAction =
  | { kind: "start"; source: string; replay?: Replay }
  | { kind: "events"; events: readonly SandboxEvent[] }
  | { kind: "end"; outcome: GradeOutcome };

/** The page keeps no more lines than the sandbox does; a flood that is still arriving is cut here. */
const MAX_LIVE_LOGS = 500;

export const notRun: RunState = {
  phase: { kind: "never" },
  plan: [],
  checks: [],
  logs: [],
  logsDropped: 0,
  source: undefined,
  replay: undefined,
};

export function fromReport(report: Report, source: string, replay?: Replay): RunState {
  const { logs, logsDropped } = report;
  // The report of a replay lists the other checks as not run; they were not meant to be.
  const checks = report.checks.filter(({ id }) => replay === undefined || id === replay.check);
  return { phase: { kind: "report", report }, plan: checks, checks, logs, logsDropped, source, replay };
}

export function reduceRun(state: RunState, action: RunAction): RunState {
  switch (action.kind) {
    case "start":
      return {
        ...notRun,
        phase: { kind: "preparing", step: "compiling" },
        source: action.source,
        replay: action.replay,
      };
    case "events":
      return action.events.reduce(withEvent, state);
    case "end":
      return withOutcome(state, action.outcome);
  }
}

export function isBusy(phase: RunPhase): boolean {
  return phase.kind === "preparing" || phase.kind === "running";
}

function withEvent(state: RunState, event: SandboxEvent): RunState {
  if (!isBusy(state.phase)) return state;
  switch (event.kind) {
    case "phase":
      // Once checks run, the sandbox's preparations no longer matter.
      if (state.phase.kind === "running" || event.phase === "running") {
        return state.phase.kind === "running" ? state : { ...state, phase: running(undefined) };
      }
      return { ...state, phase: { kind: "preparing", step: event.phase } };
    case "plan":
      return {
        ...state,
        plan: event.checks.filter(({ id }) => state.replay === undefined || id === state.replay.check),
      };
    case "begin-check": {
      const known = state.plan.some((check) => check.id === event.id);
      const plan = known ? state.plan : [...state.plan, { id: event.id, title: event.title }];
      return { ...state, plan, phase: running(event.id) };
    }
    case "check": {
      const others = state.checks.filter((check) => check.id !== event.result.id);
      return { ...state, phase: running(undefined), checks: [...others, event.result] };
    }
    case "log":
      if (state.logs.length >= MAX_LIVE_LOGS) return { ...state, logsDropped: state.logsDropped + 1 };
      return { ...state, logs: [...state.logs, event.line] };
    case "samples":
    case "discard":
    case "progress":
      return state;
  }
}

function withOutcome(state: RunState, outcome: GradeOutcome): RunState {
  switch (outcome.kind) {
    case "does-not-compile":
      return { ...state, phase: outcome };
    case "cancelled":
    case "failed":
      return { ...state, phase: outcome };
    case "report":
      return fromReport(outcome.report, state.source ?? "", state.replay);
  }
}

function running(current: string | undefined): RunPhase {
  return { kind: "running", current };
}
