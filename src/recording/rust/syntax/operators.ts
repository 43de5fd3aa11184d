/** Parses operators, calls and fields around primary expressions. */
import type { BinaryOp, Expr, ExprOf, Item } from "./ast.ts";
import { PatternParser } from "./patterns.ts";
import { Refusal } from "./problem.ts";

/** Binding power of each binary operator; all but comparisons are left-associative. */
const POWER: Readonly<Record<string, number>> = {
  "||": 3, "&&": 4, "==": 5, "!=": 5, "<": 5, ">": 5, "<=": 5, ">=": 5, "|": 6, "^": 7, "&": 8, "<<": 9, ">>": 9,
  "+": 10, "-": 10, "*": 11, "/": 11, "%": 11,
}; // prettier-ignore

const COMPARISON = 5;

export const AND = 4;

const CAST = 12;

const BLOCK_LIKE: ReadonlySet<Expr["kind"]> = new Set([
  "block",
  "if",
  "while",
  "loop",
  "for",
  "match",
] as const);

export abstract class OperatorParser extends PatternParser {
  protected abstract primary(): Expr;

  /** Whether `Name {` starts a struct here; not in the head of `if`, `match` and the like. */
  protected structs = true;

  /** Whether `let` may stand here: in a condition. */
  protected lets = false;

  abstract itemOrNull(): Item | null;

  abstract macro(from: number): Expr;

  make(from: number, expr: ExprOf): Expr {
    return { ...expr, from, to: this.lastEnd };
  }

