/** Turns written types and signatures into types to check with. */
import type { Bound, Generics, TypeNode } from "../syntax/ast.ts";
import type { AliasDef, EnumDef, FnDef, ImplDef, StructDef } from "../syntax/definitions.ts";
import type { Std } from "../names/std.ts";
import { fresh, NEVER, prim, UNIT, UNKNOWN } from "./ty.ts";
import type { Demand, Ty } from "./ty.ts";

/** What type parameters and `Self` stand for. */
export interface Substitution {
  params: ReadonlyMap<string, Ty>;
  self: Ty;
}

export interface Signature {
  self: Ty | null;
  params: Ty[];
  returns: Ty;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  "Fn",
  "FnMut",
  "FnOnce",
  "AsyncFn",
  "AsyncFnMut",
  "AsyncFnOnce",
]);

export class Lowering {
  readonly #std: Std;
  /** Resolves the names of a declared function on its first use. */
  readonly #declare: (def: FnDef) => void;
  readonly #declared = new Set<FnDef>();

  constructor(std: Std, declare: (def: FnDef) => void) {
    this.#std = std;
    this.#declare = declare;
  }

  adt(path: string, ...args: Ty[]): Ty {
    const def = this.#std.types.get(path);
    return def === undefined ? UNKNOWN : { k: "adt", def, args };
  }

  type(node: TypeNode, of: Substitution): Ty {
    switch (node.kind) {
      case "ref":
        return { k: "ref", mut: node.mut, of: this.type(node.of, of) };
      case "tuple":
        return { k: "tuple", items: node.items.map((item) => this.type(item, of)) };
      case "array": {
        const { length } = node;
        if (length === null) return { k: "slice", of: this.type(node.of, of) };
        return {
          k: "array",
          of: this.type(node.of, of),
          length: length.kind === "int" ? String(length.value) : null,
        };
      }
      case "never":
        return NEVER;
      case "fn":
        return {
          k: "fn",
          params: node.params.map((param) => this.type(param, of)),
          returns: node.returns === null ? UNIT : this.type(node.returns, of),
          isAsync: false,
          def: null,
        };
      case "bounds":
        return node.dyn ? UNKNOWN : this.#impl(node.bounds, of);
      case "path":
        return this.#path(node, of);
      default:
        return fresh();
    }
  }

