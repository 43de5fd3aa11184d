/** Checks patterns against the type of what they match, and gives their variables types. */
import type { Pattern } from "../syntax/ast.ts";
import type { StructDef, Target, VariantDef } from "../syntax/definitions.ts";
import { CheckBase } from "./check-base.ts";
import { find, fresh, refTo, show, UNKNOWN, unify } from "./ty.ts";
import type { Ty } from "./ty.ts";

export abstract class CheckPatterns extends CheckBase {
  pattern(pattern: Pattern, ty: Ty, mode: "move" | "ref" | "mut" = "move"): void {
    const bound = (of: Ty): Ty => (mode === "move" ? of : refTo(of, mode === "mut"));
    switch (pattern.kind) {
      case "bind": {
        const type = pattern.byRef ? refTo(ty, pattern.mut) : bound(ty);
        if (pattern.local !== undefined && !unify(this.typeOfLocal(pattern.local), type))
          this.mismatch(this.typeOfLocal(pattern.local), type, pattern.from);
        if (pattern.sub !== null) this.pattern(pattern.sub, ty, mode);
        break;
      }
      case "or":
        for (const one of pattern.of) this.pattern(one, ty, mode);
        break;
      case "ref": {
        const at = find(ty);
        this.pattern(pattern.of, at.k === "ref" ? at.of : at.k === "var" ? this.#asRef(at) : UNKNOWN);
        break;
      }
      case "literal":
      case "range": {
        const value = pattern.kind === "literal" ? pattern.value : (pattern.low ?? pattern.high);
        if (value === null) break;
        const want = this.strip(ty);
        const found = this.strip(this.infer(value, want));
        const isText = found.k === "prim" && found.name === "str";
        if (!isText && !unify(want, found)) this.mismatch(ty, found, pattern.from);
        break;
      }
      case "tuple":
      case "slice":
      case "path":
      case "tuple-struct":
      case "struct":
        this.#behindRefs(pattern, ty, mode);
        break;
      default:
    }
  }

  #asRef(variable: Ty): Ty {
    const of = fresh();
    unify(variable, refTo(of));
    return of;
  }

