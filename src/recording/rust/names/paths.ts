/** Finds what a path names: a variable, an item, a variant, or something of a type. */
import { Refusal } from "../syntax/problem.ts";
import type { Path, TypeNode } from "../syntax/ast.ts";
import { findType, findValue, lookUpType, lookUpValue, realModule } from "./modules.ts";
import type { ModuleDef, ParamDef, Target, TypeName } from "../syntax/definitions.ts";
import type { Std } from "./std.ts";

/** Where a path stands. */
export interface Place {
  module: ModuleDef;
  /** Type parameters in reach. */
  generics: readonly string[];
  /** Inside an impl or a trait. */
  hasSelf: boolean;
  /** The type that an impl is for. */
  self: TypeName | null;
}

const INSTEAD: Readonly<Record<string, string>> = {
  futures: "tokio's `join!` and `select!`",
  join_all: "a loop that awaits each handle, or a `JoinSet`",
  rand: "a number of your own",
  tracing: "`println!`",
  LocalSet: "`tokio::spawn`, with an `Arc` in place of an `Rc`",
  spawn_local: "`tokio::spawn`, with an `Arc` in place of an `Rc`",
  net: "a channel in place of a socket",
  fs: "a text in the program",
  io: "a channel in place of a stream",
  process: "a task",
  signal: "a `oneshot` channel",
  tokio_util: "a `watch` channel",
};

export class Paths {
  readonly #std: Std;
  readonly #root: ModuleDef;

  constructor(std: Std, root: ModuleDef) {
    this.#std = std;
    this.#root = root;
  }

  type(path: Path, place: Place): Target {
    const names = path.segments.map(({ name }) => name);
    if (path.self !== null) return { kind: "assoc", owner: path.self.type, name: names.at(-1) as string };
    const [first, ...rest] = names as [string, ...string[]];
    let at: Target | undefined = this.#firstType(first, place);
    if (at === undefined) throw this.#unknown(path, `There is no type \`${names.join("::")}\` here.`);
    for (const name of rest) {
      const next: Target | undefined = this.#inside(at, name, "type");
      if (next === undefined) throw this.#unknown(path, `There is no type \`${names.join("::")}\` here.`);
      at = next;
    }
    if (at.kind === "module") throw this.#unknown(path, `\`${names.join("::")}\` is a module, no type.`);
    return at;
  }

  /** Of a struct literal or pattern: a type, or a variant that a `use` has brought in. */
  shape(path: Path, place: Place): Target {
    try {
      return this.type(path, place);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const names = path.segments.map(({ name }) => name);
      const variant =
        names.length === 1 ? findValue(place.module, names[0] as string, this.#std.prelude) : undefined;
      if (variant?.kind !== "variant") throw error;
      return variant;
    }
  }

  /** Of a path that is no variable. */
  value(path: Path, place: Place): Target {
    const names = path.segments.map(({ name }) => name);
    if (path.self !== null) return { kind: "assoc", owner: path.self.type, name: names.at(-1) as string };
    const [first, ...rest] = names as [string, ...string[]];
    if (rest.length === 0) {
      const value = findValue(place.module, first, this.#std.prelude);
      if (value !== undefined) return value;
      if (first === "Self") return place.self ?? { kind: "self-type" };
      const type = this.#firstType(first, place);
      if (type?.kind === "struct" || type?.kind === "alias") return type;
      throw this.#unknown(path, `There is no \`${first}\` in scope here.`);
    }
    let at: Target | undefined = this.#firstType(first, place);
    if (at === undefined) throw this.#unknown(path, `There is no \`${first}\` in scope here.`);
    rest.forEach((name, i) => {
      const isLast = i === rest.length - 1;
      const next: Target | undefined = this.#inside(at as Target, name, isLast ? "value" : "type");
      if (next === undefined) throw this.#unknown(path, `There is no \`${names.join("::")}\` here.`);
      at = next;
    });
    return at;
  }

  #firstType(name: string, { module, generics, hasSelf, self }: Place): Target | undefined {
    if (name === "crate") return this.#root;
    if (name === "self") return realModule(module);
    if (name === "super") return realModule(module).parent ?? this.#root;
    if (name === "Self") return hasSelf ? (self ?? { kind: "self-type" }) : undefined;
    if (generics.includes(name)) return { kind: "param", name } satisfies ParamDef;
    const found =
      findType(module, name, this.#std.prelude) ??
      (module.isStd ? this.#std.names.types.get(name) : undefined);
    // `i32::MAX` is the type's, also where `std::i32` exists.
    const prim = this.#std.prims.get(name);
    if (found !== undefined && !(prim !== undefined && found.kind === "module")) return found;
    return prim !== undefined && /^[a-z]/.test(name) ? prim : undefined;
  }

  #inside(of: Target, name: string, what: "type" | "value"): Target | undefined {
    switch (of.kind) {
      case "module":
        if (name === "super") return of.parent ?? this.#root;
        if (what === "value") return lookUpValue(of, name) ?? this.#primOf(of, name) ?? lookUpType(of, name);
        return lookUpType(of, name);
      case "enum":
        return of.variants.get(name) ?? { kind: "assoc", owner: of, name };
      case "struct":
      case "prim":
      case "param":
      case "trait":
      case "alias":
        return { kind: "assoc", owner: of as TypeName, name };
      case "self-type":
      case "assoc":
        return { kind: "assoc", owner: SELF, name };
      default:
        return undefined;
    }
  }

  /** `std::i32::MAX`, `std::f64::consts::PI`. */
  #primOf(module: ModuleDef, name: string): Target | undefined {
    const prim = this.#std.prims.get(module.path.split("::").at(-1) as string);
    return prim === undefined ? undefined : { kind: "assoc", owner: prim, name };
  }

  #unknown(path: Path, message: string): Refusal {
    const names = path.segments.map(({ name }) => name);
    const hint = names.map((name) => INSTEAD[name]).find((known) => known !== undefined);
    const known = names.length === 1 ? this.#suggestion(names[0] as string) : undefined;
    return new Refusal(path.from, message, hint ?? known);
  }

  /** A name of std or tokio that only lacks its `use`. */
  #suggestion(name: string): string | undefined {
    const found = [...this.#std.crates.values()].flatMap((crate) => [...find(crate, name)]);
    return found[0] === undefined ? undefined : `\`use ${found[0]};\``;
  }
}

const SELF: TypeNode = {
  kind: "path",
  path: { segments: [], self: null, from: 0, to: 0, target: { kind: "self-type" } },
  from: 0,
  to: 0,
};

function* find(module: ModuleDef, name: string): Generator<string> {
  const here = module.types.get(name) ?? module.values.get(name);
  if (here !== undefined && here.kind !== "module") yield `${module.path}::${name}`;
  for (const type of module.types.values())
    if (type.kind === "module" && type.path.startsWith(`${module.path}::`)) yield* find(type, name);
}
