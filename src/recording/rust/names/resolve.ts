/** Resolves the names in every body: variables, what closures and async blocks capture, items, and types. */
import type { ConstDef, FnDef, TraitDef } from "../syntax/definitions.ts";
import { newBody } from "./resolve-variables.ts";
import { ResolveExpressions } from "./resolve-expressions.ts";

export class Resolver extends ResolveExpressions {
  /** Blocks may hold more items, which are appended to the lists while they are walked. */
  all(): void {
    const { fns, consts, structs } = this.collector;
    let [fn, constant, struct] = [0, 0, 0];
    while (fn < fns.length || constant < consts.length || struct < structs.length) {
      const def = structs[struct];
      if (def !== undefined) {
        struct++;
        this.within(def.module, def.generics, true, () => {
          const fields =
            def.kind === "struct"
              ? def.fields
              : [...def.variants.values()].flatMap((variant) => variant.fields);
          for (const field of fields) this.type(field.type);
          this.generics(def.node.generics);
          for (const impl of def.impls) this.impl(impl);
        });
      } else if (constant < consts.length) this.#const(consts[constant++] as ConstDef);
      else this.#fn(fns[fn++] as FnDef);
    }
    for (const { node, module } of this.collector.aliases)
      this.within(
        module,
        node.generics.params.map(({ name }) => name),
        false,
        () => {
          if (node.type !== null) this.type(node.type);
        },
      );
    for (const prim of this.std.prims.values())
      for (const impl of prim.impls) if (!impl.module.isStd) this.impl(impl);
  }

  #fn(def: FnDef): void {
    const { node } = def;
    const generics = [
      ...(def.impl?.generics ?? traitGenerics(def.trait)),
      ...node.generics.params.map(({ name }) => name),
    ];
    const body = newBody("fn", null, node.async, false);
    def.scope = body;
    this.within(def.module, generics, def.impl ?? def.trait !== null, () => {
      this.inBody(body, () => {
        this.generics(node.generics);
        if (node.self !== null) {
          if (node.self.type !== null) this.type(node.self.type);
          this.declare("self", node.self.mut, node.self.from);
        }
        for (const { type } of node.params) this.type(type);
        if (node.returns !== null) this.type(node.returns);
        for (const { pattern } of node.params) this.pattern(pattern);
        if (node.body !== null) this.block(node.body);
      });
    });
  }

  #const(def: ConstDef): void {
    const body = newBody("fn", null, false, false);
    def.scope = body;
    this.within(def.module, def.impl?.generics ?? [], def.impl ?? false, () => {
      this.inBody(body, () => {
        this.type(def.node.type);
        if (def.node.value !== null) this.expr(def.node.value);
      });
    });
  }
}

function traitGenerics(trait: TraitDef | null): readonly string[] {
  return trait?.node.generics.params.map(({ name }) => name) ?? [];
}
