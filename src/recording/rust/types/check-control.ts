/** Checks branches, matches and loops: all ways through them give the same type. */
import type { Block, Expr, Of } from "../syntax/ast.ts";
import { find, fresh, NEVER, show, UNIT, UNKNOWN, unify } from "./ty.ts";
import { uncovered } from "./exhaustive.ts";
import type { Ty } from "./ty.ts";
import { CheckValues } from "./check-values.ts";

export abstract class CheckControl extends CheckValues {
  abstract block(block: Block, want: Ty | null): Ty;

  protected abstract macro(expr: Expr, want: Ty | null): Ty;

  protected readonly loops: { label: string | null; breaks: Ty; isLoop: boolean }[] = [];

  protected if(expr: Of<"if">, want: Ty | null): Ty {
    this.condition(expr.condition);
    if (expr.otherwise === null) {
      this.block(expr.body, UNIT);
      return UNIT;
    }
    return this.branches(want, [
      [expr.body.tail ?? expr.otherwise, (hint) => this.block(expr.body, hint)],
      [expr.otherwise, (hint) => this.infer(expr.otherwise as Expr, hint)],
    ]);
  }

  /** All branches have one type; those that leave have any. */
  protected branches(want: Ty | null, branches: readonly (readonly [Expr, (hint: Ty | null) => Ty])[]): Ty {
    const wanted = want !== null && find(want).k !== "var" ? want : null;
    let whole: Ty | null = null;
    for (const [expr, infer] of branches) {
      const hint: Ty | null = wanted ?? whole;
      const found = infer(hint === null || find(hint).k === "var" ? hint : hint);
      if (find(found).k === "never") continue;
      if (whole === null) whole = found;
      else if (wanted === null && !this.fits(whole, found)) this.mismatch(whole, found, expr.from);
      else if (wanted !== null && !this.fits(wanted, found)) this.mismatch(wanted, found, expr.from);
    }
    return whole === null ? NEVER : (wanted ?? whole);
  }

  protected match(expr: Of<"match">, want: Ty | null): Ty {
    const of = this.infer(expr.of, null);
    if (expr.arms.length === 0) return NEVER;
    const always = expr.arms.filter(({ guard }) => guard === null).map(({ pattern }) => pattern);
    const missing = uncovered(always, (target) => this.shapeOf(target));
    if (missing !== null)
      this.report(
        expr.of.from,
        `Not every value has an arm: \`${missing}\` has none${always.length < expr.arms.length ? " without an `if`" : ""}.`,
        "`_ => …` as the last arm",
      );
    return this.branches(
      want,
      expr.arms.map((arm) => [
        arm.body,
        (hint: Ty | null): Ty => {
          this.pattern(arm.pattern, of);
          if (arm.guard !== null) this.condition(arm.guard);
          return this.infer(arm.body, hint);
        },
      ]),
    );
  }

  protected labelled(expr: Of<"block">, want: Ty | null): Ty {
    const loop = { label: expr.label, breaks: want ?? fresh(), isLoop: false };
    this.loops.push(loop);
    const found = this.block(expr.block, null);
    this.loops.pop();
    if (find(found).k !== "never") unify(loop.breaks, found);
    return loop.breaks;
  }

  protected control(expr: Expr, want: Ty | null): Ty {
    switch (expr.kind) {
      case "while":
        this.#loop(expr.label, UNIT, () => {
          this.condition(expr.condition);
          this.block(expr.body, UNIT);
        });
        return UNIT;
      case "for": {
        const over = this.infer(expr.over, null);
        const item = this.iterItem(over);
        if (item === null)
          this.report(
            expr.over.from,
            this.pendingOutput(over) === null
              ? `\`${show(over)}\` is no iterator.`
              : "A future is no iterator: nothing waits for it.",
            this.isAdt(over, "tokio::sync::mpsc::Receiver")
              ? "`while let Some(x) = rx.recv().await`"
              : undefined,
          );
        this.#loop(expr.label, UNIT, () => {
          this.pattern(expr.pattern, item ?? UNKNOWN);
          this.block(expr.body, UNIT);
        });
        return UNIT;
      }
      case "loop": {
        const breaks = { type: null as Ty | null };
        const result = want ?? fresh();
        const has = this.#loop(expr.label, result, () => this.block(expr.body, UNIT));
        void breaks;
        return has ? result : NEVER;
      }
      case "return":
        if (expr.value === null) {
          if (!this.fits(this.body.returns, UNIT))
            this.report(
              expr.from,
              `Mismatched types: this returns nothing, and \`${show(this.body.returns)}\` is expected.`,
            );
        } else this.check(expr.value, this.body.returns);
        return NEVER;
      case "break":
        return this.#break(expr);
      case "continue":
        return NEVER;
      default:
        return this.macro(expr, want);
    }
  }

  readonly #broken = new Set<object>();

  /** @returns whether a `break` leaves it */
  #loop(label: string | null, breaks: Ty, act: () => void): boolean {
    const loop = { label, breaks, isLoop: true };
    this.loops.push(loop);
    act();
    this.loops.pop();
    return this.#broken.has(loop);
  }

  #break(expr: Of<"break">): Ty {
    const loop = this.loops.findLast((one) => (expr.label === null ? one.isLoop : one.label === expr.label));
    if (loop !== undefined) this.#broken.add(loop);
    if (expr.value !== null) this.check(expr.value, loop?.breaks ?? UNKNOWN);
    else if (loop !== undefined && !this.fits(loop.breaks, UNIT))
      this.report(
        expr.from,
        `Mismatched types: this loop gives \`${show(loop.breaks)}\`, and this \`break\` gives nothing.`,
      );
    return NEVER;
  }
}
