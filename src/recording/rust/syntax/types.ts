/** Reads types, paths, bounds and generics. */
import type { Bound, Expr, Generics, Path, Segment, TypeNode } from "./ast.ts";
import { Cursor } from "./cursor.ts";
import { Refusal } from "./problem.ts";

export abstract class TypeParser extends Cursor {
  abstract expr(): Expr;

  type(): TypeNode {
    return this.nested(() => this.#type(true));
  }

  #type(plus: boolean): TypeNode {
    const { from } = this.token;
    const made = (type: object): TypeNode => ({ ...type, from, to: this.lastEnd }) as TypeNode;
    if (this.eat("_")) return made({ kind: "infer" });
    if (this.eat("!")) return made({ kind: "never" });
    if (this.is("&") || this.is("&&")) {
      const twice = this.is("&&");
      this.next();
      const inner = this.#afterAmpersand(from);
      return twice ? made({ kind: "ref", mut: false, of: inner }) : inner;
    }
    if (this.is("*")) throw new Refusal(from, "Raw pointers do not run here.", "a reference");
    if (this.eat("(")) {
      const items: TypeNode[] = [];
      let comma = false;
      while (!this.is(")")) {
        items.push(this.type());
        comma = this.eat(",");
        if (!comma) break;
      }
      this.expect(")");
      if (items.length === 1 && !comma) return items[0] as TypeNode;
      return made({ kind: "tuple", items });
    }
    if (this.eat("[")) {
      const of = this.type();
      const length = this.eat(";") ? this.expr() : null;
      this.expect("]");
      return made({ kind: "array", of, length });
    }
    if (this.is("impl") || this.is("dyn")) {
      const dyn = this.next().text === "dyn";
      return made({ kind: "bounds", dyn, bounds: this.bounds(plus) });
    }
    if (this.is("for")) {
      this.#skipForLifetimes();
      return this.#type(plus);
    }
    if (this.is("fn") || this.is("unsafe") || this.is("extern")) {
      if (!this.eat("fn")) throw new Refusal(from, "Unsafe and foreign functions do not run here.");
      this.expect("(");
      const params = this.list(")", () => {
        if (this.isName() && this.is(":", 1)) this.at += 2;
        return this.type();
      });
      const returns = this.eat("->") ? this.type() : null;
      return made({ kind: "fn", params, returns });
    }
    const path = this.typePath();
    return made({ kind: "path", path });
  }

  #afterAmpersand(from: number): TypeNode {
    if (this.token.kind === "lifetime") this.next();
    const mut = this.eat("mut");
    const of = this.#type(false);
    return { kind: "ref", mut, of, from, to: this.lastEnd };
  }

  #skipForLifetimes(): void {
    this.expect("for");
    this.expectSplit("<");
    while (!this.eatSplit(">")) this.next();
  }

  bounds(plus = true): Bound[] {
    const bounds: Bound[] = [];
    do {
      if (this.token.kind === "lifetime") {
        this.next();
        continue;
      }
      const parenthesis = this.eat("(");
      if (this.eat("?") || this.eat("~")) {
        this.typePath();
        continue;
      }
      if (this.is("for")) this.#skipForLifetimes();
      const async = this.is("async");
      if (async) this.next();
      if (!this.isPathStart()) break;
      const { from } = this.token;
      const path = this.typePath();
      let fn: Bound["fn"] = null;
      if (this.is("(")) {
        this.next();
        const params = this.list(")", () => this.type());
        fn = { params, returns: this.eat("->") ? this.#type(false) : null };
      }
      if (async) {
        const last = path.segments.at(-1);
        if (last !== undefined) last.name = `Async${last.name}`;
      }
      if (parenthesis) this.expect(")");
      bounds.push({ path, fn, from, to: this.lastEnd });
    } while (plus && this.eat("+"));
    return bounds;
  }

  isPathStart(): boolean {
    return this.isName() || ["::", "<", "self", "Self", "super", "crate"].some((start) => this.is(start));
  }

  /** A path in a type: `Vec<T>`, `Vec::<T>`, `<T as Trait>::Output`. */
  typePath(): Path {
    return this.path(true);
  }

  /** In an expression, generics come only after `::`. */
  path(inType: boolean): Path {
    const { from } = this.token;
    const self = this.is("<") ? this.#qualifiedSelf() : null;
    const segments: Segment[] = [];
    if (self !== null) this.expect("::");
    else this.eat("::");
    do {
      const at = this.token.from;
      const name = ["self", "Self", "super", "crate"].some((word) => this.is(word))
        ? this.next().text
        : this.name("a name").text;
      const segment: Segment = { name, args: [], bindings: [], from: at, to: this.lastEnd };
      segments.push(segment);
      const turbofish = this.is("::") && this.is("<", 1);
      if (turbofish) this.next();
      if (turbofish || (inType && this.is("<"))) this.#genericArgs(segment);
    } while (this.#continues() && this.eat("::"));
    return { segments, self, from, to: this.lastEnd };
  }

  /** `use a::{…}` stops before the brace. */
  #continues(): boolean {
    return this.is("::") && !this.is("{", 1) && !this.is("*", 1);
  }

  #qualifiedSelf(): Path["self"] {
    this.expect("<");
    const type = this.type();
    const trait = this.eat("as") ? this.typePath() : null;
    this.expectSplit(">");
    return { type, trait };
  }

  #genericArgs(segment: Segment): void {
    this.expectSplit("<");
    while (!this.token.text.startsWith(">")) {
      if (this.token.kind === "lifetime") this.next();
      else if (this.isName() && this.is("=", 1)) {
        const name = this.next().text;
        this.next();
        segment.bindings.push({ name, type: this.type() });
      } else if (this.token.kind === "int" || this.is("{")) {
        const { from } = this.token;
        this.skipTree();
        segment.args.push({ kind: "infer", from, to: this.lastEnd });
      } else segment.args.push(this.type());
      if (!this.eat(",")) break;
    }
    this.expectSplit(">");
    segment.to = this.lastEnd;
  }

  /** `<T: Bound, const N: usize>`, or nothing. */
  generics(): Generics {
    const generics: Generics = { params: [], where: [] };
    if (!this.eatSplit("<")) return generics;
    while (!this.token.text.startsWith(">")) {
      if (this.token.kind === "lifetime") {
        this.next();
        if (this.eat(":")) while (this.token.kind === "lifetime" || this.is("+")) this.next();
      } else {
        const isConst = this.eat("const");
        const { text: name, from } = this.name("a type parameter");
        const bounds = this.eat(":") ? (isConst ? (this.type(), []) : this.bounds()) : [];
        if (this.eat("=")) this.type();
        generics.params.push({ name, bounds, const: isConst, from, to: this.lastEnd });
      }
      if (!this.eat(",")) break;
    }
    this.expectSplit(">");
    return generics;
  }

  where(generics: Generics): void {
    if (!this.eat("where")) return;
    while (!this.is("{") && !this.is(";") && this.token.kind !== "end") {
      if (this.token.kind === "lifetime") {
        this.next();
        this.expect(":");
        while (this.token.kind === "lifetime" || this.is("+")) this.next();
      } else {
        const type = this.type();
        this.expect(":");
        generics.where.push({ type, bounds: this.bounds() });
      }
      if (!this.eat(",")) break;
    }
  }
}
