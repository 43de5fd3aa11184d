/** Runs an exercise's checks, in order, against a learner's module; what they throw becomes results. */
import { Panic, Todo } from "../src/runtime/index.ts";
import { fail, isFailure } from "./check.ts";
import type { Check, ExerciseChecks, Learner, ScriptPosition, Tools } from "./check.ts";
import { arrange } from "./guard.ts";
import type { Guard } from "./guard.ts";
import { ErrorNow, hasOwn, isFinite, ownKeys, stringOf } from "./primordials.ts";
import type { CheckResult, Fault } from "./report.ts";
import { show } from "./show.ts";

/** The environment of a run. It is in the sandbox's worker, so positions are those of the compiled script. */
export interface Host {
  begin(check: Pick<Check, "id" | "title">, index: number, total: number): void;
  /** Also called for canaries, which never begin; their id is the name that the guard gave them. */
  end(result: CheckResult): void;
  /** Finds the learner's first frame in a stack. Without it no stacks are captured, which is faster. */
  locate?(stack: string): ScriptPosition | undefined;
  /** Finds the check that threw by itself, without a frame of the learner's. */
  locateCheck?(stack: string): Fault | undefined;
}

export interface RunOptions {
  /** Replays one schedule of a check that tries many. */
  seed?: number;
  /** Runs only the check with this id. */
  only?: string;
  guard?: Guard;
}

/** A check's outcome, without its id and title. */
type Verdict = Omit<CheckResult, "id" | "title">;

/** There is no answer to check. */
const NOT_ASKED: Verdict = Object.freeze({ status: "not-run", message: "" });
const PASS: Verdict = Object.freeze({ status: "pass", message: "" });
/** For learners, who can do nothing about it. */
const NOT_YOURS = "This is a mistake in the course, not in your code: tell whoever runs it.";
/** A check that returns something is often async, and would pass before it ends. */
const RETURNS: Verdict = Object.freeze({
  status: "error",
  message: "This check is broken: it returns a value, but a check returns nothing, and throws what it finds.",
  hint: NOT_YOURS,
  fault: Object.freeze({ file: "" }),
});

/**
 * Every check of the exercise, in order. A module that cannot be loaded, or lacks an export, is one error at the first
 * check that it concerns; the rest of them are `not-run`.
 */
export function runChecks(
  exercise: ExerciseChecks,
  load: () => Record<string, unknown>,
  host: Host,
  options: RunOptions = {},
): CheckResult[] {
  const tools: Tools = {
    here: () => host.locate?.(new ErrorNow("here").stack ?? ""),
    seed: options.seed !== undefined && isFinite(options.seed) ? options.seed : undefined,
    firstSeed: options.guard?.again === true ? options.guard.seed : 0,
  };
  const checks = exercise.checks.filter((check) => options.only === undefined || check.id === options.only);
  const told = new Set<string>();
  let loaded: Loaded | undefined;

  const run = (check: Check, index: number): CheckResult => {
    host.begin({ id: check.id, title: check.title }, index, checks.length);
    loaded ??= loadModule(load, host);
    const verdict =
      loaded.kind === "failed"
        ? once(told, loaded.verdict, "the module could not be loaded")
        : (missing(told, check, loaded.learner) ?? judge(check, loaded.learner, tools, host));
    return handOver(check, verdict, host);
  };
  const { guard } = options;
  if (guard === undefined) return checks.map(run);
  const results: CheckResult[] = [];
  for (const { id, name } of arrange(
    exercise.checks.map((check) => check.id),
    guard,
  )) {
    const check = checks.find((one) => one.id === id);
    if (check) results.push(run(check, results.length));
    else if (id === undefined) {
      const canary = canaryOf(exercise, guard, name);
      const learner = loaded?.kind === "module" ? loaded.learner : undefined;
      handOver(canary, learner ? judge(canary, learner, tools, host) : NOT_ASKED, host);
    }
  }
  return results;
}

/** Sent at once, so that nobody can change it. */
function handOver({ id, title }: Check, verdict: Verdict, host: Host): CheckResult {
  const result = Object.freeze({ id, title, ...verdict });
  host.end(result);
  return result;
}

/** A canary: in a first run it does not call the answer, whose later messages it could change. */
function canaryOf(exercise: ExerciseChecks, { again }: Guard, name: string): Check {
  const run = again ? exercise.canary?.(parseInt(name, 36)) : undefined;
  return { id: name, title: "", needs: [], run: run ?? (() => fail("No answer passes this.", "")) };
}

/** A tag tells them apart, not the presence of a field: a field may be inherited. */
type Loaded =
  | { readonly kind: "module"; readonly learner: Learner }
  | { readonly kind: "failed"; readonly verdict: Verdict };

function loadModule(load: () => Record<string, unknown>, host: Host): Loaded {
  try {
    return { kind: "module", learner: load() };
  } catch (thrown) {
    const verdict = verdictOf(thrown, host);
    if (verdict.status === "todo") return { kind: "failed", verdict };
    const message = `While your module was loading: ${verdict.message}`;
    const hint = "No check can run before the module loads: look at the code outside your functions.";
    return { kind: "failed", verdict: { ...verdict, message, hint } };
  }
}