  /** A pattern that is no reference looks behind references, and binds by reference from there on. */
  #behindRefs(pattern: Pattern, ty: Ty, outer: "move" | "ref" | "mut"): void {
    let at = find(ty);
    let mode = outer;
    while (at.k === "ref") {
      mode = at.mut && mode !== "ref" ? "mut" : "ref";
      at = find(at.of);
    }
    if (this.pendingOutput(at) !== null && pattern.kind !== "path") {
      this.report(
        pattern.from,
        "This pattern is for a value, and what it matches is a future: nothing waits for it.",
        "`.await` after the future",
      );
      return;
    }
    if (pattern.kind === "tuple") this.#tuple(pattern, at, mode);
    else if (pattern.kind === "slice") {
      const of = at.k === "array" || at.k === "slice" ? at.of : UNKNOWN;
      for (const item of pattern.items)
        if (item.kind === "bind" && item.sub?.kind === "rest")
          unify(this.typeOfLocal(item.local as NonNullable<typeof item.local>), UNKNOWN);
        else this.pattern(item, of, mode);
    } else if (pattern.kind === "path" || pattern.kind === "tuple-struct" || pattern.kind === "struct")
      this.#named(pattern, at, mode);
  }

  #tuple(pattern: Extract<Pattern, { kind: "tuple" }>, at: Ty, mode: "move" | "ref" | "mut"): void {
    const rest = pattern.items.findIndex(({ kind }) => kind === "rest");
    if (at.k === "var" && rest === -1) {
      const items = pattern.items.map(() => fresh());
      unify(at, { k: "tuple", items });
      pattern.items.forEach((item, i) => this.pattern(item, items[i] as Ty, mode));
      return;
    }
    if (at.k !== "tuple") {
      if (at.k !== "unknown" && at.k !== "never" && at.k !== "var")
        this.report(pattern.from, `Expected \`${show(at)}\`, found a tuple.`);
      for (const item of pattern.items) this.pattern(item, UNKNOWN, mode);
      return;
    }
    if (rest === -1 && at.items.length !== pattern.items.length)
      this.report(
        pattern.from,
        `This pattern has ${pattern.items.length} elements, and the tuple has ${at.items.length}.`,
      );
    pattern.items.forEach((item, i) => {
      const index = rest !== -1 && i > rest ? at.items.length - (pattern.items.length - i) : i;
      if (item.kind !== "rest") this.pattern(item, at.items[index] ?? UNKNOWN, mode);
    });
  }

  #named(
    pattern: Extract<Pattern, { kind: "path" | "tuple-struct" | "struct" }>,
    at: Ty,
    mode: "move" | "ref" | "mut",
  ): void {
    const def = this.shapeOf(pattern.path.target);
    if (def === null) {
      if (pattern.kind === "tuple-struct")
        for (const item of pattern.items) this.pattern(item, UNKNOWN, mode);
      if (pattern.kind === "struct")
        for (const field of pattern.fields) this.pattern(field.pattern, UNKNOWN, mode);
      return;
    }
    const owner = def.kind === "variant" ? def.enum : def;
    const args = owner.generics.map(() => fresh());
    const whole: Ty = { k: "adt", def: owner, args };
    if (!unify(at, whole)) this.mismatch(at, whole, pattern.from);
    const fieldOf = (index: number): Ty => this.fieldType(def, index, args);
    if (pattern.kind === "tuple-struct") {
      const rest = pattern.items.findIndex(({ kind }) => kind === "rest");
      if (rest === -1 && pattern.items.length !== def.fields.length)
        this.report(
          pattern.from,
          `\`${def.name}\` has ${def.fields.length} fields, and this pattern has ${pattern.items.length}.`,
        );
      pattern.items.forEach((item, i) => {
        const index = rest !== -1 && i > rest ? def.fields.length - (pattern.items.length - i) : i;
        if (item.kind !== "rest") this.pattern(item, fieldOf(index), mode);
      });
    } else if (pattern.kind === "struct") {
      for (const { name, pattern: inner, from } of pattern.fields) {
        const index = def.fields.findIndex((field) => field.name === name);
        if (index === -1) this.report(from, `\`${def.name}\` has no field \`${name}\`.`);
        this.pattern(inner, index === -1 ? UNKNOWN : fieldOf(index), mode);
      }
      const missing = def.fields.find(({ name }) => !pattern.fields.some((field) => field.name === name));
      if (!pattern.rest && missing !== undefined)
        this.report(
          pattern.from,
          `This pattern does not mention the field \`${missing.name}\`.`,
          "`..` for the rest",
        );
    }
  }

  fieldType(def: StructDef | VariantDef, index: number, args: readonly Ty[]): Ty {
    const owner = def.kind === "variant" ? def.enum : def;
    const field = def.fields[index];
    if (field === undefined) return UNKNOWN;
    const params = new Map(owner.generics.map((name, i) => [name, args[i] ?? UNKNOWN]));
    if (owner.isStd) return this.#declaredField(def, index, args);
    return this.lowering.type(field.type, { params, self: { k: "adt", def: owner, args: [...args] } });
  }

  /** Fields of std's types are type parameters, or plain. */
  #declaredField(def: StructDef | VariantDef, index: number, args: readonly Ty[]): Ty {
    const owner = def.kind === "variant" ? def.enum : def;
    const type = def.fields[index]?.type;
    const name = type?.kind === "path" ? type.path.segments[0]?.name : undefined;
    const at = owner.generics.indexOf(name ?? "");
    if (at !== -1) return args[at] ?? UNKNOWN;
    return name === undefined || !this.std.prims.has(name) ? UNKNOWN : { k: "prim", name };
  }

  shapeOf(target: Target | undefined): StructDef | VariantDef | null {
    if (target?.kind === "struct" || target?.kind === "variant") return target;
    if (target?.kind === "alias" && target.node.type?.kind === "path")
      return this.shapeOf(target.node.type.path.target);
    if (target?.kind === "self-type") {
      const self = find(this.body.of.self);
      return self.k === "adt" && self.def.kind === "struct" ? self.def : null;
    }
    if (target?.kind === "assoc") {
      const owner =
        target.owner.kind === "path" && "path" in target.owner && typeof target.owner.path === "object"
          ? target.owner.path.target
          : target.owner;
      const self = owner?.kind === "self-type" ? find(this.body.of.self) : null;
      const def =
        self?.k === "adt"
          ? self.def
          : owner?.kind === "alias" && owner.node.type?.kind === "path"
            ? owner.node.type.path.target
            : owner;
      if (def?.kind === "enum") return def.variants.get(target.name) ?? null;
    }
    return null;
  }
}
