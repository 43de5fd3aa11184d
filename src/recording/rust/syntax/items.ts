/** Reads items: functions, structs, enums, impls, traits, constants, uses and modules. */
import type {
  Attribute,
  Const,
  Enum,
  Expr,
  Field,
  Fn,
  Generics,
  Item,
  Struct,
  TypeAlias,
  Use,
} from "./ast.ts";
import { MacroParser } from "./macros.ts";
import { Refusal } from "./problem.ts";
import { tokenize } from "./tokens.ts";

type Shape = { shape: Struct["shape"]; fields: Field[] };

export class Parser extends MacroParser {
  constructor(source: string) {
    super(source, tokenize(source));
  }

  /** A whole file. */
  file(): Item[] {
    return this.#items(() => this.token.kind === "end");
  }

  #items(ended: () => boolean): Item[] {
    const items: Item[] = [];
    while (!ended()) {
      if (this.eat(";")) continue;
      const item = this.itemOrNull();
      if (item === null) {
        if (this.token.kind === "end") break;
        throw new Refusal(this.token.from, `Expected an item such as \`fn\`, found ${this.found()}.`);
      }
      items.push(item);
    }
    return items;
  }

  /** `#[name(args)]`, also `#![…]`. */
  attributes(): Attribute[] {
    const all: Attribute[] = [];
    while (this.is("#") && (this.is("[", 1) || (this.is("!", 1) && this.is("[", 2)))) {
      const { from } = this.next();
      this.eat("!");
      this.next();
      const names: string[] = [];
      do names.push(this.next().text);
      while (this.eat("::"));
      const attribute: Attribute = { name: names.join("::"), args: new Map(), words: [], from, to: from };
      if (this.is("(")) this.#attributeArgs(attribute);
      while (!this.is("]")) {
        if (this.token.kind === "end") throw new Refusal(from, "This attribute has no end.", "`]`");
        this.skipTree();
      }
      this.next();
      attribute.to = this.lastEnd;
      all.push(attribute);
    }
    return all;
  }

  #attributeArgs(attribute: Attribute): void {
    this.next();
    while (!this.is(")") && this.token.kind !== "end") {
      const name = this.next();
      if (this.eat("=")) {
        const { kind, text, value, from } = this.next();
        const read =
          kind === "int"
            ? Number(value)
            : kind === "str"
              ? text
              : text === "true"
                ? true
                : text === "false"
                  ? false
                  : null;
        attribute.args.set(name.text, { value: read, from });
      } else if (name.kind === "name") {
        attribute.words.push(name.text);
        while (this.eat("::")) attribute.words[attribute.words.length - 1] = this.next().text;
        if (this.is("(")) this.skipTree();
      }
      this.eat(",");
    }
    this.eat(")");
  }

  itemOrNull(): Item | null {
    const start = this.at;
    const { from } = this.token;
    const attributes = this.attributes();
    const isTest = attributes.some(({ name, words }) => name === "cfg" && words.includes("test"));
    if (this.eat("pub") && this.is("(")) this.skipTree();
    const item = this.#item(from, attributes);
    if (item === null) this.at = start;
    // Tests are no part of the program.
    else if (isTest) return { kind: "mod", name: "tests", items: [], from, to: this.lastEnd };
    return item;
  }

  #item(from: number, attributes: Attribute[]): Item | null {
    if (this.is("macro_rules") && this.is("!", 1))
      throw new Refusal(this.token.from, "`macro_rules!` does not run here.", "a function");
    if (this.is("unsafe") && !this.is("{", 1))
      throw new Refusal(this.token.from, "`unsafe` code does not run here.", "safe Rust");
    if (this.is("extern")) throw new Refusal(this.token.from, "Foreign code does not run here.");
    if (this.is("union") && this.isName(1))
      throw new Refusal(this.token.from, "Unions do not run here.", "an `enum`");
    if (this.#isFn()) return this.#fn(from, attributes);
    if (this.is("struct")) return this.#struct(from, derivesOf(attributes));
    if (this.is("enum")) return this.#enum(from, derivesOf(attributes));
    if (this.is("impl")) return this.#impl(from);
    if (this.is("trait")) return this.#trait(from);
    if (
      (this.is("const") && !this.is("{", 1)) ||
      (this.is("static") && !this.is("|", 1) && !this.is("move", 1))
    )
      return this.#const(from);
    if (this.is("type")) return this.#typeAlias(from);
    if (this.is("use")) return this.#use(from);
    if (this.is("mod")) return this.#mod(from);
    return null;
  }

  #isFn(): boolean {
    let ahead = 0;
    while (this.is("const", ahead) || this.is("async", ahead)) ahead++;
    return this.is("fn", ahead);
  }

  #fn(from: number, attributes: Attribute[]): Fn {
    let async = false;
    for (; !this.is("fn"); this.next()) async ||= this.is("async");
    this.next();
    const { text: name, from: nameAt } = this.name("a function's name");
    const generics = this.generics();
    this.expect("(");
    const self = this.#self();
    const params = this.list(")", () => {
      this.attributes();
      const pattern = this.pattern();
      this.expect(":", "and the parameter's type");
      return { pattern, type: this.type() };
    });
    const returns = this.eat("->") ? this.type() : null;
    this.where(generics);
    const body = this.eat(";") ? null : this.block();
    return {
      kind: "fn",
      name,
      nameAt,
      async,
      generics,
      self,
      params,
      returns,
      body,
      attributes,
      from,
      to: this.lastEnd,
    };
  }

  #self(): Fn["self"] {
    const { from } = this.token;
    let ahead = 0;
    const byRef = this.is("&");
    if (byRef) {
      ahead++;
      if (this.peek(ahead).kind === "lifetime") ahead++;
    }
    const mut = this.is("mut", ahead);
    if (mut) ahead++;
    if (!this.is("self", ahead)) return null;
    this.at += ahead + 1;
    const type = this.eat(":") ? this.type() : null;
    this.eat(",");
    return { kind: byRef ? (mut ? "mut" : "ref") : "value", mut: mut && !byRef, type, from };
  }

  #fields(): Shape {
    if (this.eat("(")) {
      let index = 0;
      const fields = this.list(")", () => this.#field(() => String(index++)));
      return { shape: "tuple", fields };
    }
    if (!this.eat("{")) return { shape: "unit", fields: [] };
    const fields = this.list("}", () =>
      this.#field(() => {
        const { text } = this.name("a field's name");
        this.expect(":");
        return text;
      }),
    );
    return { shape: "named", fields };
  }

  #field(name: () => string): Field {
    this.attributes();
    const { from } = this.token;
    if (
      this.eat("pub") &&
      this.is("(") &&
      (this.is("crate", 1) || this.is("super", 1) || this.is("in", 1) || this.is("self", 1))
    )
      this.skipTree();
    const own = name();
    return { name: own, type: this.type(), from, to: this.lastEnd };
  }

  #struct(from: number, derives: string[]): Struct {
    this.next();
    const { text: name } = this.name("a struct's name");
    const generics = this.generics();
    this.where(generics);
    const shape = this.#fields();
    this.where(generics);
    if (shape.shape !== "named") this.expect(";");
    return { kind: "struct", name, generics, ...shape, derives, from, to: this.lastEnd };
  }

  #enum(from: number, derives: string[]): Enum {
    this.next();
    const { text: name } = this.name("an enum's name");
    const generics = this.generics();
    this.where(generics);
    this.expect("{");
    const variants = this.list("}", () => {
      const at = this.token.from;
      const isDefault = this.attributes().some((attribute) => attribute.name === "default");
      const { text } = this.name("a variant's name");
      const shape = this.#fields();
      const value: Expr | null = this.eat("=") ? this.expr() : null;
      return { name: text, ...shape, value, isDefault, from: at, to: this.lastEnd };
    });
    return { kind: "enum", name, generics, variants, derives, from, to: this.lastEnd };
  }

  #members(): (Fn | Const | TypeAlias)[] {
    this.expect("{");
    const items: (Fn | Const | TypeAlias)[] = [];
    while (!this.is("}")) {
      const at = this.token.from;
      const item = this.itemOrNull();
      if (item === null) {
        if (this.token.kind === "end")
          throw new Refusal(this.lastEnd, "Expected `}`, found the end of the file.");
        throw new Refusal(this.token.from, `Expected a function, found ${this.found()}.`);
      }
      if (item.kind !== "fn" && item.kind !== "const" && item.kind !== "type")
        throw new Refusal(at, "Only functions, constants and types stand here.");
      items.push(item);
    }
    this.next();
    return items;
  }

  #impl(from: number): Item {
    this.next();
    const generics = this.is("<") ? this.generics() : none();
    if (this.eat("!")) throw new Refusal(this.lastEnd, "Negative impls do not run here.");
    let type = this.type();
    let trait = null;
    if (this.eat("for")) {
      if (type.kind !== "path") throw new Refusal(type.from, "Expected a trait.");
      trait = type.path;
      type = this.type();
    }
    this.where(generics);
    return { kind: "impl", generics, trait, type, items: this.#members(), from, to: this.lastEnd };
  }

  #trait(from: number): Item {
    this.next();
    const { text: name } = this.name("a trait's name");
    const generics = this.generics();
    if (this.eat(":")) this.bounds();
    this.where(generics);
    return { kind: "trait", name, generics, items: this.#members(), from, to: this.lastEnd };
  }

  #const(from: number): Const {
    const isStatic = this.next().text === "static";
    const mut = this.eat("mut");
    if (mut)
      throw new Refusal(
        from,
        "`static mut` does not run here: it needs unsafe code.",
        "an atomic or a `Mutex`",
      );
    const name = this.eat("_") ? "_" : this.name("a constant's name").text;
    this.expect(":", "and the constant's type");
    const type = this.type();
    const value = this.eat("=") ? this.expr() : null;
    this.expect(";");
    return { kind: "const", name, static: isStatic, mut, type, value, from, to: this.lastEnd };
  }

  #typeAlias(from: number): TypeAlias {
    this.next();
    const { text: name } = this.name("a type's name");
    const generics = this.generics();
    if (this.eat(":")) this.bounds();
    const type = this.eat("=") ? this.type() : null;
    this.where(generics);
    this.expect(";");
    return { kind: "type", name, generics, type, from, to: this.lastEnd };
  }

  #use(from: number): Use {
    this.next();
    const leaves: Use["leaves"] = [];
    this.eat("::");
    this.#useTree([], leaves);
    this.expect(";");
    return { kind: "use", leaves, from, to: this.lastEnd };
  }

  #useTree(prefix: string[], leaves: Use["leaves"]): void {
    const path = [...prefix];
    for (;;) {
      const { from } = this.token;
      if (this.eat("*")) {
        leaves.push({ path, name: "*", from });
        return;
      }
      if (this.eat("{")) {
        this.list("}", () => this.#useTree(path, leaves));
        return;
      }
      const segment = this.next();
      if (segment.kind !== "name") throw new Refusal(from, "Expected a name.");
      // `use a::{self}` names a itself.
      if (segment.text !== "self" || path.length === 0) path.push(segment.text);
      if (this.eat("::")) continue;
      const name = this.eat("as")
        ? this.eat("_")
          ? "_"
          : this.name("a name").text
        : (path.at(-1) as string);
      leaves.push({ path, name, from });
      return;
    }
  }

  #mod(from: number): Item {
    this.next();
    const { text: name } = this.name("a module's name");
    if (this.is(";")) throw new Refusal(from, "A program here is one file.", `\`mod ${name} { … }\``);
    this.expect("{");
    const items = this.#items(() => this.is("}"));
    this.expect("}");
    return { kind: "mod", name, items, from, to: this.lastEnd };
  }
}

function none(): Generics {
  return { params: [], where: [] };
}

function derivesOf(attributes: Attribute[]): string[] {
  return attributes.filter(({ name }) => name === "derive").flatMap(({ words }) => words);
}
