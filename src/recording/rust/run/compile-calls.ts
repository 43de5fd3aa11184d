/** Compiles calls of functions and methods. */
import { SEAM } from "../../../runtime/std/pause.ts";
import type { Expr, Of } from "../syntax/ast.ts";
import { Ref } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { runSlowly, slow } from "./frame.ts";
import type { Code } from "./frame.ts";
import { callable } from "./paths.ts";
import { blockInPlace } from "./calls.ts";
import { CompileLoops } from "./compile-loops.ts";

/** Functions whose closure runs on a thread that it may block. */
const ON_THREADS: ReadonlySet<string> = new Set([
  "tokio::task::spawn_blocking",
  "tokio::task::block_in_place",
  "std::thread::spawn",
]);

export abstract class CompileCalls extends CompileLoops {
  /** Closures for other threads. */
  protected readonly blocking = new Set<Expr>();
  /** Whether the body being compiled may stop where it blocks its thread. */
  protected mayBlock = false;

  override in<T>(context: Parameters<CompileLoops["in"]>[0], act: () => T): T {
    const outer = this.mayBlock;
    this.mayBlock = context.scope.isAsync;
    try {
      return super.in(context, act) as T;
    } finally {
      this.mayBlock = outer;
    }
  }

  call(expr: Of<"call">): Code {
    const { machine, context } = this;
    const { callee } = expr;
    const target = callee.kind === "path" ? callee.path.target : undefined;
    if (target?.kind === "fn" && ON_THREADS.has(target.path) && expr.args[0]?.kind === "closure")
      this.blocking.add(expr.args[0]);
    const args = expr.args.map((arg) => this.value(arg));
    if (target !== undefined && target.kind !== "local") {
      const called = callable(machine, callee as Of<"path">, context, expr);
      if (
        this.mayBlock &&
        target.kind === "fn" &&
        (target.path === "std::thread::sleep" || target.path === "tokio::task::block_in_place")
      )
        return this.#blockingCall(args, called, target.path);
      return this.sequence(args, (values) => {
        machine.at = expr.from;
        return called(values);
      });
    }
    const place = this.isPlace(callee) ? this.place(callee) : this.asTemporary(this.value(callee));
    return this.sequence([place, ...args], ([of, ...values]) => {
      machine.at = expr.from;
      return machine.call(of, values);
    });
  }

  /** Other threads may act while this one is blocked. */
  #blockingCall(args: readonly Code[], called: (values: Value[]) => Value, path: string): Code {
    const { machine } = this;
    const call = this.sequence(args, (values) => values);
    if (path === "std::thread::sleep")
      return slow(function* (f) {
        called((yield* runSlowly(call, f)) as Value[]);
        yield SEAM.value;
        return undefined;
      });
    return slow(function* (f) {
      const [closure] = (yield* runSlowly(call, f)) as Value[];
      return yield* blockInPlace(machine, closure);
    });
  }

  method(expr: Of<"method">): Code {
    const { machine } = this;
    const receiver = this.isPlace(expr.receiver)
      ? this.place(expr.receiver)
      : this.asTemporary(this.value(expr.receiver));
    if (expr.name === "spawn_blocking" && expr.args[0]?.kind === "closure") this.blocking.add(expr.args[0]);
    const args = expr.args.map((arg) => this.value(arg));
    return this.sequence([receiver, ...args], ([at, ...values]) => {
      machine.at = expr.nameAt;
      return machine.callMethod(at as Ref, expr.name, values, expr);
    });
  }
}
