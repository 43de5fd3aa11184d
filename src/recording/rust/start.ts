/** Makes the interpreter of a program, and runs its `main`. */
import { BUILTINS } from "./builtins.ts";
import { CONTEXT, onThread } from "../../runtime/context.ts";
import { By } from "../../runtime/trace/kinds.ts";
import type { RustProgram } from "./program.ts";
import { buildRuntime } from "./run/host.ts";
import type { Host } from "./run/host.ts";
import { Interpreter } from "./run/interpreter.ts";
import { Spawned } from "./tokio/tasks.ts";
import { shapeOf } from "./types/ty.ts";
import type { Shape } from "./types/shape.ts";
import type { Expr } from "./syntax/ast.ts";
import { Adt } from "./values/values.ts";
import type { Value } from "./values/values.ts";

export function machineOf({ source, std, collector, types, paths }: RustProgram, host: Host): Interpreter {
  const shape = (expr: Expr): Shape | null => {
    const ty = types.get(expr);
    return ty === undefined ? null : shapeOf(ty);
  };
  const annotations = { shape, paths };
  const machine = new Interpreter(source, std, annotations, BUILTINS, () => CONTEXT.rng.fastrand());
  machine.host = host;
  for (const def of collector.structs) machine.own.set(def.path, def);
  return machine;
}

/** Returns when `main` has returned, and its runtime is gone. */
export function runMain(machine: Interpreter, { main, config }: RustProgram): void {
  const run = (): Value => {
    const made = machine.callFn(main, []);
    if (config === null) return made;
    const runtime = buildRuntime(machine, { ...config, globalQueueInterval: null, eventInterval: null });
    const value = machine.host.blockOn(runtime, new Spawned(machine, made, "m", main.node.nameAt));
    runtime.shutdown();
    return value;
  };
  const value = onThread(By.Foreign, null, run);
  // What a process does with the `Err` of its main.
  if (value instanceof Adt && value.def.name === "Err")
    machine.print(`Error: ${machine.show(value.fields[0])}\n`, true);
}
