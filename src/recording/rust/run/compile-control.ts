/** Compiles blocks, conditions, loops and `match`. */
import type { Block, Expr, ExprOf, Pattern, Statement } from "../syntax/ast.ts";
import { EMPTY, END, Ref } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { bindings } from "./compile-base.ts";
import { CompilePlaces } from "./compile-places.ts";
import { fast, Leave, Return, runSlowly, slow } from "./frame.ts";
import type { Code, Frame } from "./frame.ts";
import { Matcher } from "./match.ts";
import { fieldPlace } from "./places.ts";
import { literal } from "./constants.ts";

type Of<K extends ExprOf["kind"]> = Extract<Expr, { kind: K }>;

export abstract class CompileControl extends CompilePlaces {
  /** Innermost last; a `break` without a label is for the innermost loop. */
  #loops: { label: string | null; loop: object; isBlock: boolean }[] = [];
  #matcher: Matcher | null = null;

  protected get matcher(): Matcher {
    return (this.#matcher ??= new Matcher(this.machine, (expr) => literal(this.machine, expr)));
  }

  override in<T>(context: Parameters<CompilePlaces["in"]>[0], act: () => T): T {
    const outer = this.#loops;
    this.#loops = [];
    try {
      return super.in(context, act) as T;
    } finally {
      this.#loops = outer;
    }
  }

  // ---- blocks ----

  block(block: Block): Code {
    return this.scoped(() => {
      const statements = block.statements.flatMap((statement) => {
        const code = this.#statement(statement);
        return code === null ? [] : [code];
      });
      // Edition 2024: the temporaries of a block's last expression go before its variables.
      const { tail } = block;
      const last =
        tail === null
          ? null
          : this.#marked(
              tail.from,
              this.statement(() => this.value(tail)),
            );
      return this.#inOrder(statements, last);
    });
  }

