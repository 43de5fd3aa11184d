/** Compiles the other macros: what prints, formats and asserts. */
import type { Expr, FormatSpec, Of } from "../syntax/ast.ts";
import { Panic } from "../../../runtime/index.ts";
import { EMPTY, Ref, Text, textOf } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { equal } from "../values/compare.ts";
import { formatted, PLAIN } from "../values/format.ts";
import { fast, runSlowly, slow } from "./frame.ts";
import type { Code, Frame } from "./frame.ts";
import { Panicked } from "../values/panics.ts";
import { CompileWaits } from "./compile-waits.ts";

export abstract class CompileMacros extends CompileWaits {
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
          return this.select(expr);
        });
      case "join":
        return this.join(expr);
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
