/** Reads the macros that run here; each has a grammar of its own. */
import type { Expr, ExprOf, FormatMacro, SelectBranch } from "./ast.ts";
import { ExpressionParser } from "./expressions.ts";
import { readFormat } from "./format-string.ts";
import type { FormatArgs } from "./format-string.ts";
import { Refusal } from "./problem.ts";

const FORMATTING: ReadonlySet<string> = new Set([
  "print", "println", "eprint", "eprintln", "format", "panic", "todo", "unimplemented", "unreachable", "format_args",
]); // prettier-ignore

/** What to write for macros of other crates. */
const INSTEAD: Readonly<Record<string, string>> = {
  info: "`println!`", debug: "`println!`", warn: "`println!`", error: "`println!`", trace: "`println!`",
  join_all: "a loop that awaits each handle, or a `JoinSet`",
  macro_rules: "a function",
  thread_local: "a variable that is passed on",
  anyhow: "a `String` as the error", bail: "`return Err(…)`",
  include_str: "the text itself", env: "the value itself", concat: "one text",
}; // prettier-ignore

export abstract class MacroParser extends ExpressionParser {
  macro(from: number): Expr {
    const segments: string[] = [];
    do segments.push(this.next().text);
    while (this.eat("::"));
    this.expect("!");
    const name = segments.at(-1) as string;
    const crate = segments.length > 1 ? (segments[0] as string) : "";
    if (!["", "std", "core", "tokio"].includes(crate))
      throw new Refusal(
        from,
        `The crate \`${crate}\` is not here: programs use std and tokio.`,
        INSTEAD[name],
      );
    const close = ({ "(": ")", "[": "]", "{": "}" } as Record<string, string>)[this.next().text] as string;
    return this.make(from, this.#body(name, close, from));
  }

  #body(name: string, close: string, from: number): ExprOf {
    if (FORMATTING.has(name)) return this.#format(name as FormatMacro, null, close);
    switch (name) {
      case "vec":
        return this.arrayBody(close, true);
      case "write":
      case "writeln": {
        const target = this.inner();
        this.eat(",");
        return this.#format(name, target, close);
      }
      case "assert":
      case "debug_assert":
        return this.#assert(close);
      case "assert_eq":
      case "debug_assert_eq":
        return this.#assertPair("==", close);
      case "assert_ne":
      case "debug_assert_ne":
        return this.#assertPair("!=", close);
      case "matches": {
        const of = this.inner();
        this.expect(",");
        const pattern = this.pattern();
        const guard = this.eat("if") ? this.guard() : null;
        this.eat(",");
        this.expect(close);
        return { kind: "matches", of, pattern, guard };
      }
      case "dbg": {
        const start = this.token.from;
        const of = this.inner();
        const text = this.source.slice(start, this.lastEnd);
        this.eat(",");
        this.expect(close);
        return { kind: "dbg", of, text };
      }
      case "select":
        return this.#select(close);
      case "join":
      case "try_join": {
        const biased = this.is("biased") && this.is(";", 1);
        if (biased) this.at += 2;
        return {
          kind: "join",
          try: name === "try_join",
          biased,
          futures: this.list(close, () => this.inner()),
        };
      }
      case "pin":
        return this.#pin(close);
      default:
        throw new Refusal(from, `The macro \`${name}!\` does not run here.`, INSTEAD[name]);
    }
  }

  /** `tokio::pin!(a)` as a statement; `std::pin::pin!(expr)` as an expression. Which one it is decides the resolver. */
  #pin(close: string): ExprOf {
    if (this.is("let")) throw new Refusal(this.token.from, "`pin!` takes names here.", "`let x = pin!(…);`");
    const of = this.list(close, () => this.inner());
    if (of.length === 1 && (of[0] as Expr).kind !== "path") return { kind: "pin", of: of[0] as Expr };
    return { kind: "pin-vars", names: of };
  }

  #format(macro: FormatMacro, target: Expr | null, close: string): ExprOf {
    if (this.eat(close)) return { kind: "format", macro, target, pieces: [], args: [] };
    const text = this.token;
    if (text.kind !== "str")
      throw new Refusal(text.from, `\`${macro}!\` takes its text first.`, `\`${macro}!("{}", …)\``);
    this.next();
    const given: FormatArgs = { args: [], names: new Map() };
    while (this.eat(",")) {
      if (this.is(close)) break;
      if (this.isName() && this.is("=", 1) && !this.is("==", 1)) {
        given.names.set(this.next().text, given.args.length);
        this.next();
      }
      given.args.push(this.inner());
    }
    this.expect(close);
    const inside = text.inside;
    const at = (index: number): number => (inside === null ? text.from : inside + index);
    const pieces = readFormat(text.text, at, given);
    return { kind: "format", macro, target, pieces, args: given.args };
  }

  #message(close: string): Expr | null {
    const { from } = this.token;
    if (!this.eat(",") || this.is(close)) {
      this.expect(close);
      return null;
    }
    return this.make(from, this.#format("format", null, close));
  }

  #assert(close: string): ExprOf {
    const start = this.token.from;
    const left = this.inner();
    const text = this.source.slice(start, this.lastEnd);
    return { kind: "assert", op: "true", left, right: null, message: this.#message(close), text };
  }

  #assertPair(op: "==" | "!=", close: string): ExprOf {
    const left = this.inner();
    this.expect(",");
    const right = this.inner();
    return { kind: "assert", op, left, right, message: this.#message(close), text: "" };
  }

  #select(close: string): ExprOf {
    const biased = this.is("biased") && this.is(";", 1);
    if (biased) this.at += 2;
    const branches: SelectBranch[] = [];
    let otherwise: Expr | null = null;
    while (!this.is(close)) {
      const { from } = this.token;
      if (this.is("else") && this.is("=>", 1)) {
        this.at += 2;
        otherwise = this.armBody(close);
        continue;
      }
      const pattern = this.pattern();
      this.expect("=");
      const future = this.inner();
      let condition: Expr | null = null;
      if (this.eat(",")) {
        this.expect("if", "or `=>` after the future");
        condition = this.inner();
      }
      this.expect("=>");
      const body = this.armBody(close);
      branches.push({ pattern, future, condition, body, from, to: this.lastEnd });
    }
    const { from } = this.expect(close);
    if (branches.length === 0) throw new Refusal(from, "`select!` needs at least one branch.");
    return { kind: "select", biased, branches, otherwise };
  }
}
