/** Reads expressions, blocks and statements. */
import type { Arm, BinaryOp, Block, ClosureParam, Expr, ExprOf, Item, Statement } from "./ast.ts";
import { PatternParser } from "./patterns.ts";
import { Refusal } from "./problem.ts";

/** Binding power of each binary operator; all but comparisons are left-associative. */
const POWER: Readonly<Record<string, number>> = {
  "||": 3, "&&": 4, "==": 5, "!=": 5, "<": 5, ">": 5, "<=": 5, ">=": 5, "|": 6, "^": 7, "&": 8, "<<": 9, ">>": 9,
  "+": 10, "-": 10, "*": 11, "/": 11, "%": 11,
}; // prettier-ignore
const COMPARISON = 5;
const AND = 4;
const CAST = 12;

const BLOCK_LIKE: ReadonlySet<Expr["kind"]> = new Set([
  "block",
  "if",
  "while",
  "loop",
  "for",
  "match",
] as const);

export abstract class ExpressionParser extends PatternParser {
  /** Whether `Name {` starts a struct here; not in the head of `if`, `match` and the like. */
  #structs = true;
  /** Whether `let` may stand here: in a condition. */
  #lets = false;

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
    return this.#with(true, false, () => this.expr());
  }

  /** A head before a block: no struct literals. */
  #head(): Expr {
    return this.#with(false, false, () => this.expr());
  }

  #condition(): Expr {
    return this.#with(false, true, () => this.expr());
  }

  /** The guard of an arm may be a chain with `let`. */
  guard(): Expr {
    return this.#with(true, true, () => this.expr());
  }

  #with<T>(structs: boolean, lets: boolean, read: () => T): T {
    const [outerStructs, outerLets] = [this.#structs, this.#lets];
    this.#structs = structs;
    this.#lets = lets;
    try {
      return read();
    } finally {
      this.#structs = outerStructs;
      this.#lets = outerLets;
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
      const high = this.#startsExpr() ? this.#binary(0) : null;
      return this.make(from, { kind: "range", low: null, high, inclusive });
    }
    const low = this.#binary(0);
    if (!this.is("..") && !this.is("..=")) return low;
    const inclusive = this.next().text === "..=";
    const high = this.#startsExpr() ? this.#binary(0) : null;
    return this.make(from, { kind: "range", low, high, inclusive });
  }

  #startsExpr(): boolean {
    const { kind, text } = this.token;
    if (kind === "end") return false;
    if (kind === "punct")
      return (
        ["(", "[", "-", "!", "*", "&", "&&", "|", "||", "::", "<"].includes(text) ||
        (text === "{" && this.#structs)
      );
    if (kind === "name" && !this.isName())
      return /^(?:self|Self|super|crate|true|false|if|match|loop|async|move|unsafe|return|break|while|for|const)$/.test(
        text,
      );
    return true;
  }

  #binary(least: number): Expr {
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
      const lets = this.#lets && power === AND;
      const right = this.#with(this.#structs, lets, () => this.#binary(power + 1));
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
    return this.#postfix(this.#primary(), from);
  }

  #postfix(start: Expr, from: number): Expr {
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
    return this.#with(true, false, () => this.list(")", () => this.expr()));
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

  #primary(): Expr {
    const { token } = this;
    const { from } = token;
    if (token.kind === "lifetime") return this.#labelled(from);
    if (token.kind !== "name" && token.kind !== "punct" && token.kind !== "end") return this.literal();
    if (this.is("true") || this.is("false")) return this.literal();
    if (this.eat("(")) return this.#parenthesis(from);
    if (this.is("[")) return this.#array(from);
    if (this.is("{")) return this.make(from, { kind: "block", block: this.block(), label: null });
    if (this.is("|") || this.is("||") || this.#isClosure()) return this.#closure(from);
    switch (token.kind === "name" ? token.text : "") {
      case "let":
        return this.#let(from);
      case "if":
        return this.#if(from);
      case "match":
        return this.#match(from);
      case "while":
      case "loop":
      case "for":
        return this.#loop(from, null);
      case "async": {
        this.next();
        const move = this.eat("move");
        return this.make(from, { kind: "async", move, block: this.block() });
      }
      case "const":
        this.next();
        return this.make(from, { kind: "block", block: this.block(), label: null });
      case "unsafe":
        throw new Refusal(from, "`unsafe` code does not run here.", "safe Rust");
      case "return":
        this.next();
        return this.make(from, { kind: "return", value: this.#startsExpr() ? this.expr() : null });
      case "break": {
        this.next();
        const label = this.token.kind === "lifetime" ? this.next().text : null;
        return this.make(from, { kind: "break", label, value: this.#startsExpr() ? this.expr() : null });
      }
      case "continue": {
        this.next();
        const label = this.token.kind === "lifetime" ? this.next().text : null;
        return this.make(from, { kind: "continue", label });
      }
      default:
        return this.#pathExpr(from);
    }
  }

  #pathExpr(from: number): Expr {
    if (!this.isPathStart()) throw new Refusal(from, `Expected an expression, found ${this.found()}.`);
    if (this.#isMacro()) return this.macro(from);
    const path = this.path(false);
    if (this.#structs && this.is("{")) return this.#struct(path, from);
    return this.make(from, { kind: "path", path });
  }

  #isMacro(): boolean {
    let ahead = 0;
    while (this.peek(ahead).kind === "name" && this.is("::", ahead + 1)) ahead += 2;
    return (
      this.peek(ahead).kind === "name" &&
      this.is("!", ahead + 1) &&
      ["(", "[", "{"].some((open) => this.is(open, ahead + 2))
    );
  }

  #struct(path: Extract<Expr, { kind: "path" }>["path"], from: number): Expr {
    this.expect("{");
    const fields: { name: string; value: Expr; from: number }[] = [];
    let base: Expr | null = null;
    while (!this.is("}")) {
      if (this.eat("..")) {
        base = this.inner();
        break;
      }
      const { from: at, text: name, kind } = this.token;
      if (kind === "int") this.next();
      else this.name("a field");
      if (this.eat(":")) fields.push({ name, value: this.inner(), from: at });
      else {
        const segment = { name, args: [], bindings: [], from: at, to: this.lastEnd };
        const own = { segments: [segment], self: null, from: at, to: this.lastEnd };
        fields.push({ name, value: this.make(at, { kind: "path", path: own }), from: at });
      }
      if (!this.eat(",")) break;
    }
    this.expect("}");
    return this.make(from, { kind: "struct", path, fields, base });
  }

  #parenthesis(from: number): Expr {
    const items: Expr[] = [];
    let comma = false;
    while (!this.is(")")) {
      items.push(this.inner());
      comma = this.eat(",");
      if (!comma) break;
    }
    this.expect(")");
    if (items.length === 1 && !comma) return this.make(from, { kind: "paren", of: items[0] as Expr });
    return this.make(from, { kind: "tuple", items });
  }

  #array(from: number): Expr {
    this.expect("[");
    return this.make(from, this.arrayBody("]", false));
  }

  /** Behind the opening bracket of an array or of `vec!`. */
  arrayBody(close: string, vec: boolean): ExprOf {
    if (this.eat(close)) return { kind: "array", items: [], vec };
    const first = this.inner();
    if (this.eat(";")) {
      const length = this.inner();
      this.expect(close);
      return { kind: "repeat", value: first, length, vec };
    }
    const items = [first];
    if (this.eat(",")) items.push(...this.list(close, () => this.inner()));
    else this.expect(close);
    return { kind: "array", items, vec };
  }

  #isClosure(): boolean {
    const ahead = this.is("async") || this.is("static") ? 1 : 0;
    if (ahead === 0 && !this.is("move")) return false;
    const after = this.is("move", ahead) ? ahead + 1 : ahead;
    return this.is("|", after) || this.is("||", after);
  }

  #closure(from: number): Expr {
    const async = this.eat("async");
    const move = this.eat("move");
    const params: ClosureParam[] = [];
    if (!this.eat("||")) {
      this.expect("|");
      while (!this.is("|")) {
        const pattern = this.onePattern();
        params.push({ pattern, type: this.eat(":") ? this.type() : null });
        if (!this.eat(",")) break;
      }
      this.expect("|");
    }
    const returns = this.eat("->") ? this.type() : null;
    const body =
      returns !== null
        ? this.make(this.token.from, { kind: "block", block: this.block(), label: null })
        : this.#with(this.#structs, false, () => this.expr());
    return this.make(from, { kind: "closure", params, returns, body, move, async });
  }

  #let(from: number): Expr {
    if (!this.#lets)
      throw new Refusal(
        from,
        "Expected an expression, found `let`.",
        "`let` as a statement, or `if let … && …`",
      );
    this.next();
    const pattern = this.pattern();
    this.expect("=");
    const value = this.#with(false, false, () => this.#binary(AND + 1));
    return this.make(from, { kind: "let", pattern, value });
  }

  #if(from: number): Expr {
    this.next();
    const condition = this.#condition();
    const body = this.block();
    let otherwise: Expr | null = null;
    if (this.eat("else")) {
      const at = this.token.from;
      otherwise = this.is("if")
        ? this.#if(at)
        : this.make(at, { kind: "block", block: this.block(), label: null });
    }
    return this.make(from, { kind: "if", condition, body, otherwise });
  }

  #match(from: number): Expr {
    this.next();
    const of = this.#head();
    this.expect("{");
    const arms: Arm[] = [];
    while (!this.is("}")) arms.push(this.#arm());
    this.next();
    return this.make(from, { kind: "match", of, arms });
  }

  #arm(): Arm {
    const { from } = this.token;
    this.attributes();
    const pattern = this.pattern();
    const guard = this.eat("if") ? this.guard() : null;
    this.expect("=>");
    return { pattern, guard, body: this.armBody("}"), from, to: this.lastEnd };
  }

  /** What follows `=>`: a block may lack the comma. */
  armBody(close: string): Expr {
    const isBlock = this.is("{");
    const body = this.#with(true, false, () => (isBlock ? this.#blockOrMore() : this.expr()));
    if (!this.eat(",") && !isBlock && !this.is(close)) this.expect(",");
    return body;
  }

  /** `{ … }` alone is the whole body, unless a method call or `?` follows. */
  #blockOrMore(): Expr {
    const { from } = this.token;
    const block = this.make(from, { kind: "block", block: this.block(), label: null });
    if (!this.is(".") && !this.is("?")) return block;
    return this.#postfix(block, from);
  }

  #labelled(from: number): Expr {
    const label = this.next().text;
    this.expect(":");
    if (this.is("{")) return this.make(from, { kind: "block", block: this.block(), label });
    return this.#loop(from, label);
  }

  #loop(from: number, label: string | null): Expr {
    if (this.eat("loop")) return this.make(from, { kind: "loop", body: this.block(), label });
    if (this.eat("while")) {
      const condition = this.#condition();
      return this.make(from, { kind: "while", condition, body: this.block(), label });
    }
    this.expect("for");
    const pattern = this.pattern();
    this.expect("in");
    const over = this.#head();
    return this.make(from, { kind: "for", pattern, over, body: this.block(), label });
  }

  block(): Block {
    return this.nested(() => this.#with(true, false, () => this.#block()));
  }

  #block(): Block {
    const { from } = this.expect("{");
    this.attributes();
    const statements: Statement[] = [];
    let tail: Expr | null = null;
    while (!this.is("}")) {
      if (this.token.kind === "end") throw new Refusal(from, "This `{` is never closed.", "`}`");
      if (this.eat(";")) continue;
      const statement = this.#statement();
      if (statement.kind === "expr" && !statement.semi && this.is("}")) tail = statement.value;
      else statements.push(statement);
    }
    this.next();
    return { statements, tail, from, to: this.lastEnd };
  }

  #statement(): Statement {
    const { from } = this.token;
    const made = (statement: object): Statement => ({ ...statement, from, to: this.lastEnd }) as Statement;
    const before = this.at;
    this.attributes();
    if (this.is("let")) return this.#letStatement(from);
    // An item reads its attributes again.
    const afterAttributes = this.at;
    this.at = before;
    const item = this.itemOrNull();
    if (item !== null) return made({ kind: "item", item });
    this.at = afterAttributes;
    const value = this.#statementExpr();
    if (this.eat(";")) return made({ kind: "expr", value, semi: true });
    if (!this.is("}") && !this.#isBlockLike(value)) this.expect(";");
    return made({ kind: "expr", value, semi: false });
  }

  #isBlockLike(value: Expr): boolean {
    return BLOCK_LIKE.has(value.kind) || (this.tokens[this.at - 1]?.text === "}" && value.kind === "select");
  }

  /** A block at the start of a statement is the whole statement: `if a { } -1` is two. */
  #statementExpr(): Expr {
    const { token } = this;
    const starts =
      token.kind === "lifetime" ||
      ["{", "if", "match", "while", "loop", "for"].some((word) => this.is(word)) ||
      (this.is("const") && this.is("{", 1));
    if (!starts) return this.#with(true, false, () => this.expr());
    const value = this.#primary();
    if (!this.is(".") && !this.is("?")) return value;
    // `match x { … }.await` goes on.
    const more = this.#postfix(value, token.from);
    return this.#rest(more, token.from);
  }

  /** Operators behind an expression that has been read. */
  #rest(left: Expr, from: number): Expr {
    if (this.is(";") || this.is("}")) return left;
    if (this.eat("=")) return this.make(from, { kind: "assign", left, right: this.expr() });
    return left;
  }

  #letStatement(from: number): Statement {
    this.next();
    const pattern = this.pattern();
    const type = this.eat(":") ? this.type() : null;
    const value = this.eat("=") ? this.#with(true, false, () => this.expr()) : null;
    const otherwise = this.eat("else") ? this.block() : null;
    this.expect(";");
    return { kind: "let", pattern, type, value, otherwise, from, to: this.lastEnd };
  }

  abstract attributes(): unknown;
}
