/** The form's edits of a handler: each gives a new one that the lab can run. */
import { allowedMs, MAX_STEPS, remediesFor } from "./handler.ts";
import type { Handler, Step, StepKind } from "./handler.ts";

export function addStep(handler: Handler, kind: StepKind): Handler {
  if (handler.steps.length >= MAX_STEPS) return handler;
  return withSteps(handler, [...handler.steps, { kind, ms: allowedMs(kind, 1), what: "", remedy: "inline" }]);
}

export function removeStep(handler: Handler, index: number): Handler {
  return withSteps(handler, handler.steps.toSpliced(index, 1));
}

/** @param by −1 for up, 1 for down; past an end nothing moves */
export function moveStep(handler: Handler, index: number, by: -1 | 1): Handler {
  const [step] = handler.steps.slice(index, index + 1);
  const to = index + by;
  if (step === undefined || to < 0 || to >= handler.steps.length) return handler;
  return withSteps(handler, handler.steps.toSpliced(index, 1).toSpliced(to, 0, step));
}

export function changeStep(handler: Handler, index: number, change: Partial<Step>): Handler {
  return withSteps(
    handler,
    handler.steps.map((step, at) => (at === index ? sound({ ...step, ...change }) : step)),
  );
}

/** A change of kind may make duration and remedy impossible. */
function sound(step: Step): Step {
  const remedy = remediesFor(step.kind).includes(step.remedy) ? step.remedy : "inline";
  // One line each, because the journal has one line for each step.
  return {
    ...step,
    ms: allowedMs(step.kind, step.ms),
    remedy,
    what: step.what.replace(/\s+/g, " ").slice(0, 80),
  };
}

const withSteps = (handler: Handler, steps: Step[]): Handler => ({ ...handler, steps });
