/** Parses what operators stand between: literals, paths, structs, closures, branches and loops. */
import type { Arm, Block, ClosureParam, Expr, ExprOf } from "./ast.ts";
import { Refusal } from "./problem.ts";
import { AND, OperatorParser } from "./operators.ts";

export abstract class PrimaryParser extends OperatorParser {
  abstract block(): Block;

  protected primary(): Expr {
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
        return this.make(from, { kind: "return", value: this.startsExpr() ? this.expr() : null });
      case "break": {
        this.next();
        const label = this.token.kind === "lifetime" ? this.next().text : null;
        return this.make(from, { kind: "break", label, value: this.startsExpr() ? this.expr() : null });
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
    if (this.structs && this.is("{")) return this.#struct(path, from);
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
        : this.with(this.structs, false, () => this.expr());
    return this.make(from, { kind: "closure", params, returns, body, move, async });
  }

  #let(from: number): Expr {
    if (!this.lets)
      throw new Refusal(
        from,
        "Expected an expression, found `let`.",
        "`let` as a statement, or `if let … && …`",
      );
    this.next();
    const pattern = this.pattern();
    this.expect("=");
    const value = this.with(false, false, () => this.binary(AND + 1));
    return this.make(from, { kind: "let", pattern, value });
  }

  #if(from: number): Expr {
    this.next();
    const condition = this.condition();
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
    const of = this.head();
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
    const body = this.with(true, false, () => (isBlock ? this.#blockOrMore() : this.expr()));
    if (!this.eat(",") && !isBlock && !this.is(close)) this.expect(",");
    return body;
  }

  /** `{ … }` alone is the whole body, unless a method call or `?` follows. */
  #blockOrMore(): Expr {
    const { from } = this.token;
    const block = this.make(from, { kind: "block", block: this.block(), label: null });
    if (!this.is(".") && !this.is("?")) return block;
    return this.postfix(block, from);
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
      const condition = this.condition();
      return this.make(from, { kind: "while", condition, body: this.block(), label });
    }
    this.expect("for");
    const pattern = this.pattern();
    this.expect("in");
    const over = this.head();
    return this.make(from, { kind: "for", pattern, over, body: this.block(), label });
  }
}
