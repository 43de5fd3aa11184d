/** Compiles loops, and what leaves them or the function. */
import type { Block, Of } from "../syntax/ast.ts";
import { END, Ref } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { fast, Leave, Return, runSlowly, slow } from "./frame.ts";
import type { Code } from "./frame.ts";
import { branch, CompileBranches, hasLet, NOT_TAKEN } from "./compile-branches.ts";

export abstract class CompileLoops extends CompileBranches {
  /** Innermost last; a `break` without a label is for the innermost loop. */
  #loops: { label: string | null; loop: object; isBlock: boolean }[] = [];

  override in<T>(context: Parameters<CompileBranches["in"]>[0], act: () => T): T {
    const outer = this.#loops;
    this.#loops = [];
    try {
      return super.in(context, act) as T;
    } finally {
      this.#loops = outer;
    }
  }

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
            ? this.chain(expr.condition)
            : this.condition(expr.condition);
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
      return this.inOrder([start], rounds);
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
}

function leaving(thrown: unknown, loop: object): Value {
  if (thrown instanceof Leave && thrown.loop === loop) return thrown.value;
  throw thrown;
}
