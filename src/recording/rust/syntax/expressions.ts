/** Parses blocks and their statements. */
import type { Block, Expr, Statement } from "./ast.ts";
import { Refusal } from "./problem.ts";
import { PrimaryParser } from "./primaries.ts";

export abstract class ExpressionParser extends PrimaryParser {
  block(): Block {
    return this.nested(() => this.with(true, false, () => this.#block()));
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
    if (!this.is("}") && !this.isBlockLike(value)) this.expect(";");
    return made({ kind: "expr", value, semi: false });
  }

  /** A block at the start of a statement is the whole statement: `if a { } -1` is two. */
  #statementExpr(): Expr {
    const { token } = this;
    const starts =
      token.kind === "lifetime" ||
      ["{", "if", "match", "while", "loop", "for"].some((word) => this.is(word)) ||
      (this.is("const") && this.is("{", 1));
    if (!starts) return this.with(true, false, () => this.expr());
    const value = this.primary();
    if (!this.is(".") && !this.is("?")) return value;
    // `match x { … }.await` goes on.
    const more = this.postfix(value, token.from);
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
    const value = this.eat("=") ? this.with(true, false, () => this.expr()) : null;
    const otherwise = this.eat("else") ? this.block() : null;
    this.expect(";");
    return { kind: "let", pattern, type, value, otherwise, from, to: this.lastEnd };
  }
}
