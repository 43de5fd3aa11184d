/** Reads patterns. */
import type { Expr, Pattern } from "./ast.ts";
import { Refusal } from "./problem.ts";
import { TypeParser } from "./types.ts";

export abstract class PatternParser extends TypeParser {
  /** With alternatives: `A | B`. */
  pattern(): Pattern {
    return this.nested(() => {
      const { from } = this.token;
      this.eat("|");
      const of = [this.onePattern()];
      while (this.eat("|")) of.push(this.onePattern());
      return of.length === 1 ? (of[0] as Pattern) : { kind: "or", of, from, to: this.lastEnd };
    });
  }

  onePattern(): Pattern {
    const { from } = this.token;
    const made = (pattern: object): Pattern => ({ ...pattern, from, to: this.lastEnd }) as Pattern;
    if (this.eat("_")) return made({ kind: "wild" });
    if (this.is("..") && !this.#isRangeEnd(1)) {
      this.next();
      return made({ kind: "rest" });
    }
    if (this.is("&") || this.is("&&")) {
      const twice = this.next().text === "&&";
      const mut = this.eat("mut");
      const of = this.onePattern();
      const inner = made({ kind: "ref", mut, of });
      return twice ? made({ kind: "ref", mut: false, of: inner }) : inner;
    }
    if (this.eat("(")) {
      const items: Pattern[] = [];
      let comma = false;
      while (!this.is(")")) {
        items.push(this.pattern());
        comma = this.eat(",");
        if (!comma) break;
      }
      this.expect(")");
      const only = items.length === 1 && !comma ? items[0] : undefined;
      return only !== undefined && only.kind !== "rest" ? only : made({ kind: "tuple", items });
    }
    if (this.eat("[")) {
      const items = this.list("]", () => this.pattern());
      return made({ kind: "slice", items });
    }
    if (this.#isLiteral() || this.is("..=") || this.is("..")) return this.#literalOrRange(from);
    if (this.is("ref") || this.is("mut") || (this.isName() && !this.#isPath())) return this.#binding(from);
    if (this.isPathStart()) return this.#pathPattern(from);
    throw new Refusal(from, `Expected a pattern, found ${this.found()}.`);
  }

  #isLiteral(ahead = 0): boolean {
    const { kind } = this.peek(ahead);
    return (
      ["int", "float", "str", "char", "byte", "bytes"].includes(kind) ||
      this.is("true", ahead) ||
      this.is("false", ahead) ||
      this.is("-", ahead)
    );
  }

  #isRangeEnd(ahead: number): boolean {
    return this.#isLiteral(ahead);
  }

  #isPath(): boolean {
    return this.is("::", 1) || this.is("(", 1) || (this.is("{", 1) && !this.is("ref"));
  }

  #binding(from: number): Pattern {
    const byRef = this.eat("ref");
    const mut = this.eat("mut");
    const { text: name } = this.name("a name");
    const sub = this.eat("@") ? this.onePattern() : null;
    if (sub === null && !byRef && !mut && (this.is("..=") || this.is(".."))) {
      const path: Expr = {
        kind: "path",
        path: {
          segments: [{ name, args: [], bindings: [], from, to: this.lastEnd }],
          self: null,
          from,
          to: this.lastEnd,
        },
        from,
        to: this.lastEnd,
      };
      return this.#rangeAfter(path, from);
    }
    return { kind: "bind", name, byRef, mut, sub, from, to: this.lastEnd };
  }

  #pathPattern(from: number): Pattern {
    const path = this.path(false);
    if (this.eat("(")) {
      const items = this.list(")", () => this.pattern());
      return { kind: "tuple-struct", path, items, from, to: this.lastEnd };
    }
    if (this.eat("{")) {
      const fields: { name: string; pattern: Pattern; from: number }[] = [];
      let rest = false;
      while (!this.is("}")) {
        if (this.eat("..")) {
          rest = true;
          break;
        }
        fields.push(this.#field());
        if (!this.eat(",")) break;
      }
      this.expect("}");
      return { kind: "struct", path, fields, rest, from, to: this.lastEnd };
    }
    if (this.is("..=") || this.is("..")) {
      return this.#rangeAfter({ kind: "path", path, from, to: this.lastEnd }, from);
    }
    return { kind: "path", path, from, to: this.lastEnd };
  }

  #field(): { name: string; pattern: Pattern; from: number } {
    const { from } = this.token;
    if ((this.isName() || this.token.kind === "int") && this.is(":", 1)) {
      const name = this.next().text;
      this.next();
      return { name, pattern: this.pattern(), from };
    }
    const byRef = this.eat("ref");
    const mut = this.eat("mut");
    const { text: name } = this.name("a field");
    return { name, pattern: { kind: "bind", name, byRef, mut, sub: null, from, to: this.lastEnd }, from };
  }

  #literalOrRange(from: number): Pattern {
    if (this.is("..=") || this.is("..")) {
      const inclusive = this.next().text === "..=";
      return { kind: "range", low: null, high: this.#rangeBound(), inclusive, from, to: this.lastEnd };
    }
    const value = this.literalPattern();
    if (this.is("..=") || this.is("..") || this.is("...")) return this.#rangeAfter(value, from);
    return { kind: "literal", value, from, to: this.lastEnd };
  }

  #rangeAfter(low: Expr, from: number): Pattern {
    const inclusive = this.next().text !== "..";
    const open = !this.#isLiteral() && !this.isPathStart();
    return { kind: "range", low, high: open ? null : this.#rangeBound(), inclusive, from, to: this.lastEnd };
  }

  #rangeBound(): Expr {
    if (this.#isLiteral()) return this.literalPattern();
    const { from } = this.token;
    return { kind: "path", path: this.path(false), from, to: this.lastEnd };
  }

  literalPattern(): Expr {
    const { from } = this.token;
    if (!this.eat("-")) return this.literal();
    const of = this.literal();
    return { kind: "unary", op: "-", of, from, to: this.lastEnd };
  }

  abstract literal(): Expr;
}
