/** What happened in a check, step by step: the learner's polls and wakes, as the page draws them. */
import type { ScriptPosition, Tools } from "../check.ts";
import { at } from "../positions.ts";
import type { TraceStep } from "../report.ts";

/** More steps than this explain nothing; the check goes on, the recording does not. */
const MOST_STEPS = 300;

/** A step's number, or none when it was not recorded. */
export type StepIndex = number | undefined;

export class Timeline {
  readonly steps: TraceStep[] = [];
  readonly #tools: Tools | undefined;
  readonly #nowMs: (() => number) | undefined;

  /**
   * @param tools lend the learner's positions; without them nothing is recorded, which is fast
   * @param nowMs virtual time, where there is one
   */
  constructor(tools: Tools | undefined, nowMs?: () => number) {
    this.#tools = tools;
    this.#nowMs = nowMs;
  }

  add(kind: TraceStep["kind"], who: string, what: string, position?: ScriptPosition): StepIndex {
    if (this.#tools === undefined || this.steps.length >= MOST_STEPS) return undefined;
    const time = this.#nowMs === undefined ? {} : { time: this.#nowMs() };
    this.steps[this.steps.length] = { kind, who, what, ...time, ...at(position) };
    return this.steps.length - 1;
  }

  /** Where the learner's code is now, while steps are being recorded. */
  here(): ScriptPosition | undefined {
    return this.#tools === undefined || this.steps.length >= MOST_STEPS ? undefined : this.#tools.here();
  }

  /** Says how a step ended that was recorded when it began. */
  amend(index: StepIndex, what: string): void {
    const step = index === undefined ? undefined : this.steps[index];
    if (step !== undefined) step.what = what;
  }

  /** The trace of a failed check, with the first step that a right answer would not have taken. */
  diverging(index: StepIndex): TraceStep[] {
    return this.steps.map((step, position) => (position === index ? { ...step, diverges: true } : step));
  }
}
