/** The type of a check: a function that returns if the answer is right and throws `CheckFailure` if not. */
import { freezeClass } from "./primordials.ts";
import type { TraceStep } from "./report.ts";

/** The exports of the learner's module; a check narrows those it uses. */
export type Learner = Readonly<Record<string, unknown>>;

/** A position in the learner's compiled script; `mapPositions` turns it into one in their file. */
export interface ScriptPosition {
  line: number;
  column: number;
}

/** What the runner gives to a check. */
export interface Tools {
  /** Where the learner's code is right now: the innermost of its frames. Slow; not for tight loops. */
  here(): ScriptPosition | undefined;
  /** Only this schedule of a check that tries many. */
  readonly seed: number | undefined;
  /** The first schedule of a check that tries many. */
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
  /** A check that no answer can pass: it asks for `secret`, which no answer knows. */
  canary?(secret: number): Check["run"];
  /** Preparations before the language is locked. */
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

/** Whether a check threw it, whatever its class claims. */
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