  expr(): Expr {
    return this.nested(() => this.#assignment());
  }

  /** Inside brackets everything is allowed again. */
  inner(): Expr {
    return this.with(true, false, () => this.expr());
  }

  /** A head before a block: no struct literals. */
  protected head(): Expr {
    return this.with(false, false, () => this.expr());
  }

  protected condition(): Expr {
    return this.with(false, true, () => this.expr());
  }

  /** The guard of an arm may be a chain with `let`. */
  guard(): Expr {
    return this.with(true, true, () => this.expr());
  }

  protected with<T>(structs: boolean, lets: boolean, read: () => T): T {
    const [outerStructs, outerLets] = [this.structs, this.lets];
    this.structs = structs;
    this.lets = lets;
    try {
      return read();
    } finally {
      this.structs = outerStructs;
      this.lets = outerLets;
    }
  }

  #assignment(): Expr {
    const { from } = this.token;
    const left = this.#range();
    const { text } = this.token;
    if (this.eat("=")) return this.make(from, { kind: "assign", left, right: this.#assignment() });
    if (this.token.kind === "punct" && /^(?:[+\-*/%^&|]|<<|>>)=$/.test(text)) {
      this.next();
      const op = text.slice(0, -1) as BinaryOp;
      return this.make(from, { kind: "assign-op", op, left, right: this.#assignment() });
    }
    return left;
  }

  #range(): Expr {
    const { from } = this.token;
    if (this.is("..") || this.is("..=")) {
      const inclusive = this.next().text === "..=";
      const high = this.startsExpr() ? this.binary(0) : null;
      return this.make(from, { kind: "range", low: null, high, inclusive });
    }
    const low = this.binary(0);
    if (!this.is("..") && !this.is("..=")) return low;
    const inclusive = this.next().text === "..=";
    const high = this.startsExpr() ? this.binary(0) : null;
    return this.make(from, { kind: "range", low, high, inclusive });
  }

  protected startsExpr(): boolean {
    const { kind, text } = this.token;
    if (kind === "end") return false;
    if (kind === "punct")
      return (
        ["(", "[", "-", "!", "*", "&", "&&", "|", "||", "::", "<"].includes(text) ||
        (text === "{" && this.structs)
      );
    if (kind === "name" && !this.isName())
      return /^(?:self|Self|super|crate|true|false|if|match|loop|async|move|unsafe|return|break|while|for|const)$/.test(
        text,
      );
    return true;
  }

  protected binary(least: number): Expr {
    const { from } = this.token;
    let left = this.#unary();
    for (;;) {
      if (this.is("as") && CAST >= least) {
        this.next();
        left = this.make(from, { kind: "cast", of: left, type: this.type() });
        continue;
      }
      const { text: op, kind, from: opAt } = this.token;
      const power = kind === "punct" ? POWER[op] : undefined;
      if (power === undefined || power < least) return left;
      // A `let` binds tighter than the `||` after it, which may not be there.
      this.next();
      const lets = this.lets && power === AND;
      const right = this.with(this.structs, lets, () => this.binary(power + 1));
      left = this.make(from, { kind: "binary", op: op as BinaryOp, left, right, opAt });
      if (power === COMPARISON && POWER[this.token.text] === COMPARISON && this.token.kind === "punct")
        throw new Refusal(this.token.from, "Comparison operators cannot be chained.", "`a < b && b < c`");
    }
  }

  #unary(): Expr {
    const { from, text } = this.token;
    if (this.is("-") || this.is("!") || this.is("*")) {
      this.next();
      const of = this.nested(() => this.#unary());
      return this.make(from, { kind: "unary", op: text as "-" | "!" | "*", of });
    }
    if (this.is("&") || this.is("&&")) {
      const twice = this.next().text === "&&";
      if (this.is("raw") && (this.is("const", 1) || this.is("mut", 1)))
        throw new Refusal(from, "Raw pointers do not run here.", "a reference");
      const mut = this.eat("mut");
      const of = this.nested(() => this.#unary());
      const inner = this.make(from, { kind: "ref", mut, of });
      return twice ? this.make(from, { kind: "ref", mut: false, of: inner }) : inner;
    }
    return this.postfix(this.primary(), from);
  }

  protected postfix(start: Expr, from: number): Expr {
    let of = start;
    for (;;) {
      if (this.eat("?")) of = this.make(from, { kind: "try", of });
      else if (this.is("(")) of = this.make(from, { kind: "call", callee: of, args: this.args() });
      else if (this.eat("[")) {
        const index = this.inner();
        this.expect("]");
        of = this.make(from, { kind: "index", of, index });
      } else if (this.is(".")) of = this.#member(of, from);
      else return of;
    }
  }

  args(): Expr[] {
    this.expect("(");
    return this.with(true, false, () => this.list(")", () => this.expr()));
  }

  #member(of: Expr, from: number): Expr {
    this.next();
    const { token } = this;
    if (this.eat("await")) return this.make(from, { kind: "await", of });
    if (token.kind === "int") {
      this.next();
      return this.make(from, { kind: "field", of, name: token.text, nameAt: token.from });
    }
    // `t.0.1` is cut into `.` and the float `0.1`.
    if (token.kind === "float" && /^\d+\.\d+$/.test(token.text)) {
      this.next();
      const [first, second] = token.text.split(".") as [string, string];
      const outer = this.make(from, { kind: "field", of, name: first, nameAt: token.from });
      return this.make(from, {
        kind: "field",
        of: outer,
        name: second,
        nameAt: token.from + first.length + 1,
      });
    }
    const { text: name, from: nameAt } = this.name("a field or a method");
    const segment = { name, args: [], bindings: [], from: nameAt, to: this.lastEnd };
    if (this.is("::")) {
      this.at -= 1;
      const path = this.path(false);
      Object.assign(segment, path.segments[0]);
    }
    if (this.is("("))
      return this.make(from, {
        kind: "method",
        receiver: of,
        name,
        nameAt,
        generics: segment.args,
        args: this.args(),
      });
    return this.make(from, { kind: "field", of, name, nameAt });
  }

  literal(): Expr {
    const { kind, text, value, suffix, from } = this.token;
    this.next();
    if (kind === "int") return this.make(from, { kind: "int", value, suffix });
    if (kind === "float") return this.make(from, { kind: "float", value: Number(value), suffix });
    if (kind === "str") return this.make(from, { kind: "str", value: text });
    if (kind === "bytes")
      return this.make(from, { kind: "bytes", value: [...new TextEncoder().encode(text)] });
    if (kind === "char") return this.make(from, { kind: "char", value: text });
    if (kind === "byte") return this.make(from, { kind: "int", value, suffix: "u8" });
    if (text === "true" || text === "false") return this.make(from, { kind: "bool", value: text === "true" });
    this.at--;
    throw new Refusal(from, `Expected a literal, found ${this.found()}.`);
  }

  protected isBlockLike(value: Expr): boolean {
    return BLOCK_LIKE.has(value.kind) || (this.tokens[this.at - 1]?.text === "}" && value.kind === "select");
  }

  abstract attributes(): unknown;
}