  #path(node: Extract<TypeNode, { kind: "path" }>, of: Substitution): Ty {
    const { target, segments } = node.path;
    const args = (segments.at(-1)?.args ?? []).map((arg) => this.type(arg, of));
    switch (target?.kind) {
      case "struct":
      case "enum":
        return this.#applied(target, args);
      case "prim":
        // `Self` in the methods that all numbers share.
        return target.name === "int" || target.name === "float" ? of.self : prim(target.name);
      case "param":
        return of.params.get(target.name) ?? UNKNOWN;
      case "self-type":
        return of.self;
      case "alias":
        return this.#alias(target, args, of);
      default:
        return UNKNOWN;
    }
  }

  #applied(def: StructDef | EnumDef, args: readonly Ty[]): Ty {
    if (def.path === "std::slice::Slice") return { k: "slice", of: args[0] ?? fresh() };
    return { k: "adt", def, args: def.generics.map((_, i) => args[i] ?? fresh()) };
  }

  #alias(def: AliasDef, args: readonly Ty[], of: Substitution): Ty {
    if (def.node.type === null) return UNKNOWN;
    const params = new Map(def.node.generics.params.map(({ name }, i) => [name, args[i] ?? fresh()]));
    return this.type(def.node.type, { params, self: of.self });
  }

  /** `impl Future<Output = T>` and the like, where one is given or taken. */
  #impl(bounds: readonly Bound[], of: Substitution): Ty {
    for (const demand of this.demands(bounds, of)) {
      if (demand.kind === "future") return { k: "future", out: demand.out };
      if (demand.kind === "fn")
        return { k: "fn", params: demand.params, returns: demand.returns, isAsync: false, def: null };
      return this.adt("std::iter::Iter", demand.item);
    }
    return UNKNOWN;
  }

  demands(bounds: readonly Bound[], of: Substitution): Demand[] {
    return bounds.flatMap((bound): Demand[] => {
      const last = bound.path.segments.at(-1);
      const binding = (name: string): Ty => {
        const found = last?.bindings.find((one) => one.name === name);
        return found === undefined ? UNKNOWN : this.type(found.type, of);
      };
      const name = last?.name ?? "";
      if (FUNCTIONS.has(name) && bound.fn !== null) {
        const out = bound.fn.returns === null ? UNIT : this.type(bound.fn.returns, of);
        const returns: Ty = name.startsWith("Async") ? { k: "future", out } : out;
        return [{ kind: "fn", params: bound.fn.params.map((param) => this.type(param, of)), returns }];
      }
      if (name === "Future") return [{ kind: "future", out: binding("Output") }];
      if (name === "Iterator" || name === "IntoIterator")
        return [{ kind: "iterator", item: binding("Item") }];
      return [];
    });
  }

  /** Fresh variables for type parameters, with what their bounds ask for. */
  instantiate(generics: readonly Generics[], self: Ty): Substitution {
    const params = new Map<string, Ty>();
    const of: Substitution = { params, self };
    for (const { params: all } of generics) for (const { name } of all) params.set(name, fresh());
    this.#constrain(generics, of);
    return of;
  }

  /** The parameters as they are inside the function. */
  rigid(generics: readonly Generics[], self: Ty): Substitution {
    const params = new Map<string, Ty>();
    const of: Substitution = { params, self };
    for (const { params: all } of generics)
      for (const { name } of all) params.set(name, { k: "param", name, demands: [] });
    this.#constrain(generics, of);
    return of;
  }

  #constrain(generics: readonly Generics[], of: Substitution): void {
    const add = (ty: Ty | undefined, bounds: readonly Bound[]): void => {
      if (ty?.k === "var" || ty?.k === "param") ty.demands.push(...this.demands(bounds, of));
    };
    for (const { params, where } of generics) {
      for (const { name, bounds } of params) add(of.params.get(name), bounds);
      for (const { type, bounds } of where)
        if (type.kind === "path" && type.path.target?.kind === "param")
          add(of.params.get(type.path.target.name), bounds);
    }
  }

  generics(def: FnDef): Generics[] {
    const outer = def.impl?.node.generics ?? def.trait?.node.generics;
    return outer === undefined ? [def.node.generics] : [outer, def.node.generics];
  }

  /** The type that an impl is for. */
  selfOf(impl: ImplDef | null, of: Substitution): Ty {
    return impl === null ? UNKNOWN : this.type(impl.node.type, of);
  }

  signature(def: FnDef, of: Substitution): Signature {
    this.#ready(def);
    const { node } = def;
    const returns = node.returns === null ? UNIT : this.type(node.returns, of);
    const self = node.self;
    const selfTy =
      self === null
        ? null
        : self.kind === "value"
          ? self.type === null
            ? of.self
            : UNKNOWN
          : ({ k: "ref", mut: self.kind === "mut", of: of.self } satisfies Ty);
    return {
      self: selfTy,
      params: node.params.map(({ type }) => this.type(type, of)),
      returns: node.async ? { k: "future", out: returns } : returns,
    };
  }

  /** For a call: a new instance, with the type of `Self` given or found from the impl. */
  instance(def: FnDef, self: Ty | null): { signature: Signature; of: Substitution } {
    this.#ready(def);
    const of = this.instantiate(this.generics(def), UNKNOWN);
    of.self = self ?? this.selfOf(def.impl, of);
    return { signature: this.signature(def, of), of };
  }

  #ready(def: FnDef): void {
    if (!def.isStd || this.#declared.has(def)) return;
    this.#declared.add(def);
    this.#declare(def);
  }
}
