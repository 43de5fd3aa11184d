/** Compiles calls and macros, and what waits: `.await`, `select!`, `join!`. */
import { SEAM } from "../../../runtime/std/pause.ts";
import { awaited } from "../../../runtime/index.ts";
import type { Expr, FormatSpec, Of } from "../syntax/ast.ts";
import { Panic } from "../../../runtime/index.ts";
import { EMPTY, Ref, Text, textOf } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { equal } from "../values/compare.ts";
import { formatted, PLAIN } from "../values/format.ts";
import { JoinFutures, SelectFutures } from "../tokio/macros.ts";
import type { Selected } from "../tokio/macros.ts";
import { bindings } from "./compile-base.ts";
import { CompileControl } from "./compile-control.ts";
import { fast, runSlowly, slow } from "./frame.ts";
import type { Code, Frame } from "./frame.ts";
import { finished } from "./futures.ts";
import { callable } from "./paths.ts";
import { Panicked } from "../values/panics.ts";
import { blockInPlace } from "./calls.ts";

/** Functions whose closure runs on a thread that it may block. */
const ON_THREADS: ReadonlySet<string> = new Set([
  "tokio::task::spawn_blocking",
  "tokio::task::block_in_place",
  "std::thread::spawn",
]);

export abstract class CompileMacros extends CompileControl {
  /** Closures for other threads. */
  protected readonly blocking = new Set<Expr>();
  /** Whether the body being compiled may stop where it blocks its thread. */
  protected mayBlock = false;

  override in<T>(context: Parameters<CompileControl["in"]>[0], act: () => T): T {
    const outer = this.mayBlock;
    this.mayBlock = context.scope.isAsync;
    try {
      return super.in(context, act) as T;
    } finally {
      this.mayBlock = outer;
    }
  }

  // ---- calls ----

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

  // ---- waiting ----

  await(of: Code, at: number): Code {
    const { machine } = this;
    return slow(function* (f) {
      const value = yield* runSlowly(of, f);
      machine.at = at;
      const future = machine.future(value, at);
      try {
        return yield* awaited(future);
      } finally {
        machine.at = at;
        // `awaited` drops a future that is given up; one that is ready or has panicked goes here.
        finished(machine, value);
      }
    });
  }

