/** Compiles a function of the program at its first call, and runs its calls. */
import { blockInPlaceOn } from "../../../runtime/task/block-in-place.ts";
import type { FnDef } from "../syntax/definitions.ts";
import { AsyncValue } from "../tokio/async-value.ts";
import { Callable, EMPTY, Ref } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import type { Context } from "./compile-base.ts";
import { literal } from "./constants.ts";
import { Frame, Return, runSlowly } from "./frame.ts";
import type { Code } from "./frame.ts";
import type { Interpreter } from "./interpreter.ts";
import { Matcher } from "./match.ts";

export function compileFn(machine: Interpreter, def: FnDef): (args: Value[]) => Value {
  const { node, scope } = def;
  if (scope === null || node.body === null) return machine.refuse(node.from, `\`${def.name}\` has no body.`);
  const { body } = node;
  const patterns = node.params.map(({ pattern }) => pattern);
  const context: Context = { scope, impl: def.impl, trait: def.trait, def };
  const hasSelf = node.self !== null;
  const compiler = machine.compiler;
  const code = compiler.in(context, () => compiler.statement(() => compiler.block(body)));
  const matcher = new Matcher(machine, (expr) => literal(machine, expr));
  const slots = compiler.paramSlots(node);
  const enter = (args: Value[]): Frame => {
    const f = new Frame(scope.slots, []);
    if (hasSelf) f.slots[0] = args[0];
    patterns.forEach((pattern, i) => matcher.bind(f, pattern, new Ref(args, hasSelf ? i + 1 : i)));
    if (hasSelf) args[0] = EMPTY;
    return f;
  };
  if (node.async)
    return (args) =>
      new AsyncValue(machine, args, () => asyncFn(machine, code, enter, args, slots), node.from);
  return (args) => {
    machine.enter(node.from);
    const f = enter(args);
    try {
      return (code.run as (f: Frame) => Value)(f);
    } catch (thrown) {
      if (thrown instanceof Return) return thrown.value;
      throw thrown instanceof RangeError ? machine.tooDeep(node.from) : thrown;
    } finally {
      machine.leave();
      dropParams(machine, f, slots, args);
    }
  };
}

function* asyncFn(
  machine: Interpreter,
  code: Code,
  enter: (args: Value[]) => Frame,
  args: Value[],
  slots: readonly number[][],
): Generator<unknown, Value, unknown> {
  const f = enter(args);
  try {
    return yield* runSlowly(code, f);
  } catch (thrown) {
    if (thrown instanceof Return) return thrown.value;
    throw thrown;
  } finally {
    dropParams(machine, f, slots, args);
  }
}

/** The last parameter first: what its pattern took, then what it left. */
function dropParams(machine: Interpreter, f: Frame, slots: readonly number[][], args: Value[]): void {
  for (let i = args.length - 1; i >= 0; i--) {
    machine.dropSlots(f, slots[i] ?? []);
    const value = args[i];
    if (typeof value !== "object" || value === null) continue;
    args[i] = EMPTY;
    machine.drop(value);
  }
}

export function* blockInPlace(machine: Interpreter, closure: Value): Generator<unknown, Value, unknown> {
  const { steps } = closure as Callable;
  const call = (): Value => machine.call(closure, []);
  return yield* blockInPlaceOn(steps === null ? () => justOnce(call) : () => steps([]));
}

// oxlint-disable-next-line require-yield -- a body that never stops
function* justOnce(call: () => Value): Generator<unknown, Value, unknown> {
  return call();
}
