/** std and tokio as modules, read from their declarations; a fresh copy for each program, which may add impls. */
import { CORE } from "../prelude/core.ts";
import { TOKIO } from "../prelude/tokio.ts";
import { Parser } from "../syntax/items.ts";
import type { Item, TypeNode } from "../syntax/ast.ts";
import { Collector } from "./collect.ts";
import { lookUpType, lookUpValue, newModule, newPrims } from "./modules.ts";
import type { EnumDef, ModuleDef, PrimDef, StructDef } from "../syntax/definitions.ts";

/** Names that every program has without a `use`. */
const PRELUDE = (
  "option::Option result::Result vec::Vec string::String string::ToString boxed::Box clone::Clone marker::Copy " +
  "marker::Send marker::Sync marker::Sized marker::Unpin ops::Drop ops::Fn ops::FnMut ops::FnOnce ops::AsyncFn " +
  "ops::AsyncFnMut ops::AsyncFnOnce default::Default iter::Iterator iter::IntoIterator iter::Extend iter::FromIterator " +
  "iter::DoubleEndedIterator iter::ExactSizeIterator cmp::PartialEq cmp::Eq cmp::PartialOrd cmp::Ord convert::From " +
  "convert::Into convert::TryFrom convert::TryInto convert::AsRef convert::AsMut borrow::ToOwned future::Future " +
  "future::IntoFuture mem::drop"
).split(" ");

export interface Std {
  prims: Map<string, PrimDef>;
  /** `std` and `tokio`, and the other names of std. */
  crates: Map<string, ModuleDef>;
  prelude: ModuleDef;
  /** Every type and trait of std and tokio by its bare name, for the declarations themselves. */
  names: ModuleDef;
  /** Types of std by their whole path. */
  types: Map<string, StructDef | EnumDef>;
}

let parsed: Item[] | null = null;

export function newStd(): Std {
  parsed ??= new Parser(CORE + TOKIO).file();
  const root = newModule("", null, false, true);
  const prims = newPrims();
  const names = newModule("", null, false, true);
  const collector = new Collector(root, prims, new Map(), names);
  // Declarations name types of other modules; whichever is not in theirs is looked up here.
  collector.collect(
    parsed.filter(({ kind }) => kind !== "impl"),
    root,
  );
  const types = new Map(collector.structs.map((def) => [def.path, def]));
  collectNames(root, names);
  collector.collect(
    parsed.filter(({ kind }) => kind === "impl"),
    root,
  );
  for (const { node, module } of collector.aliases)
    if (node.type !== null)
      resolveDeclared(
        node.type,
        module,
        collector,
        node.generics.params.map(({ name }) => name),
      );
  const std = lookUpType(root, "std") as ModuleDef;
  const tokio = lookUpType(root, "tokio") as ModuleDef;
  const crates = new Map([
    ["std", std],
    ["core", std],
    ["alloc", std],
    ["tokio", tokio],
  ]);
  const prelude = newModule("", null, false, true);
  for (const path of PRELUDE) {
    const [module, name] = path.split("::") as [string, string];
    const inside = lookUpType(std, module) as ModuleDef;
    const type = lookUpType(inside, name);
    if (type !== undefined) prelude.types.set(name, type);
    const value = lookUpValue(inside, name);
    if (value !== undefined) prelude.values.set(name, value);
  }
  for (const type of ["Option", "Result"]) {
    const def = prelude.types.get(type) as EnumDef;
    for (const [name, variant] of def.variants) prelude.values.set(name, variant);
  }
  for (const [name, crate] of crates) prelude.types.set(name, crate);
  markTraits(types, prims);
  return { prims, crates, prelude, names, types };
}

/** The types of an alias of std's, which is used before any function is. */
function resolveDeclared(
  type: TypeNode,
  module: ModuleDef,
  collector: Collector,
  generics: readonly string[],
): void {
  if (type.kind === "tuple")
    for (const item of type.items) resolveDeclared(item, module, collector, generics);
  if (type.kind !== "path") return;
  const names = type.path.segments.map(({ name }) => name);
  const [first = ""] = names;
  const target = generics.includes(first)
    ? ({ kind: "param", name: first } as const)
    : collector.typeAt(names, module);
  if (target !== undefined) type.path.target = target;
  for (const { args } of type.path.segments)
    for (const arg of args) resolveDeclared(arg, module, collector, generics);
}

/** Every type and trait of std by its bare name; the first wins, and std comes before tokio. */
function collectNames(module: ModuleDef, names: ModuleDef): void {
  for (const [name, def] of module.types) {
    if (def.kind === "module") collectNames(def, names);
    else if (!names.types.has(name)) names.types.set(name, def);
  }
}

/** Which types of std are `Copy`, and which may not go to another thread. */
function markTraits(
  types: ReadonlyMap<string, StructDef | EnumDef>,
  prims: ReadonlyMap<string, PrimDef>,
): void {
  const copy =
    "std::time::Duration std::time::Instant tokio::time::Instant std::cmp::Ordering std::sync::atomic::Ordering tokio::task::Id std::thread::ThreadId tokio::time::MissedTickBehavior std::marker::PhantomData std::fmt::Error";
  for (const path of copy.split(" ")) types.get(path)?.traits.add("Copy").add("Clone");
  for (const prim of prims.values())
    if (!["str", "Slice", "Iter", "any"].includes(prim.name)) prim.traits.add("Copy");
}
