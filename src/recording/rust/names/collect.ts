/** Enters the items of a file into modules, first all names, then what `use` and `impl` say. */
import { Refusal } from "../syntax/problem.ts";
import type { Const, Enum, Fn, Impl, Item, Path, Struct, Trait, TypeAlias, TypeNode } from "../syntax/ast.ts";
import type {
  AliasDef,
  ConstDef,
  EnumDef,
  FnDef,
  ImplDef,
  ModuleDef,
  PrimDef,
  StructDef,
  TraitDef,
  VariantDef,
} from "../syntax/definitions.ts";
import { newModule, noMethods } from "./modules.ts";
import type { Pending } from "./uses.ts";
import { INSTEAD_OF_USE, Uses } from "./uses.ts";

/** What an impl of a trait of std must have. */
const NEEDED: Readonly<Record<string, readonly string[]>> = {
  Future: ["Output", "poll"],
  Iterator: ["Item", "next"],
  Wake: ["wake"],
  Deref: ["Target", "deref"],
  FromStr: ["Err", "from_str"],
  Display: ["fmt"],
};

const join = (path: string, name: string): string => (path === "" ? name : `${path}::${name}`);

export class Collector extends Uses {
  /** Functions with a body, in the order of the source. */
  readonly fns: FnDef[] = [];

  readonly consts: ConstDef[] = [];

  readonly structs: (StructDef | EnumDef)[] = [];

  readonly aliases: AliasDef[] = [];

  collect(items: readonly Item[], into: ModuleDef): void {
    const pending: Pending = { uses: [], impls: [] };
    this.#enter(items, into, pending);
    this.resolveUses(pending);
    for (const { module, node } of pending.impls) this.#impl(node, module);
  }

  #enter(items: readonly Item[], module: ModuleDef, pending: Pending): void {
    for (const item of items) {
      const path = item.kind === "use" || item.kind === "impl" ? "" : join(module.path, item.name);
      switch (item.kind) {
        case "fn": {
          this.#unique(module.values, item.name, item.nameAt);
          module.values.set(item.name, this.#fn(item, path, module, null, null));
          break;
        }
        case "const": {
          this.#unique(module.values, item.name, item.from);
          module.values.set(item.name, this.#const(item, path, module, null));
          break;
        }
        case "struct": {
          this.#unique(module.types, item.name, item.from);
          const def = this.#struct(item, path, module);
          module.types.set(item.name, def);
          if (item.shape !== "named") module.values.set(item.name, def);
          break;
        }
        case "enum":
          this.#unique(module.types, item.name, item.from);
          module.types.set(item.name, this.#enum(item, path, module));
          break;
        case "trait":
          module.types.set(item.name, this.#trait(item, path, module));
          break;
        case "type":
          module.types.set(item.name, this.#alias(item, path, module));
          break;
        case "mod": {
          // The declarations of std open a module more than once.
          const known = module.types.get(item.name);
          const inner = known?.kind === "module" ? known : newModule(path, module, false, this.isStd);
          module.types.set(item.name, inner);
          this.#enter(item.items, inner, pending);
          break;
        }
        case "use":
          for (const leaf of item.leaves) pending.uses.push({ module, ...leaf });
          break;
        case "impl":
          pending.impls.push({ module, node: item });
      }
    }
  }

  #unique(names: ReadonlyMap<string, unknown>, name: string, at: number): void {
    if (names.has(name) && !this.isStd) throw new Refusal(at, `The name \`${name}\` is defined twice.`);
  }

  #alias(node: TypeAlias, path: string, module: ModuleDef): AliasDef {
    const def: AliasDef = { kind: "alias", path, node, module };
    this.aliases.push(def);
    return def;
  }

  #fn(node: Fn, path: string, module: ModuleDef, impl: ImplDef | null, trait: TraitDef | null): FnDef {
    const { name } = node;
    const def: FnDef = { kind: "fn", path, name, node, module, impl, trait, isStd: this.isStd, scope: null };
    if (node.body !== null) this.fns.push(def);
    return def;
  }

  #const(node: Const, path: string, module: ModuleDef, impl: ImplDef | null): ConstDef {
    const { name } = node;
    const def: ConstDef = { kind: "const", path, name, node, module, impl, isStd: this.isStd, scope: null };
    if (node.value !== null) this.consts.push(def);
    return def;
  }

