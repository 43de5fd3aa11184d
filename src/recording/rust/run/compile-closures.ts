/** Compiles closures and async blocks, and what they capture. */
import type { Of } from "../syntax/ast.ts";
import { EMPTY, Ref, take, Tuple, Adt, isCopy, copyOf, Callable } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { AsyncValue } from "../tokio/async-value.ts";
import { CompileMacros } from "./compile-macros.ts";
import { atOnce, fast, Frame, Return, runSlowly } from "./frame.ts";
import type { Code } from "./frame.ts";
import type { Body, Local } from "../syntax/definitions.ts";

export abstract class CompileClosures extends CompileMacros {
  /** Gives the captured values: moved into the closure, or references. */
  #captures(body: Body): (f: Frame) => Value[] {
    const makers = [...body.captures].map(([outer, inner]) => {
      const place = this.local(outer);
      return inner.byRef ? place : (f: Frame) => this.#captured(place(f), inner);
    });
    return (f) => makers.map((make) => make(f));
  }

  /** Edition 2021: of a struct whose fields alone are used, only those fields move. */
  #captured(at: Ref, inner: Local): Value {
    const paths = this.machine.capturedPaths(inner);
    if (paths === null || isCopy(at.value)) return take(at.base, at.key);
    return capturePaths(at, paths);
  }

  protected async(expr: Of<"async">): Code {
    const { machine } = this;
    const scope = expr.scope as Body;
    const capture = this.#captures(scope);
    const body = this.in({ ...this.context, scope }, () => this.statement(() => this.block(expr.block)));
    const size = (): number => scope.slots;
    return fast((f) => {
      const env = capture(f);
      return new AsyncValue(
        machine,
        env,
        () => steppedBody(machine, body, new Frame(size(), env)),
        expr.from,
      );
    });
  }

  protected closure(expr: Of<"closure">): Code {
    const { machine } = this;
    const scope = expr.scope as Body;
    const capture = this.#captures(scope);
    const patterns = expr.params.map(({ pattern }) => pattern);
    const mayBlock = this.blocking.has(expr);
    const body = this.in({ ...this.context, scope }, () => {
      this.mayBlock = mayBlock || expr.async;
      return this.scoped(() => {
        for (const pattern of patterns) this.declare(pattern);
        return this.statement(() => this.value(expr.body));
      });
    });
    const { matcher } = this;
    const enter = (env: Value[], args: Value[]): Frame => {
      const f = new Frame(scope.slots, env);
      patterns.forEach((pattern, i) => matcher.bind(f, pattern, new Ref(args, i)));
      return f;
    };
    return fast((creator) => {
      const env = capture(creator);
      if (expr.async)
        return new Callable(
          (args) => {
            // Each call has its own copies of what it may move out; references stay references.
            const own = env.map((value) => (isCopy(value) ? copyOf(value) : value));
            return new AsyncValue(machine, [], () => steppedBody(machine, body, enter(own, args)), expr.from);
          },
          env,
          "closure",
        );
      const steps = body.slow ? (args: Value[]) => steppedBody(machine, body, enter(env, args)) : null;
      const call = (args: Value[]): Value => {
        machine.enter(expr.from);
        try {
          const f = enter(env, args);
          return body.slow ? atOnce(body.run(f)) : body.run(f);
        } catch (thrown) {
          if (thrown instanceof Return) return thrown.value;
          throw thrown;
        } finally {
          machine.leave();
        }
      };
      return new Callable(call, env, "closure", steps);
    });
  }
}

/** Moves the fields at `paths` out of a struct into a copy that holds nothing else. */
function capturePaths(at: Ref, paths: readonly (readonly string[])[]): Value {
  const value = at.value;
  if (paths.some((path) => path.length === 0)) return take(at.base, at.key);
  const fields = value instanceof Adt ? value.fields : value instanceof Tuple ? value.items : null;
  if (fields === null) return take(at.base, at.key);
  // Out of a type with a `Drop` of its own, only what can be copied is captured alone.
  if (value instanceof Adt && dropsItself(value)) {
    const used = fields.filter((_, i) => paths.some(([first]) => first === value.def.fields[i]?.name));
    if (!used.every(isCopy)) return take(at.base, at.key);
  }
  const shell = fields.map((): Value => EMPTY);
  fields.forEach((_, i) => {
    const name = value instanceof Adt ? value.def.fields[i]?.name : String(i);
    const inner = paths.filter((path) => path[0] === name).map((path) => path.slice(1));
    if (inner.length > 0) shell[i] = capturePaths(new Ref(fields, i), inner);
  });
  if (!(value instanceof Adt)) return new Tuple(shell);
  // Fields alone have no `Drop` of the whole.
  const { def } = value;
  return new Adt(def.kind === "struct" && def.drop !== null ? { ...def, drop: null } : def, shell);
}

/** An async body, or that of a closure that may stop at a seam. */
function* steppedBody(
  machine: CompileClosures["machine"],
  body: Code,
  f: Frame,
): Generator<unknown, Value, unknown> {
  try {
    return yield* runSlowly(body, f);
  } catch (thrown) {
    if (thrown instanceof Return) return thrown.value;
    throw thrown;
  } finally {
    // After its variables go the values that it has captured, in their order.
    machine.dropInOrder(f.env);
  }
}

function dropsItself(value: Adt): boolean {
  return (value.def.kind === "variant" ? value.def.enum : value.def).drop !== null;
}
