/** The machine that runs a program: its state, what all code on it calls, and drops. */
import { Panic } from "../../../runtime/index.ts";
import type { Future } from "../../../runtime/index.ts";
import type { Std } from "../names/std.ts";
import type { Expr } from "../syntax/ast.ts";
import type { ConstDef, EnumDef, FnDef, Local, StructDef } from "../syntax/definitions.ts";
import type { Shape } from "../types/shape.ts";
import { debug, PLAIN } from "../values/format.ts";
import {
  Adt,
  behind,
  Callable,
  EMPTY,
  Float,
  isNative,
  Iter,
  List,
  Ref,
  Slice,
  Text,
  Tuple,
} from "../values/values.ts";
import type { Machine, Make, Value } from "../values/values.ts";
import { compileFn } from "./calls.ts";
import { Compiler } from "./compile-values.ts";
import { Frame } from "./frame.ts";
import type { Host } from "./host.ts";
import { futureOf } from "./futures.ts";
import { Limits } from "./limits.ts";
import { makerOf } from "./make.ts";
import { callMethod } from "./methods.ts";
import { NO_SITE } from "./site.ts";
import type { Builtin, Site } from "./site.ts";

/** What the checks have found out, for the interpreter. */
export interface Annotations {
  /** Types of expressions, where the running program needs them. */
  shape(expr: Expr): Shape | null;
  /** Of captured variables of which only fields are used. */
  paths: ReadonlyMap<Local, readonly (readonly string[])[]>;
}

export class Interpreter extends Limits implements Machine {
  readonly std: Std;
  readonly make: Make;
  /** Numbers tasks in the order in which they are spawned. */
  spawned = 0;
  host!: Host;
  /** The clock of the runtime that was built last, for code outside it. */
  nowMs: () => number = () => 0;
  /** How far the clock is past the timer's last tick when it is read. */
  sinceTickMs = 0;
  /** Told of each poll of a spawned task, and of main's. */
  onPoll: ((task: number | "m", isReady: boolean) => void) | null = null;
  readonly random: () => number;
  readonly #annotations: Annotations;
  readonly builtins: ReadonlyMap<string, Builtin>;
  readonly compiler: Compiler;
  readonly #codes = new Map<FnDef, (args: Value[]) => Value>();
  /** The cells of statics that have been used. */
  readonly statics = new Map<ConstDef, Value[]>();
  /** Types of the program by their path. */
  readonly own = new Map<string, StructDef | EnumDef>();
  /** While a panic drops what its frames hold. */
  isPanicking = false;

  constructor(
    source: string,
    std: Std,
    annotations: Annotations,
    builtins: ReadonlyMap<string, Builtin>,
    random: () => number,
  ) {
    super(source);
    this.std = std;
    this.#annotations = annotations;
    this.builtins = builtins;
    this.random = random;
    this.make = makerOf(std);
    this.compiler = new Compiler(this);
  }

  write(target: Value, text: string): Value {
    const to = behind(target);
    if (to instanceof Text) to.text += text;
    else (to as { text: string }).text += text;
    return this.make.ok(undefined);
  }

  show(value: Value): string {
    return debug(this, value, PLAIN);
  }

  shape(site: Site): Shape | null {
    return this.#annotations.shape(site.typed ?? site);
  }

  typeOf(expr: Site): string | undefined {
    return this.shape(expr)?.name;
  }

  capturedPaths(local: Local): readonly (readonly string[])[] | null {
    return this.#annotations.paths.get(local) ?? null;
  }

  callFn(def: FnDef, args: Value[]): Value {
    let code = this.#codes.get(def);
    if (code === undefined) this.#codes.set(def, (code = compileFn(this, def)));
    return code(args);
  }

  call(callable: Value, args: Value[]): Value {
    let at = callable;
    while (at instanceof Ref) at = at.value;
    if (isNative(at) && at.deref !== undefined) at = behind(at);
    if (!(at instanceof Callable)) return this.refuse(this.at, "This cannot be called.");
    return at.call(args);
  }

  callMethod(receiver: Ref, name: string, args: Value[], site: Site): Value {
    return callMethod(this, receiver, name, args, site);
  }

  /** What polls a value that is awaited. */
  future(value: Value, at: number): Future<Value> {
    return futureOf(this, value, at);
  }

  cloned(value: Value): Value {
    return typeof value === "object" && value !== null
      ? this.callMethod(new Ref([value], 0), "clone", [], NO_SITE)
      : value;
  }

  iterate(value: Value, at: number): Iter {
    const builtin = this.builtins.get("*.into_iter") as Builtin;
    this.at = at;
    return builtin(this, [value], NO_SITE) as Iter;
  }

  nextOf(iterator: Value): Value {
    this.spend(1);
    const iter = iterator as Iter;
    if (iter.peeked !== null) {
      const [value] = iter.peeked.value;
      iter.peeked = null;
      return value ?? (value === undefined ? undefined : value);
    }
    return iter.next();
  }

  builtin(path: string): (args: Value[], site?: Site) => Value {
    const found = this.builtins.get(path) as Builtin;
    return (args, site = NO_SITE) => found(this, args, site);
  }

  dropBoth(a: Value, b: Value): void {
    this.drop(a);
    this.drop(b);
  }

  /** @returns whether this is where the panic is noticed first, so that the caller ends it after its drops */
  unwinds(thrown: unknown): boolean {
    if (!(thrown instanceof Panic) || this.isPanicking) return false;
    this.isPanicking = true;
    return true;
  }

  drop(value: Value): void {
    if (typeof value !== "object" || value === null) return;
    if (value instanceof Ref || value instanceof Text || value instanceof Float || value instanceof Slice)
      return;
    if (value instanceof Adt) {
      const own = value.def.kind === "variant" ? value.def.enum.drop : value.def.drop;
      if (own !== null) this.callFn(own, [new Ref([value], 0)]);
      this.dropInOrder(value.fields);
    } else if (value instanceof Tuple) this.dropInOrder(value.items);
    else if (value instanceof List) {
      for (const item of value.items.splice(0)) this.drop(item);
    } else if (value instanceof Callable) this.dropInOrder(value.captured);
    else if (value instanceof Iter) value.drop?.(this);
    else if (isNative(value)) value.drop?.(this);
  }

  dropInOrder(values: Value[]): void {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (typeof value !== "object" || value === null) continue;
      values[i] = EMPTY;
      this.drop(value);
    }
  }

  dropAll(values: Value[]): void {
    for (let i = values.length - 1; i >= 0; i--) this.drop(values[i]);
  }

  /** Last first; of several panics only the first goes on. */
  dropSlots(f: Frame, slots: readonly number[]): void {
    for (let i = slots.length - 1; i >= 0; i--) {
      const slot = slots[i] as number;
      const value = f.slots[slot];
      f.slots[slot] = EMPTY;
      if (typeof value === "object" && value !== null) this.drop(value);
    }
  }

  dropTemps(f: Frame, mark: number): void {
    while (f.temps.length > mark) {
      const cell = f.temps.pop() as Value[];
      const value = cell[0];
      if (typeof value === "object" && value !== null) this.drop(value);
    }
  }
}
