/** How a check is written: a function that returns when the answer is right and throws `CheckFailure` when it is not. */
import { freezeClass } from "./primordials.ts";
import type { TraceStep } from "./report.ts";

/** What the learner's module exports; a check narrows what it uses. */
export type Learner = Readonly<Record<string, unknown>>;

/** A position in the learner's compiled script; `mapPositions` turns it into one in their file. */
export interface ScriptPosition {
  line: number;
  column: number;
}

/** What the runner lends to a check. */
export interface Tools {
  /** Where the learner's code is right now: the innermost of its frames. Slow; not for tight loops. */
  here(): ScriptPosition | undefined;
  /** Only this schedule, where a check tries many. */
  readonly seed: number | undefined;
  /** The first of the schedules, where a check tries many. */
  readonly firstSeed: number;
}

export interface Check {
  /** kebab-case, unique in its exercise; wrong answers name it */
  id: string;
  /** A property of a right answer, in the present tense. */
  title: string;
  /** The exports that it calls. */
  needs: readonly string[];
  /** @throws CheckFailure when the answer is wrong; whatever the learner's code throws comes through */
  run(learner: Learner, t: Tools): void;
}

export interface ExerciseChecks {
  /** `week-01/gather` */
  exercise: string;
  checks: readonly Check[];
  /** A check that no answer passes: it asks for `secret`, which nobody was told. */
  canary?(secret: number): Check["run"];
  /** What must be done to the language before it is locked. */
  prepare?(): void;
}

export interface FailureDetails {
  /** Where to look next. */
  hint: string;
  trace?: TraceStep[];
  position?: ScriptPosition | undefined;
  /** The schedule that failed. */
  seed?: number;
}

/** Whether it was thrown by a check, however its class is asked about. */
export let isFailure: (thrown: unknown) => thrown is CheckFailure;

/**
 * The answer is wrong. The message is one sentence or two: what happened, with the learner's values.
 *
 * It may pass through the learner's code, which may catch it: it cannot be changed, and what it says is kept out of reach.
 */
export class CheckFailure extends Error {
  override readonly name = "CheckFailure";
  readonly #details: FailureDetails;

  static {
    isFailure = (thrown): thrown is CheckFailure =>
      typeof thrown === "object" && thrown !== null && #details in thrown;
  }

  constructor(message: string, details: FailureDetails) {
    super(message);
    this.#details = details;
    Object.freeze(this);
  }

  get details(): FailureDetails {
    return this.#details;
  }
}
freezeClass(CheckFailure);

/** Code that calls itself too deeply was ended by the engine. */
export function isOverflow(thrown: unknown): boolean {
  return thrown instanceof RangeError && thrown.message.includes("call stack");
}

/** @throws CheckFailure always */
export function fail(message: string, hint: string, more: Omit<FailureDetails, "hint"> = {}): never {
  throw new CheckFailure(message, { hint, ...more });
}
