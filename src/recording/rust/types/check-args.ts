/** Checks what is handed to a function: how many arguments, of which types, and closures last. */
import type { Expr, Of } from "../syntax/ast.ts";
import { CheckPatterns } from "./check-patterns.ts";
import { find, show, UNKNOWN, unify } from "./ty.ts";
import type { Ty } from "./ty.ts";

const count = (n: number): string => (n === 0 ? "no argument" : n === 1 ? "1 argument" : `${n} arguments`);

export abstract class CheckArgs extends CheckPatterns {
  abstract closure(expr: Of<"closure">, want: Ty | null): Ty;

  args(args: readonly Expr[], params: readonly Ty[], at: number, what: string): void {
    if (args.length !== params.length) {
      this.report(
        at,
        `${what} takes ${count(params.length)}, and ${args.length === 0 ? "none is" : args.length === 1 ? "1 is" : `${args.length} are`} given.`,
      );
      for (const arg of args) this.infer(arg, null);
      return;
    }
    // Closures come last: what they take often follows from the other arguments.
    const isLate = (arg: Expr): boolean => arg.kind === "closure";
    for (const late of [false, true])
      args.forEach((arg, i) => {
        if (isLate(arg) === late) this.#arg(arg, params[i] as Ty);
      });
    for (const param of params) this.#demands(param, at);
  }

  #arg(arg: Expr, param: Ty): void {
    const want = find(param);
    if (want.k === "adt" && want.def.path === "std::iter::Iter" && arg.kind !== "closure") {
      const found = this.infer(arg, null);
      const item = this.iterItem(found);
      if (item === null) this.report(arg.from, `\`${show(found)}\` is no iterator.`, "`.iter()`");
      else unify(want.args[0] ?? UNKNOWN, item);
      return;
    }
    if (want.k === "future") {
      const found = this.infer(arg, null);
      const out = this.futureOut(found);
      if (out === null) this.#noFuture(arg, found);
      else if (!unify(want.out, out)) this.mismatch(want.out, out, arg.from);
      return;
    }
    const demand = want.k === "var" ? want.demands.find(({ kind }) => kind === "fn") : undefined;
    if (demand?.kind === "fn") {
      const expected: Ty = {
        k: "fn",
        params: demand.params,
        returns: demand.returns,
        isAsync: false,
        def: null,
      };
      const found = this.infer(arg, expected);
      if (find(found).k === "fn" && !this.fits(expected, found)) this.mismatch(expected, found, arg.from);
      unify(want, found);
      return;
    }
    if (want.k === "fn") {
      const found = this.infer(arg, want);
      const at = find(found);
      if (
        at.k === "fn"
          ? !this.fits(want, at)
          : !["unknown", "var", "param", "never", "ref"].includes(at.k) && !(at.k === "adt" && at.def.isStd)
      )
        this.#noFunction(arg, want, found);
      return;
    }
    this.check(arg, want);
  }

  #noFunction(arg: Expr, want: Extract<Ty, { k: "fn" }>, found: Ty): void {
    const at = find(found);
    if (at.k === "fn") {
      if (at.params.length !== want.params.length)
        this.report(
          arg.from,
          `This takes ${count(at.params.length)}, and is called with ${want.params.length}.`,
        );
      else this.mismatch(want.returns, at.returns, arg.kind === "closure" ? arg.body.from : arg.from);
    } else this.report(arg.from, `Expected a closure or a function, found \`${show(found)}\`.`, "`|| …`");
  }

  #noFuture(arg: Expr, found: Ty): void {
    const at = find(found);
    if (at.k === "fn" && at.def !== null)
      this.report(arg.from, `\`${at.def.name}\` is a function and no future yet.`, `\`${at.def.name}(…)\``);
    else if (at.k === "fn")
      this.report(arg.from, "A closure is no future.", "an async block: `async move { … }`");
    else
      this.report(
        arg.from,
        `\`${show(found)}\` is no future.`,
        arg.kind === "await" ? "the future itself, without `.await`" : "an async block: `async move { … }`",
      );
  }

  /** What the bounds of a type parameter ask for, once it is known. */
  #demands(param: Ty, at: number): void {
    if (param.k !== "var" || param.demands.length === 0) return;
    for (const demand of param.demands) {
      if (demand.kind === "future") {
        const out = this.futureOut(param);
        if (out === null) this.report(at, `\`${show(param)}\` is no future.`);
        else unify(demand.out, out);
      } else if (demand.kind === "iterator") {
        const item = this.iterItem(param);
        if (item !== null) unify(demand.item, item);
      }
    }
  }
}