  #inOrder(statements: readonly Code[], last: Code | null): Code {
    if (statements.length === 0 && last !== null) return last;
    if (!statements.some((code) => code.slow) && last?.slow !== true) {
      const runs = statements.map((code) => code.run as (f: Frame) => Value);
      const end = last === null ? null : (last.run as (f: Frame) => Value);
      return fast((f) => {
        for (const run of runs) run(f);
        return end === null ? undefined : end(f);
      });
    }
    return slow(function* (f) {
      for (const code of statements) {
        if (code.slow) yield* code.run(f);
        else code.run(f);
      }
      return last === null ? undefined : yield* runSlowly(last, f);
    });
  }

  #statement(statement: Statement): Code | null {
    if (statement.kind === "item") return null;
    const code = statement.kind === "let" ? this.#let(statement) : this.#discarded(statement.value);
    return this.seam(this.#marked(statement.from, code));
  }

  /** While it runs, this is where the program is. */
  #marked(from: number, code: Code): Code {
    const { machine } = this;
    if (!code.slow) {
      const { run } = code;
      return fast((f) => {
        machine.at = from;
        return run(f);
      });
    }
    const { run } = code;
    return slow(function* (f) {
      machine.at = from;
      return yield* run(f);
    });
  }

  /** The value of a statement is the last of its temporaries. */
  #discarded(value: Expr): Code {
    const { machine } = this;
    // `tokio::pin!(x);` leaves x where it is: a Pin is what it points to.
    if (value.kind === "pin-vars") return fast(() => undefined);
    return this.statement(() => {
      return this.after(this.value(value), (made) => {
        if (typeof made === "object" && made !== null) machine.drop(made);
        return undefined;
      });
    });
  }

  #let(statement: Extract<Statement, { kind: "let" }>): Code {
    const { pattern, value, otherwise } = statement;
    if (value === null) {
      this.declare(pattern);
      return fast(() => undefined);
    }
    const code = this.statement(() => this.#initialize(pattern, value, otherwise));
    this.declare(pattern);
    return code;
  }

  #initialize(pattern: Pattern, value: Expr, otherwise: Block | null): Code {
    if (otherwise === null && pattern.kind === "bind" && pattern.sub === null && !pattern.byRef) {
      const slot = pattern.local?.slot as number;
      return this.sequence([this.initial(value)], ([made], f) => {
        f.slots[slot] = made;
        return undefined;
      });
    }
    // `let _ = place` neither moves nor drops.
    if (pattern.kind === "wild" && this.isPlace(value)) return this.place(value);
    const holdsRef = bindings(pattern).length > 0 && byReference(pattern);
    const place = this.isPlace(value)
      ? this.place(value)
      : holdsRef
        ? this.extended(value)
        : this.#temporaryOf(value);
    if (otherwise === null) {
      return this.sequence([place], ([at], f) => {
        this.matcher.bind(f, pattern, at as Ref);
        return undefined;
      });
    }
    const { matcher } = this;
    const fallback = this.block(otherwise);
    const bound = (at: Value, f: Frame): boolean => {
      if (!matcher.test(pattern, at as Ref)) return false;
      matcher.bind(f, pattern, at as Ref);
      return true;
    };
    if (!place.slow && !fallback.slow)
      return fast((f) => {
        if (bound(place.run(f), f)) return undefined;
        return fallback.run(f);
      });
    return slow(function* (f) {
      const at = yield* runSlowly(place, f);
      if (bound(at, f)) return undefined;
      return yield* runSlowly(fallback, f);
    });
  }

  #temporaryOf(value: Expr): Code {
    return this.asTemporary(this.initial(value));
  }

  /** Puts what `code` gives among the temporaries. */
  protected asTemporary(code: Code): Code {
    this.makesTemps();
    return this.sequence([code], ([made], f) => this.temp(f, made));
  }

  /** The value of a `let`: temporaries that its references refer to live as long as the variable. */
  protected initial(value: Expr): Code {
    switch (value.kind) {
      case "ref": {
        if (this.isPlace(value.of)) return this.#extendedPlace(value);
        return this.after(this.extended(value.of), (at) => this.refTo(at as Ref));
      }
      case "paren":
        return this.initial(value.of);
      default:
        return this.value(value);
    }
  }

  /** `&make().field` */
  #extendedPlace(value: Of<"ref">): Code {
    const of = value.of.kind === "paren" ? value.of.of : value.of;
    if (of.kind === "field" && !this.isPlace(of.of)) {
      const { name, nameAt } = of;
      return this.after(this.extended(of.of), (at) => fieldPlace(this.machine, at as Ref, name, nameAt));
    }
    return this.value(value);
  }

  // ---- conditions ----

  /** A condition without `let`: its temporaries go before the block runs. */
  #condition(expr: Expr): Code {
    return this.statement(() => this.value(expr));
  }

  if(expr: Of<"if">): Code {
    const otherwise = expr.otherwise === null ? null : this.value(expr.otherwise);
    if (!hasLet(expr.condition)) {
      const condition = this.#condition(expr.condition);
      const then = this.block(expr.body);
      return branch(condition, then, otherwise);
    }
    // Edition 2024: temporaries of the condition live through the block, and go before `else`.
    const whole = this.statement(() =>
      this.scoped(() => {
        const condition = this.#chain(expr.condition);
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
  #chain(expr: Expr): Code {
    if (expr.kind === "paren") return this.#chain(expr.of);
    if (expr.kind === "let") return this.letCondition(expr.pattern, expr.value);
    if (expr.kind !== "binary" || expr.op !== "&&" || !hasLet(expr)) return this.#condition(expr);
    const left = this.#chain(expr.left);
    const right = this.#chain(expr.right);
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

  // ---- loops ----

  #looped(label: string | null, isBlock: boolean, build: (loop: object) => Code): Code {
    const loop = {};
    this.#loops.push({ label, loop, isBlock });
    try {
      return build(loop);
    } finally {
      this.#loops.pop();
    }
  }

  #loopOf(label: string | null): object {
    const found = this.#loops.findLast((one) => (label === null ? !one.isBlock : one.label === label));
    return found?.loop ?? {};
  }

  labelledBlock(block: Block, label: string): Code {
    return this.#looped(label, true, (loop) => {
      const body = this.block(block);
      if (!body.slow)
        return fast((f) => {
          try {
            return body.run(f);
          } catch (thrown) {
            return leaving(thrown, loop);
          }
        });
      return slow(function* (f) {
        try {
          return yield* body.run(f);
        } catch (thrown) {
          return leaving(thrown, loop);
        }
      });
    });
  }

  loop(expr: Of<"loop">): Code {
    return this.#looped(expr.label, false, (loop) => this.#repeat(this.block(expr.body), loop));
  }

  while(expr: Of<"while">): Code {
    return this.#looped(expr.label, false, (loop) => {
      const round = this.statement(() =>
        this.scoped(() => {
          const condition = hasLet(expr.condition)
            ? this.#chain(expr.condition)
            : this.#condition(expr.condition);
          const body = this.block(expr.body);
          const taken = this.sequence([body], () => undefined);
          return branch(
            condition,
            taken,
            fast(() => NOT_TAKEN),
          );
        }),
      );
      return this.#repeat(round, loop);
    });
  }

  /** Again and again, until a `break` or until the round says that it was not taken. */
  #repeat(round: Code, loop: object): Code {
    const { machine } = this;
    if (!round.slow) {
      const { run } = round;
      return fast((f) => {
        for (;;) {
          machine.spend(1);
          try {
            if (run(f) === NOT_TAKEN) return undefined;
          } catch (thrown) {
            if (!(thrown instanceof Leave) || thrown.loop !== loop) throw thrown;
            if (!thrown.again) return thrown.value;
          }
        }
      });
    }
    const { run } = round;
    return slow(function* (f) {
      for (;;) {
        machine.spend(1);
        try {
          if ((yield* run(f)) === NOT_TAKEN) return undefined;
        } catch (thrown) {
          if (!(thrown instanceof Leave) || thrown.loop !== loop) throw thrown;
          if (!thrown.again) return thrown.value;
        }
      }
    });
  }

  for(expr: Of<"for">): Code {
    const { machine, matcher } = this;
    const { pattern } = expr;
    // The iterator is a variable of its own, dropped after the loop.
    return this.scoped(() => {
      const over = this.hiddenSlot();
      const start = this.sequence([this.value(expr.over)], ([value], f) => {
        f.slots[over] = machine.iterate(value, expr.over.from);
        return undefined;
      });
      const rounds = this.#looped(expr.label, false, (loop) => {
        const round = this.scoped(() => {
          this.declare(pattern);
          const body = this.block(expr.body);
          const next = fast((f) => {
            const value = machine.nextOf(f.slots[over]);
            if (value === END) return NOT_TAKEN;
            matcher.bind(f, pattern, new Ref([value], 0));
            return undefined;
          });
          return this.#forRound(next, body);
        });
        return this.#repeat(round, loop);
      });
      return this.#inOrder([start], rounds);
    });
  }

  #forRound(next: Code, body: Code): Code {
    if (!next.slow && !body.slow)
      return fast((f) => (next.run(f) === NOT_TAKEN ? NOT_TAKEN : void body.run(f)));
    return slow(function* (f) {
      if ((yield* runSlowly(next, f)) === NOT_TAKEN) return NOT_TAKEN;
      yield* runSlowly(body, f);
      return undefined;
    });
  }

  break(expr: Of<"break">): Code {
    const loop = this.#loopOf(expr.label);
    if (expr.value === null)
      return fast(() => {
        throw new Leave(loop, undefined, false);
      });
    return this.sequence([this.value(expr.value)], ([value]) => {
      throw new Leave(loop, value, false);
    });
  }

  continue(expr: Of<"continue">): Code {
    const loop = this.#loopOf(expr.label);
    return fast(() => {
      throw new Leave(loop, undefined, true);
    });
  }

  return(expr: Of<"return">): Code {
    if (expr.value === null)
      return fast(() => {
        throw new Return(undefined);
      });
    return this.sequence([this.value(expr.value)], ([value]) => {
      throw new Return(value);
    });
  }

  // ---- match ----

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
        check = this.statement(() => (hasLet(guard) ? this.#chain(guard) : this.value(guard)));
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

const NOT_TAKEN = Symbol("not taken");

function branch(condition: Code, then: Code, otherwise: Code | null): Code {
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

function leaving(thrown: unknown, loop: object): Value {
  if (thrown instanceof Leave && thrown.loop === loop) return thrown.value;
  throw thrown;
}

function hasLet(expr: Expr): boolean {
  if (expr.kind === "let") return true;
  if (expr.kind === "paren") return hasLet(expr.of);
  return expr.kind === "binary" && expr.op === "&&" && (hasLet(expr.left) || hasLet(expr.right));
}

/** Whether a pattern asks for references: what it looks at must live as long as they do. */
function byReference(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case "bind":
      return pattern.byRef || (pattern.sub !== null && byReference(pattern.sub));
    case "tuple":
    case "slice":
    case "tuple-struct":
      return pattern.items.some(byReference);
    case "struct":
      return pattern.fields.some((field) => byReference(field.pattern));
    default:
      return false;
  }
}
