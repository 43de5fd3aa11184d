/** Compiles branches and matches. */
import type { Expr, Of, Pattern } from "../syntax/ast.ts";
import { EMPTY, Ref } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { bindings } from "./compile-base.ts";
import { fast, runSlowly, slow } from "./frame.ts";
import type { Code, Frame } from "./frame.ts";
import { CompileBlocks } from "./compile-blocks.ts";

/** What a branch gives whose condition did not hold. */
export const NOT_TAKEN = Symbol("not taken");

export abstract class CompileBranches extends CompileBlocks {
  /** A condition without `let`: its temporaries go before the block runs. */
  protected condition(expr: Expr): Code {
    return this.statement(() => this.value(expr));
  }

  if(expr: Of<"if">): Code {
    const otherwise = expr.otherwise === null ? null : this.value(expr.otherwise);
    if (!hasLet(expr.condition)) {
      const condition = this.condition(expr.condition);
      const then = this.block(expr.body);
      return branch(condition, then, otherwise);
    }
    // Edition 2024: temporaries of the condition live through the block, and go before `else`.
    const whole = this.statement(() =>
      this.scoped(() => {
        const condition = this.chain(expr.condition);
        const then = this.block(expr.body);
        return branch(
          condition,
          then,
          fast(() => NOT_TAKEN),
        );
      }),
    );
    if (!whole.slow && otherwise?.slow !== true) {
      const orElse = otherwise?.run as ((f: Frame) => Value) | undefined;
      return fast((f) => {
        const value = whole.run(f);
        return value === NOT_TAKEN ? orElse?.(f) : value;
      });
    }
    return slow(function* (f) {
      const value = yield* runSlowly(whole, f);
      if (value !== NOT_TAKEN) return value;
      return otherwise === null ? undefined : yield* runSlowly(otherwise, f);
    });
  }

  /** `let` patterns and plain conditions with `&&` between them. */
  protected chain(expr: Expr): Code {
    if (expr.kind === "paren") return this.chain(expr.of);
    if (expr.kind === "let") return this.letCondition(expr.pattern, expr.value);
    if (expr.kind !== "binary" || expr.op !== "&&" || !hasLet(expr)) return this.condition(expr);
    const left = this.chain(expr.left);
    const right = this.chain(expr.right);
    return branch(
      left,
      right,
      fast(() => false),
    );
  }

  protected letCondition(pattern: Pattern, value: Expr): Code {
    const place = this.isPlace(value) ? this.place(value) : this.asTemporary(this.value(value));
    this.declare(pattern);
    const { matcher } = this;
    return this.sequence([place], ([at], f) => {
      if (!matcher.test(pattern, at as Ref)) return false;
      matcher.bind(f, pattern, at as Ref);
      return true;
    });
  }

  match(expr: Of<"match">): Code {
    const { machine, matcher } = this;
    const place = this.isPlace(expr.of) ? this.place(expr.of) : this.asTemporary(this.value(expr.of));
    const arms = expr.arms.map((arm) => this.#arm(arm.pattern, arm.guard, () => this.value(arm.body)));
    const missing = (at: Ref): never =>
      machine.refuse(
        expr.from,
        `No arm of this match is for the value that it got (${machine.show(at.value)}).`,
        "`_ => …`",
      );
    if (!place.slow && arms.every(({ code, guard }) => !code.slow && guard?.slow !== true)) {
      return fast((f) => {
        const at = place.run(f) as Ref;
        for (const { pattern, guard, code, slots } of arms) {
          if (!matcher.test(pattern, at)) continue;
          if (guard !== null) {
            matcher.bind(f, pattern, at, "look");
            if (guard.run(f) !== true) {
              for (const slot of slots) f.slots[slot] = EMPTY;
              continue;
            }
          }
          matcher.bind(f, pattern, at);
          return code.run(f);
        }
        return missing(at);
      });
    }
    return slow(function* (f) {
      const at = (yield* runSlowly(place, f)) as Ref;
      for (const { pattern, guard, code, slots } of arms) {
        if (!matcher.test(pattern, at)) continue;
        if (guard !== null) {
          matcher.bind(f, pattern, at, "look");
          if ((yield* runSlowly(guard, f)) !== true) {
            for (const slot of slots) f.slots[slot] = EMPTY;
            continue;
          }
        }
        matcher.bind(f, pattern, at);
        return yield* runSlowly(code, f);
      }
      return missing(at);
    });
  }

  #arm(pattern: Pattern, guard: Expr | null, body: () => Code) {
    let check: Code | null = null;
    const slots = bindings(pattern).map((local) => local.slot);
    const code = this.scoped(() => {
      this.declare(pattern);
      if (guard !== null)
        check = this.statement(() => (hasLet(guard) ? this.chain(guard) : this.value(guard)));
      return this.statement(body);
    });
    return { pattern, guard: check as Code | null, code, slots };
  }

  matches(expr: Of<"matches">): Code {
    const { matcher } = this;
    return this.statement(() =>
      this.scoped(() => {
        const place = this.isPlace(expr.of) ? this.place(expr.of) : this.asTemporary(this.value(expr.of));
        const slots = bindings(expr.pattern).map((local) => local.slot);
        const guard = expr.guard === null ? null : this.value(expr.guard);
        return this.sequence([place], ([at], f) => {
          if (!matcher.test(expr.pattern, at as Ref)) return false;
          if (guard === null) return true;
          matcher.bind(f, expr.pattern, at as Ref, "look");
          const holds = guard.slow ? false : guard.run(f) === true;
          for (const slot of slots) f.slots[slot] = EMPTY;
          return holds;
        });
      }),
    );
  }

  and(left: Code, right: Code): Code {
    return branch(
      left,
      right,
      fast(() => false),
    );
  }

  or(left: Code, right: Code): Code {
    return branch(
      left,
      fast(() => true),
      right,
    );
  }
}

export function branch(condition: Code, then: Code, otherwise: Code | null): Code {
  if (!condition.slow && !then.slow && otherwise?.slow !== true) {
    const test = condition.run;
    const yes = then.run;
    const no = otherwise?.run as ((f: Frame) => Value) | undefined;
    return fast((f) => (test(f) === true ? yes(f) : no?.(f)));
  }
  return slow(function* (f) {
    if ((yield* runSlowly(condition, f)) === true) return yield* runSlowly(then, f);
    return otherwise === null ? undefined : yield* runSlowly(otherwise, f);
  });
}

export function hasLet(expr: Expr): boolean {
  if (expr.kind === "let") return true;
  if (expr.kind === "paren") return hasLet(expr.of);
  return expr.kind === "binary" && expr.op === "&&" && (hasLet(expr.left) || hasLet(expr.right));
}
