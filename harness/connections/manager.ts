/** The learner's ConnectionManager as the checks call it. */
import type { Future } from "../../src/runtime/index.ts";
import { fail } from "../check.ts";
import type { Learner } from "../check.ts";
import { kindOf, show } from "../show.ts";

export interface Shutdown {
  readonly answered: ArrayLike<unknown>;
  readonly kept: object;
}

export interface Manager {
  run(): Future<unknown>;
  shutdown(): void;
}

type Method = "run" | "shutdown";

/** @throws CheckFailure when the class lacks a method, or `run()` returns no future */
export function managerOf(learner: Learner, listener: unknown, graceMs: number): Manager {
  const Class = learner["ConnectionManager"] as new (listener: unknown, graceMs: number) => unknown;
  const instance = new Class(listener, graceMs) as Record<Method, () => unknown>;
  for (const method of ["run", "shutdown"] as const) {
    const found = instance[method] as unknown;
    if (typeof found === "function") continue;
    fail(
      `Expected ConnectionManager to have a method \`${method}\`, got ${show(found)}.`,
      `Write it as \`${method}()\` in the class.`,
    );
  }
  return {
    run() {
      const returned = instance.run();
      const poll = (returned as { poll?: unknown } | null | undefined)?.poll;
      if (typeof poll === "function") return returned as Future<unknown>;
      return fail(
        `Expected run() to return a Future, got ${returned === undefined ? "undefined" : kindOf(returned)}.`,
        "Return `asyncBlock(function* () { … })`.",
      );
    },
    shutdown: () => void instance.shutdown(),
  };
}