  #select(expr: Of<"select">): Code {
    const { machine, matcher } = this;
    const nothing = fast(() => true);
    const conditions = expr.branches.map(({ condition }) =>
      condition === null ? nothing : this.value(condition),
    );
    const futures = expr.branches.map(({ future }) => this.value(future));
    const makeAll = this.statement(() => this.sequence(futures, (values) => values));
    const arms = expr.branches.map(({ pattern, body }) => {
      const code = this.scoped(() => {
        this.declare(pattern);
        return this.statement(() => this.value(body));
      });
      return { pattern, code, slots: bindings(pattern).map(({ slot }) => slot) };
    });
    const otherwise = expr.otherwise === null ? null : this.value(expr.otherwise);
    const test = (branch: number, value: Value): boolean =>
      matcher.test((arms[branch] as (typeof arms)[number]).pattern, new Ref([value], 0));
    return slow(function* (f) {
      const enabled: boolean[] = [];
      for (const condition of conditions) enabled.push((yield* runSlowly(condition, f)) === true);
      const values = (yield* runSlowly(makeAll, f)) as Value[];
      const select = new SelectFutures(machine, values, enabled, expr.biased, test, expr.from);
      const selected = (yield* awaited(select)) as Selected | null;
      machine.at = expr.from;
      select.drop();
      if (selected === null) {
        if (otherwise === null) throw new Panic("all branches are disabled and there is no else branch");
        return yield* runSlowly(otherwise, f);
      }
      const { pattern, code } = arms[selected.branch] as (typeof arms)[number];
      const cell = [selected.value];
      f.temps.push(cell);
      matcher.bind(f, pattern, new Ref(cell, 0));
      return yield* runSlowly(code, f);
    });
  }

  #join(expr: Of<"join">): Code {
    const { machine } = this;
    const futures = this.sequence(
      expr.futures.map((future) => this.value(future)),
      (values) => values,
    );
    return slow(function* (f) {
      const values = (yield* runSlowly(futures, f)) as Value[];
      const join = new JoinFutures(machine, values, expr.try, expr.biased, expr.from);
      const result = yield* awaited(join);
      machine.at = expr.from;
      join.drop();
      return result;
    });
  }

  // ---- macros ----

  macroValue(expr: Expr): Code {
    const { machine } = this;
    switch (expr.kind) {
      case "format":
        return this.#format(expr);
      case "assert":
        return this.#assert(expr);
      case "dbg":
        return this.after(this.value(expr.of), (value) => {
          machine.print(
            `[src/main.rs:${machine.lineOf(expr.from)}] ${expr.text} = ${formatted(machine, value, { ...PLAIN, kind: "?", alternate: true })}`,
            true,
          );
          return value;
        });
      case "select":
        this.makesTemps();
        return this.statement(() => {
          this.makesTemps();
          return this.#select(expr);
        });
      case "join":
        return this.#join(expr);
      case "pin":
        return this.value(expr.of);
      case "pin-vars":
        return this.#pin(expr);
      default:
        return this.refuse(expr.from, "This expression does not run here.");
    }
  }

  /** `pin!(x)` of std moves x; the one of tokio pins the variable where it is. A Pin is what it points to. */
  #pin(expr: Of<"pin-vars">): Code {
    const [only] = expr.names;
    return expr.names.length === 1 && only !== undefined ? this.value(only) : fast(() => undefined);
  }

  #format(expr: Of<"format">): Code {
    const { machine } = this;
    const { macro, pieces } = expr;
    const args = expr.args.map((arg) => this.peek(arg));
    const target = expr.target === null ? null : this.place(expr.target);
    const text = (values: readonly Value[]): string => {
      let made = "";
      for (const piece of pieces) {
        if ("text" in piece) made += piece.text;
        else made += formatted(machine, values[piece.arg], this.#spec(piece.spec, values));
      }
      machine.spend(made.length >> 4);
      return made;
    };
    const end = (values: Value[]): Value => {
      machine.at = expr.from;
      switch (macro) {
        case "println":
        case "print":
          return machine.print(text(values) + (macro === "println" ? "\n" : ""), false);
        case "eprintln":
        case "eprint":
          return machine.print(text(values) + (macro === "eprintln" ? "\n" : ""), true);
        case "format":
        case "format_args":
          return new Text(text(values));
        case "write":
        case "writeln":
          return machine.write(values[0], text(values.slice(1)) + (macro === "writeln" ? "\n" : ""));
        default:
          throw panic(panicText(macro, text(values), pieces.length > 0), args.length > 0);
      }
    };
    if (target !== null) return this.sequence([target, ...args], end);
    return this.statement(() => this.sequence(args, end));
  }

  abstract peek(expr: Expr): Code;

  #spec(spec: FormatSpec, values: readonly Value[]): FormatSpec {
    const size = (of: FormatSpec["width"]): number | null =>
      of === null || typeof of === "number"
        ? of
        : Number(values[of.arg] instanceof Ref ? (values[of.arg] as Ref).value : values[of.arg]);
    return { ...spec, width: size(spec.width), precision: size(spec.precision) };
  }

  #assert(expr: Of<"assert">): Code {
    const { machine } = this;
    const message = expr.message === null ? null : this.value(expr.message);
    const parts =
      expr.right === null ? [this.value(expr.left)] : [this.peek(expr.left), this.peek(expr.right)];
    const check = this.statement(() =>
      this.sequence(parts, ([left, right]) => {
        if (expr.op === "true") return left === true ? EMPTY : "";
        if (equal(machine, left, right) === (expr.op === "==")) return EMPTY;
        const show = (value: Value): string => formatted(machine, value, { ...PLAIN, kind: "?" });
        return `\n  left: ${show(left)}\n right: ${show(right)}`;
      }),
    );
    const fail = (said: Value, own: Value): never => {
      machine.at = expr.from;
      const text = own === EMPTY ? null : textOf(own);
      if (expr.op === "true") throw panic(text ?? `assertion failed: ${expr.text}`, text !== null);
      throw new Panic(
        `assertion \`left ${expr.op} right\` failed${text === null ? "" : `: ${text}`}${said as string}`,
      );
    };
    if (!check.slow && message?.slow !== true)
      return fast((f) => {
        const said = check.run(f);
        return said === EMPTY
          ? undefined
          : fail(said, message === null ? EMPTY : (message.run as (f: Frame) => Value)(f));
      });
    return slow(function* (f) {
      const said = yield* runSlowly(check, f);
      return said === EMPTY ? undefined : fail(said, message === null ? EMPTY : yield* runSlowly(message, f));
    });
  }
}

const panic = (said: string, has: boolean): Panic => new Panicked(said, has ? new Text(said) : said);

function panicText(macro: string, text: string, has: boolean): string {
  if (macro === "todo") return has ? `not yet implemented: ${text}` : "not yet implemented";
  if (macro === "unimplemented") return has ? `not implemented: ${text}` : "not implemented";
  if (macro === "unreachable")
    return has
      ? `internal error: entered unreachable code: ${text}`
      : "internal error: entered unreachable code";
  return has ? text : "explicit panic";
}
