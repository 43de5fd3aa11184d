/** Resolves `use`, and paths to types before any body is read. */
import { Refusal } from "../syntax/problem.ts";
import type { Impl } from "../syntax/ast.ts";
import type { EnumDef, ModuleDef, PrimDef, TypeName } from "../syntax/definitions.ts";
import { realModule, lookUpType, lookUpValue, findType } from "./modules.ts";

export interface Pending {
  uses: { module: ModuleDef; path: string[]; name: string; from: number }[];
  impls: { module: ModuleDef; node: Impl }[];
}

/** A macro needs no `use` here, and may have one. */
const MACROS: ReadonlySet<string> = new Set(
  "tokio::join tokio::try_join tokio::select tokio::pin tokio::main std::pin::pin std::println std::format std::vec std::task::ready std::write std::matches".split(
    " ",
  ),
);

const INSTEAD_OF_CRATE: Readonly<Record<string, string>> = {
  futures: "tokio's `join!` and `select!`, `std::future`, or a loop over the handles",
  futures_util: "tokio's `join!` and `select!`, or `std::future`",
  tokio_stream: "a loop over `recv().await`",
  tokio_util: "a `watch` or `oneshot` channel",
  rand: "a number of your own",
  anyhow: "`Box<dyn std::error::Error>`",
  tracing: "`println!`",
  async_trait: "`async fn` in the trait",
  rayon: "`spawn_blocking`",
};

export const INSTEAD_OF_USE: Readonly<Record<string, string>> = {
  mpsc: "`tokio::sync::mpsc`",
  net: "a channel in place of a socket",
  fs: "a text in the program",
  io: "a channel in place of a stream",
  process: "a task",
  signal: "a `oneshot` channel",
  scope: "`spawn_blocking`",
  LocalSet: "`tokio::spawn`, with an `Arc` in place of an `Rc`",
  spawn_local: "`tokio::spawn`, with an `Arc` in place of an `Rc`",
  Stream: "a loop over `recv().await`",
  StreamExt: "a loop over `recv().await`",
  CancellationToken: "a `watch` channel",
  Condvar: "`tokio::sync::Notify`",
};

export abstract class Uses {
  readonly prims: Map<string, PrimDef>;

  readonly #root: ModuleDef;

  readonly #crates: ReadonlyMap<string, ModuleDef>;

  readonly #prelude: ModuleDef | null;

  protected readonly isStd: boolean;

  constructor(
    root: ModuleDef,
    prims: Map<string, PrimDef>,
    crates: ReadonlyMap<string, ModuleDef>,
    prelude: ModuleDef | null,
  ) {
    this.#root = root;
    this.prims = prims;
    this.#crates = crates;
    this.#prelude = prelude;
    this.isStd = root.isStd;
  }

  /** A `use` may name what another `use` brings in, so they are tried until none is left or none moves. */
  protected resolveUses({ uses }: Pending): void {
    let left = uses;
    while (left.length > 0) {
      const after = left.filter((use) => !this.#use(use));
      if (after.length === left.length) {
        const { path, from } = after[0] as (typeof after)[number];
        throw this.#unknownUse(path, from);
      }
      left = after;
    }
  }

  #unknownUse(path: readonly string[], from: number): Refusal {
    const name = path.at(-1) as string;
    const crate = path[0] as string;
    if (!["std", "core", "alloc", "tokio", "crate", "self", "super"].includes(crate) && path.length > 1)
      return new Refusal(
        from,
        `The crate \`${crate}\` is not here: programs use std and tokio.`,
        INSTEAD_OF_CRATE[crate],
      );
    return new Refusal(
      from,
      `\`${path.join("::")}\` does not run here.`,
      INSTEAD_OF_USE[name] ?? INSTEAD_OF_USE[path.at(-2) ?? ""],
    );
  }

  #use({ module, path, name, from }: Pending["uses"][number]): boolean {
    if (name === "*") {
      const of = this.#moduleAt(path, module);
      if (of === null) return false;
      if (of.kind === "enum") for (const [variant, def] of of.variants) module.values.set(variant, def);
      else if (!module.globs.includes(of)) module.globs.push(of);
      return true;
    }
    if (path.length === 1) {
      const crate = this.#crates.get(path[0] as string);
      if (crate !== undefined) module.types.set(name, crate);
      if (crate !== undefined) return true;
    }
    if (MACROS.has(path.join("::"))) return true;
    const inside = this.#moduleAt(path.slice(0, -1), module);
    const last = path.at(-1) as string;
    let found = false;
    if (inside === null) return false;
    if (inside.kind === "enum") {
      const variant = inside.variants.get(last);
      if (variant !== undefined) module.values.set(name, variant);
      return variant !== undefined;
    }
    const type = inside === module && name === last ? undefined : lookUpType(inside, last);
    if (type !== undefined && !(type.kind === "module" && type === module)) {
      const known = module.types.get(name);
      if (known !== undefined && known !== type && !this.isStd)
        throw new Refusal(from, `The name \`${name}\` is defined twice.`, `\`use ${path.join("::")} as …\``);
      module.types.set(name, type);
      found = true;
    }
    const value = inside === module && name === last ? undefined : lookUpValue(inside, last);
    if (value !== undefined) {
      module.values.set(name, value);
      found = true;
    }
    return found;
  }

  #moduleAt(path: readonly string[], from: ModuleDef): ModuleDef | EnumDef | null {
    const [first, ...rest] = path;
    if (first === undefined) return from;
    let at: TypeName | undefined;
    if (first === "crate") at = this.#root;
    else if (first === "self") at = realModule(from);
    else if (first === "super") at = realModule(from).parent ?? this.#root;
    else at = this.#crates.get(first) ?? findType(from, first, this.#prelude);
    for (const segment of rest) {
      if (at?.kind !== "module") return null;
      at = segment === "super" ? (at.parent ?? undefined) : lookUpType(at, segment);
    }
    return at?.kind === "module" || at?.kind === "enum" ? at : null;
  }

  typeAt(path: readonly string[], module: ModuleDef): TypeName | undefined {
    if (path.length === 1)
      return findType(module, path[0] as string, this.#prelude) ?? this.prims.get(path[0] as string);
    const inside = this.#moduleAt(path.slice(0, -1), module);
    return inside?.kind === "module" ? lookUpType(inside, path.at(-1) as string) : undefined;
  }
}
