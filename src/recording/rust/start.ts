/** Makes the interpreter of a program, and the future of its `main`. */
import type { Future } from "../../runtime/index.ts";
import { BUILTINS } from "./builtins.ts";
import { CONTEXT } from "../../runtime/context.ts";
import type { RustProgram } from "./program.ts";
import { Interpreter } from "./run/interpreter.ts";
import { Spawned } from "./tokio/tasks.ts";
import type { Value } from "./values/values.ts";

export function machineOf({ source, std, collector }: RustProgram): Interpreter {
  const annotations = { types: new Map(), paths: new Map() };
  const machine = new Interpreter(source, std, annotations, BUILTINS, () => CONTEXT.rng.fastrand());
  for (const def of collector.structs) machine.own.set(def.path, def);
  return machine;
}

/** Nothing of it runs before its first poll. */
export function mainFuture(machine: Interpreter, { main }: RustProgram): Future<Value> {
  return new Spawned(machine, machine.callFn(main, []), "m", main.node.nameAt);
}
