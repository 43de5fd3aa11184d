/** Checks that the shipped declarations match the implementation: in the type checker, and by name at run time. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type * as StdFuture from "std/future";
import type * as StdTask from "std/task";
import type * as StdThread from "std/thread";
import type * as Std from "std";
import type * as Tokio from "tokio";
import type * as TokioSync from "tokio/sync";
import type * as TokioTask from "tokio/task";
import type * as TokioTime from "tokio/time";
import * as model from "./index.ts";
import type { channelsOn } from "./tokio/channels.ts";
import type { locksOn } from "./tokio/locks.ts";
import type { macrosOn } from "./tokio/macros.ts";
import type { taskOn } from "./tokio/task.ts";
import type { timeOn } from "./tokio/time.ts";

/** Classes are compared by their instances; a constructor may take arguments that learners must not pass. */
type Classes<M> = {
  [K in keyof M]: M[K] extends { prototype: infer I } ? { prototype: I } : M[K];
};
/** The exports of the implementation that the declarations name. */
type Implements<Declared, Implementation extends { [K in keyof Declared]: unknown }> = [
  { [K in keyof Declared]: Classes<Implementation>[K & keyof Implementation] },
] extends [Classes<Declared>]
  ? true
  : {
      [K in keyof Declared]: [Classes<Implementation>[K & keyof Implementation]] extends [
        Classes<Declared>[K],
      ]
        ? true
        : K;
    };

type Model = typeof model;
/** The second engine's parts; whatever they omit comes from the model's `std`. */
type OnTokio = ReturnType<typeof taskOn> &
  ReturnType<typeof timeOn> &
  ReturnType<typeof macrosOn> &
  ReturnType<typeof channelsOn> &
  ReturnType<typeof locksOn>;
const proofs: {
  std: Implements<typeof Std, Model>;
  future: Implements<typeof StdFuture, Model>;
  task: Implements<typeof StdTask, Model>;
  thread: Implements<typeof StdThread, Model["thread"]>;
  tokio: Implements<typeof Tokio, Model>;
  tokioTask: Implements<typeof TokioTask, Model>;
  tokioTime: Implements<typeof TokioTime, Model>;
  sync: Implements<typeof TokioSync, Model>;
  onTokio: [
    Implements<typeof Tokio, OnTokio>,
    Implements<typeof TokioTask, OnTokio>,
    Implements<typeof TokioTime, OnTokio>,
    Implements<typeof TokioSync, OnTokio>,
  ];
  statics: [
    typeof model.Waker.from extends typeof StdTask.Waker.from ? true : false,
    typeof model.Waker.noop extends typeof StdTask.Waker.noop ? true : false,
    typeof model.Context.fromWaker extends typeof StdTask.Context.fromWaker ? true : false,
  ];
} = {
  std: true,
  future: true,
  task: true,
  thread: true,
  tokio: true,
  tokioTask: true,
  tokioTime: true,
  sync: true,
  onTokio: [true, true, true, true],
  statics: [true, true, true],
};

/** `declare module "x" { export … }`, read as text: the run-time half of the comparison. */
function declaredValues(): Record<string, string[]> {
  const text = readFileSync(new URL("./learner-api.d.ts", import.meta.url), "utf8");
  const modules: Record<string, string[]> = {};
  for (const [, name, body] of text.matchAll(/declare module "([^"]+)" \{([\s\S]*?)\n\}/g)) {
    const values = [...(body ?? "").matchAll(/^ {2}export (?:function|class|const) (\w+)/gm)].map(
      (m) => m[1] ?? "",
    );
    const again = [...(body ?? "").matchAll(/^ {2}export \{ ([^}]+) \}/gm)].flatMap((m) =>
      (m[1] ?? "").split(", "),
    );
    modules[name ?? ""] = [...values, ...again].sort();
  }
  return modules;
}

it("exports, module by module, what is declared", () => {
  const { exercises, ...declared } = declaredValues();
  expect(exercises).toEqual(["Histogram", "gather"]);
  const actual = Object.fromEntries(
    Object.entries(model.modules).map(([name, exports]) => [name, Object.keys(exports).sort()]),
  );
  expect(actual).toEqual(declared);
  expect(Object.values(proofs).flat()).not.toContain(false);
});
