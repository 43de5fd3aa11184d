/** Resolves the names in types, bounds and signatures. */
import { Refusal } from "../syntax/problem.ts";
import type { Bound, Expr, Generics, Param, Path, TypeNode } from "../syntax/ast.ts";
import { Collector } from "./collect.ts";
import type { FnDef, ImplDef, ModuleDef, TypeName } from "../syntax/definitions.ts";
import { Paths } from "./paths.ts";
import type { Place } from "./paths.ts";
import type { Std } from "./std.ts";

export abstract class ResolveTypes {
  protected abstract expr(expr: Expr): void;

  protected readonly std: Std;

  protected readonly collector: Collector;

  protected readonly paths: Paths;

  protected place: Place;

  constructor(std: Std, collector: Collector, root: ModuleDef) {
    this.std = std;
    this.collector = collector;
    this.paths = new Paths(std, root);
    this.place = { module: root, generics: [], hasSelf: false, self: null };
  }

  protected within<T>(
    module: ModuleDef,
    generics: readonly string[],
    impl: ImplDef | boolean,
    act: () => T,
  ): T {
    const outer = this.place;
    this.place = { module, generics: [...generics], hasSelf: impl !== false, self: null };
    if (typeof impl === "object") this.place.self = this.#selfOf(impl);
    try {
      return act();
    } finally {
      this.place = outer;
    }
  }

  /** The type of an impl, if it has a name. */
  #selfOf({ node }: ImplDef): TypeName | null {
    if (node.type.kind !== "path") return null;
    const target = this.paths.type(node.type.path, this.place);
    return target.kind === "struct" || target.kind === "enum" || target.kind === "prim" ? target : null;
  }

  protected impl(impl: ImplDef): void {
    const { node, module, generics } = impl;
    this.within(module, generics, impl, () => {
      this.type(node.type);
      if (node.trait !== null) this.#bound({ path: node.trait, fn: null, from: 0, to: 0 });
      this.generics(node.generics);
      for (const item of node.items) {
        if (item.kind === "type" && item.type !== null) this.type(item.type);
        // Those without a body, in traits of std, are read when they are used.
        if (item.kind === "fn") this.signature(item.generics, item.params, item.returns);
      }
    });
  }

  signature(generics: Generics, params: readonly Param[], returns: TypeNode | null): void {
    const outer = this.place;
    this.place = { ...outer, generics: [...outer.generics, ...generics.params.map(({ name }) => name)] };
    this.generics(generics);
    for (const { type } of params) this.type(type);
    if (returns !== null) this.type(returns);
    this.place = outer;
  }

  /** A function of the declarations, whose types are resolved on first use. */
  declared(def: FnDef): void {
    const generics = [...(def.impl?.generics ?? []), ...def.node.generics.params.map(({ name }) => name)];
    this.within(def.module, generics, def.impl ?? true, () => {
      if (def.impl !== null) this.type(def.impl.node.type);
      this.signature(def.node.generics, def.node.params, def.node.returns);
      if (def.node.self?.type) this.type(def.node.self.type);
    });
  }

  protected generics({ params, where }: Generics): void {
    for (const { bounds } of params) for (const bound of bounds) this.#bound(bound);
    for (const { type, bounds } of where) {
      this.type(type);
      for (const bound of bounds) this.#bound(bound);
    }
  }

  #bound({ path, fn }: Bound): void {
    // A trait that std has and programs need not know is no mistake in a bound.
    try {
      path.target = this.paths.type(path, this.place);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (!["UnwindSafe", "RefUnwindSafe", "AsyncFn"].includes(path.segments.at(-1)?.name ?? "")) throw error;
    }
    for (const { args, bindings } of path.segments) {
      for (const arg of args) this.type(arg);
      for (const { type } of bindings) this.type(type);
    }
    for (const param of fn?.params ?? []) this.type(param);
    if (fn !== null && fn.returns !== null) this.type(fn.returns);
  }

  type(type: TypeNode): void {
    switch (type.kind) {
      case "path":
        if (type.path.self !== null) this.type(type.path.self.type);
        type.path.target = this.paths.type(type.path, this.place);
        for (const { args } of type.path.segments) for (const arg of args) this.type(arg);
        if (type.path.target.kind === "trait")
          throw new Refusal(
            type.from,
            `\`${type.path.target.name}\` is a trait, no type.`,
            `\`impl ${type.path.target.name}\` or \`Box<dyn ${type.path.target.name}>\``,
          );
        break;
      case "ref":
        this.type(type.of);
        break;
      case "array":
        this.type(type.of);
        if (type.length !== null) this.expr(type.length);
        break;
      case "tuple":
        for (const item of type.items) this.type(item);
        break;
      case "fn":
        for (const param of type.params) this.type(param);
        if (type.returns !== null) this.type(type.returns);
        break;
      case "bounds":
        for (const bound of type.bounds) {
          this.#bound(bound);
          const { target } = bound.path;
          if (
            type.dyn &&
            target?.kind === "trait" &&
            [...target.methods.values()].some(({ node }) => node.async)
          )
            throw new Refusal(
              bound.from,
              `\`${target.name}\` has an \`async fn\`, so there is no \`dyn ${target.name}\`.`,
              "a method that returns a `Pin<Box<dyn Future<Output = …> + Send + '_>>`",
            );
        }
        break;
      default:
    }
  }

  protected structTarget(path: Path): NonNullable<Path["target"]> {
    return this.paths.shape(path, this.place);
  }
}
