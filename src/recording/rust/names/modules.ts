/** Modules, and how a name is found in one and in those around it. */
import type {
  ConstDef,
  FnDef,
  Methods,
  ModuleDef,
  PrimDef,
  StructDef,
  TypeName,
  VariantDef,
} from "../syntax/definitions.ts";

const INTEGERS = ["i8", "i16", "i32", "i64", "i128", "isize", "u8", "u16", "u32", "u64", "u128", "usize"];

const FLOATS = ["f32", "f64"];

const OTHERS = ["bool", "char", "str", "int", "float", "Slice", "Iter", "any", "tuple", "ref", "fn"];

export function newModule(
  path: string,
  parent: ModuleDef | null,
  isBlock: boolean,
  isStd: boolean,
): ModuleDef {
  return { kind: "module", path, parent, isBlock, types: new Map(), values: new Map(), globs: [], isStd };
}

export const noMethods = (): Methods => ({
  methods: new Map(),
  consts: new Map(),
  types: new Map(),
  traits: new Set(),
  impls: [],
});

/** One for each name, so that the program's own impls for `i32` do not reach the next program. */
export function newPrims(): Map<string, PrimDef> {
  const names = [...INTEGERS, ...FLOATS, ...OTHERS];
  return new Map(names.map((name) => [name, { kind: "prim", name, path: name, ...noMethods() }]));
}

/** The module around the blocks. */
export function realModule(module: ModuleDef): ModuleDef {
  let at = module;
  while (at.isBlock && at.parent !== null) at = at.parent;
  return at;
}

export function lookUpType(module: ModuleDef, name: string): TypeName | undefined {
  return (
    module.types.get(name) ??
    firstOf(module.globs, (glob) => (glob === module ? undefined : glob.types.get(name)))
  );
}

export function lookUpValue(
  module: ModuleDef,
  name: string,
): FnDef | ConstDef | StructDef | VariantDef | undefined {
  return module.values.get(name) ?? firstOf(module.globs, (glob) => glob.values.get(name));
}

/** Through the blocks outwards, then the prelude. */
export function findType(module: ModuleDef, name: string, prelude: ModuleDef | null): TypeName | undefined {
  for (let at: ModuleDef | null = module; at !== null; at = at.isBlock || at.isStd ? at.parent : null) {
    const found = lookUpType(at, name);
    if (found !== undefined) return found;
  }
  return prelude?.types.get(name);
}

export function findValue(
  module: ModuleDef,
  name: string,
  prelude: ModuleDef | null,
): FnDef | ConstDef | StructDef | VariantDef | undefined {
  for (let at: ModuleDef | null = module; at !== null; at = at.isBlock || at.isStd ? at.parent : null) {
    const found = lookUpValue(at, name);
    if (found !== undefined) return found;
  }
  return prelude?.values.get(name);
}

function firstOf<T, R>(list: readonly T[], f: (item: T) => R | undefined): R | undefined {
  for (const item of list) {
    const found = f(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