  #struct(node: Struct, path: string, module: ModuleDef): StructDef {
    const def: StructDef = {
      kind: "struct",
      path,
      name: node.name,
      node,
      module,
      fields: node.fields,
      generics: node.generics.params.map(({ name }) => name),
      isStd: this.isStd,
      drop: null,
      ...noMethods(),
    };
    for (const derived of node.derives) def.traits.add(derived);
    this.structs.push(def);
    return def;
  }

  #enum(node: Enum, path: string, module: ModuleDef): EnumDef {
    const def: EnumDef = {
      kind: "enum",
      path,
      name: node.name,
      node,
      module,
      variants: new Map(),
      generics: node.generics.params.map(({ name }) => name),
      isStd: this.isStd,
      drop: null,
      ...noMethods(),
    };
    let discriminant = 0;
    node.variants.forEach(({ name, shape, fields, value }, index) => {
      if (value !== null) discriminant = constantOf(value);
      const variant: VariantDef = { kind: "variant", name, enum: def, index, discriminant, shape, fields };
      discriminant++;
      def.variants.set(name, variant);
    });
    for (const derived of node.derives) def.traits.add(derived);
    this.structs.push(def);
    return def;
  }

  #trait(node: Trait, path: string, module: ModuleDef): TraitDef {
    const def: TraitDef = {
      kind: "trait",
      path,
      name: node.name,
      node,
      module,
      isStd: this.isStd,
      methods: new Map(),
      blanket: [],
    };
    for (const item of node.items)
      if (item.kind === "fn")
        def.methods.set(item.name, this.#fn(item, join(path, item.name), module, null, def));
    return def;
  }

  #impl(node: Impl, module: ModuleDef): void {
    const generics = node.generics.params.map(({ name }) => name);
    const trait = node.trait === null ? null : this.#traitAt(node.trait, module);
    const impl: ImplDef = { node, module, trait, generics };
    const def = this.#implFor(node.type, module, generics);
    if (trait?.name === "Drop" && (def.kind === "struct" || def.kind === "enum")) {
      const drop = node.items.find((item) => item.kind === "fn" && item.name === "drop");
      if (drop?.kind === "fn") def.drop = this.#fn(drop, join(def.path, "drop"), module, impl, trait);
      def.impls.push(impl);
      return;
    }
    if (trait !== null) {
      def.traits.add(trait.name);
      if (def.kind === "prim" && def.name === "any") trait.blanket.push(impl);
    }
    def.impls.push(impl);
    const from = trait?.name === "From" || trait?.name === "TryFrom";
    for (const item of node.items) {
      const path = join(def.path, item.name);
      if (item.kind === "const") def.consts.set(item.name, this.#const(item, path, module, impl));
      else if (item.kind === "type") def.types.set(trait === null ? item.name : `${item.name}`, item);
      else {
        const fn = this.#fn(item, path, module, impl, trait);
        // A type may be made from several others; the compiler picks by the argument.
        const name = from ? `${item.name}#${def.impls.length}` : item.name;
        const known = def.methods.get(name);
        // A type's own method goes before a trait's of the same name.
        if (known !== undefined && known.trait === null && trait !== null)
          def.methods.set(`${trait.name}::${name}`, fn);
        else def.methods.set(name, fn);
        if (from) def.methods.set(item.name, fn);
      }
    }
    if (trait !== null && !this.isStd) {
      for (const name of trait.isStd ? (NEEDED[trait.name] ?? []) : [])
        if (!node.items.some((item) => item.name === name))
          throw new Refusal(
            node.from,
            `This impl lacks \`${name}\`, which the trait \`${trait.name}\` asks for.`,
          );
      for (const [name, fn] of trait.methods) {
        if (fn.node.body !== null && !def.methods.has(name)) def.methods.set(name, fn);
        else if (fn.node.body === null && !def.methods.has(name) && !trait.isStd)
          throw new Refusal(
            node.from,
            `This impl lacks \`${name}\`, which the trait \`${trait.name}\` asks for.`,
          );
      }
    }
  }

  #traitAt(path: Path, module: ModuleDef): TraitDef {
    const found = this.typeAt(
      path.segments.map(({ name }) => name),
      module,
    );
    if (found?.kind === "trait") return found;
    const name = path.segments.map((segment) => segment.name).join("::");
    throw new Refusal(
      path.from,
      `There is no trait \`${name}\` here.`,
      INSTEAD_OF_USE[path.segments.at(-1)?.name ?? ""],
    );
  }

  #implFor(type: TypeNode, module: ModuleDef, generics: readonly string[]): StructDef | EnumDef | PrimDef {
    const prim = (name: string): PrimDef => this.prims.get(name) as PrimDef;
    if (type.kind === "ref") return this.#implFor(type.of, module, generics);
    if (type.kind === "tuple") return prim("tuple");
    if (type.kind === "array") return prim("Slice");
    if (type.kind === "fn") return prim("fn");
    if (type.kind === "bounds") return prim("any");
    if (type.kind !== "path") throw new Refusal(type.from, "This type takes no impl here.");
    const names = type.path.segments.map(({ name }) => name);
    if (names.length === 1 && generics.includes(names[0] as string)) return prim("any");
    let found = this.typeAt(names, module);
    if (found?.kind === "alias" && found.node.type !== null)
      return this.#implFor(found.node.type, found.module, generics);
    if (found === undefined) throw new Refusal(type.from, `There is no type \`${names.join("::")}\` here.`);
    // `impl Trait for Box<dyn Other>` and `Arc<T>`: methods go to what is inside a box.
    if (found.kind === "struct" || found.kind === "enum" || found.kind === "prim") return found;
    throw new Refusal(type.from, `\`${names.join("::")}\` is no type that an impl can be for.`);
  }
}

function constantOf(value: { kind: string }): number {
  const node = value as { kind: string; value?: unknown; of?: { kind: string; value?: unknown } };
  if (node.kind === "int") return Number(node.value);
  if (node.kind === "unary" && node.of?.kind === "int") return -Number(node.of.value);
  return 0;
}
