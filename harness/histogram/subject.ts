/** The learner's Histogram as the checks use it: each call made, and each answer's type looked at, in one place. */
import { fail } from "../check.ts";
import type { Check, Learner } from "../check.ts";
import { kindOf, show } from "../show.ts";

type Method = "record" | "percentile" | "count" | "mean";

/** Answers are numbers for sure; whether they are right is for the checks to say. */
export interface Subject {
  record(ns: number): void;
  recordAll(samples: readonly number[]): void;
  percentile(q: number): number;
  count(): number;
  mean(): number;
  /** The instance itself. */
  readonly instance: object;
}

type Instance = Record<Method, (argument?: number) => unknown>;

/** @throws CheckFailure when the export cannot be made with `new`, or lacks a method */
export function newHistogram(learner: Learner): Subject {
  const instance = construct(learner["Histogram"] as new () => unknown);
  expectMethod(instance, "record");
  expectMethod(instance, "percentile");
  expectMethod(instance, "count");
  const record = (ns: number): void => void instance.record(ns);
  return {
    record,
    recordAll: (samples) => {
      // An index loop: the array builtins may be counting.
      for (let index = 0; index < samples.length; index += 1) record(samples[index] as number);
    },
    percentile: (q) => number(instance.percentile(q), `percentile(${show(q)})`),
    count: () => number(instance.count(), "count()"),
    mean: () => {
      expectMethod(instance, "mean");
      return number(instance.mean(), "mean()");
    },
    instance,
  };
}

const PARAMETER: Partial<Record<Method, string>> = { record: "ns: number", percentile: "q: number" };

function expectMethod(instance: Instance, method: Method): void {
  const found = instance[method] as unknown;
  if (typeof found === "function") return;
  fail(
    found === undefined
      ? `Histogram has no method \`${method}\`.`
      : `\`${method}\` of Histogram is ${show(found)}, not a method.`,
    `Write it as \`${method}(${PARAMETER[method] ?? ""})\` in the class.`,
  );
}

function construct(Histogram: new () => unknown): Instance {
  let instance: unknown;
  try {
    instance = new Histogram();
  } catch (thrown) {
    if (thrown instanceof TypeError && thrown.message.includes("is not a constructor")) {
      fail("`Histogram` cannot be made with `new`.", "Export a class: `export class Histogram { … }`.");
    }
    throw thrown;
  }
  return instance as Instance;
}

function number(answer: unknown, call: string): number {
  if (typeof answer === "number") return answer;
  return fail(
    `Expected ${call} to return a number, got ${answer === undefined ? "undefined" : kindOf(answer)}.`,
    answer === undefined ? "Some path through it ends without `return`." : "Return a plain number.",
  );
}

type Body = (subject: Subject, another: () => Subject) => void;

/** A check of Histogram: a fresh one, and a way to more of them. */
export function check(id: string, title: string, body: Body): Check {
  return {
    id,
    title,
    needs: ["Histogram"],
    run: (learner) => body(newHistogram(learner), () => newHistogram(learner)),
  };
}