function judge(check: Check, learner: Learner, tools: Tools, host: Host): Verdict {
  try {
    const returned: unknown = check.run(learner, tools);
    return returned === undefined ? PASS : RETURNS;
  } catch (thrown) {
    return verdictOf(thrown, host);
  }
}

/** A fault of the whole module is reported once; repeating it at every check would hide everything else. */
function once(told: Set<string>, verdict: Verdict, reason: string): Verdict {
  if (verdict.status === "todo") return verdict;
  if (told.has(verdict.message)) return { status: "not-run", message: `Not run: ${reason}.` };
  told.add(verdict.message);
  return verdict;
}

function missing(told: Set<string>, check: Check, learner: Learner): Verdict | undefined {
  for (const name of check.needs) {
    const what = /^[A-Z]/.test(name) ? "class" : "function";
    const found = hasOwn(learner, name) ? learner[name] : undefined;
    if (typeof found === "function") continue;
    const names = ownKeys(learner).filter(
      (key) => typeof key === "string" && key !== "default" && key !== "__esModule",
    );
    const exported = names.length === 0 ? "nothing" : names.map((key) => `\`${stringOf(key)}\``).join(", ");
    const message =
      found === undefined
        ? `Your module exports no ${what} \`${name}\`; it exports ${exported}.`
        : `Your module exports \`${name}\` as ${show(found)}, not as a ${what}.`;
    const hint = `Export it under exactly this name: \`export ${what} ${name}\`.`;
    return once(told, { status: "error", message, hint }, `there is no ${what} \`${name}\``);
  }
  return undefined;
}

/** The result for something that the learner's code threw. Never throws, and is never a pass. */
export function verdictOf(thrown: unknown, host: Pick<Host, "locate" | "locateCheck">): Verdict {
  try {
    return verdictOn(thrown, host);
  } catch {
    // A proxy whose traps are all the learner's code.
    return {
      status: "error",
      message: "Your code threw something that throws in turn when it is looked at.",
      hint: "Throw an `Error`, so that the message can say what happened.",
    };
  }
}

function verdictOn(thrown: unknown, host: Pick<Host, "locate" | "locateCheck">): Verdict {
  if (isFailure(thrown)) {
    const { hint, trace, position, seed } = thrown.details;
    return {
      status: "fail",
      message: thrown.message,
      hint,
      ...(position && { position }),
      ...(seed !== undefined && { seed }),
      ...(trace && { trace }),
    };
  }
  const todo = rootCause(thrown, (error) => error instanceof Todo);
  if (todo !== undefined) return { status: "todo", message: `Still to be written: ${messageOf(todo)}.` };
  return unexpected(thrown, host);
}

/** A panic in a task reaches its awaiter inside a JoinError; what the learner wrote is at the bottom. */
function rootCause(thrown: unknown, wanted: (error: Error) => boolean): Error | undefined {
  let error = thrown;
  for (let depth = 0; depth < 10 && error instanceof ErrorNow; depth += 1) {
    if (wanted(error)) return error;
    error = error.cause;
  }
  return undefined;
}

function unexpected(thrown: unknown, host: Pick<Host, "locate" | "locateCheck">): Verdict {
  if (!(thrown instanceof ErrorNow)) {
    return {
      status: "error",
      message: `Your code threw ${show(thrown)}.`,
      hint: "The check does not throw it: look for `throw` in your code.",
    };
  }
  const stack = said(() => thrown.stack, "");
  const position = host.locate?.(stack);
  const fault = host.locateCheck?.(stack);
  if (fault !== undefined)
    return {
      status: "error",
      message: `This check is broken: it threw ${nameOf(thrown)}: ${messageOf(thrown)}.`,
      hint: NOT_YOURS,
      fault,
    };
  const overflow = thrown instanceof RangeError && messageOf(thrown).includes("call stack");
  const what = thrown instanceof Panic ? "Your code panicked" : `Your code threw ${nameOf(thrown)}`;
  return {
    status: "error",
    message: overflow
      ? "Your code ran out of stack: it calls itself too deeply."
      : `${what}: ${messageOf(thrown)}.`,
    hint: overflow
      ? "A function that calls itself for each child, bucket or sample goes as deep as there are of them: use a loop."
      : position
        ? "Thrown at the line shown."
        : "None of your lines is on the stack: look at the functions and values that you passed on.",
    ...(position && { position }),
  };
}

/** An error's own text; a learner's accessor may throw in turn. */
function said(read: () => unknown, otherwise: string): string {
  try {
    const text = read();
    return typeof text === "string" && text !== "" ? text : otherwise;
  } catch {
    return otherwise;
  }
}

function messageOf(error: Error): string {
  return said(() => error.message, "no message")
    .replace(/^not yet implemented: (.+)$/, "$1")
    .replace(/\.$/, "");
}

function nameOf(error: Error): string {
  return said(() => error.name, "an Error");
}
