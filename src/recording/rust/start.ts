/** Makes the interpreter of a program, and the future of its `main`. */
import type { Future } from "../../runtime/index.ts";
import { BUILTINS } from "./builtins.ts";
import { CONTEXT } from "../../runtime/context.ts";
import type { RustProgram } from "./program.ts";
import { Interpreter } from "./run/interpreter.ts";
import { Spawned } from "./tokio/tasks.ts";
import { shapeOf } from "./types/ty.ts";
import type { Shape } from "./types/shape.ts";
import type { Expr } from "./syntax/ast.ts";
import type { Value } from "./values/values.ts";

/** A real clock stands between two ticks of the timer whenever it is read: a sleep ends at the tick after its time. */
const SINCE_TICK_MS = 0.25;

export function machineOf({ source, std, collector, types, paths, config }: RustProgram): Interpreter {
  const shape = (expr: Expr): Shape | null => {
    const ty = types.get(expr);
    return ty === undefined ? null : shapeOf(ty);
  };
  const annotations = { shape, paths };
  const machine = new Interpreter(source, std, annotations, BUILTINS, () => CONTEXT.rng.fastrand());
  machine.sinceTickMs = config.isPaused ? 0 : SINCE_TICK_MS;
  for (const def of collector.structs) machine.own.set(def.path, def);
  return machine;
}

/** Nothing of it runs before its first poll. */
export function mainFuture(machine: Interpreter, { main }: RustProgram): Future<Value> {
  return new Spawned(machine, machine.callFn(main, []), "m", main.node.nameAt);
}
