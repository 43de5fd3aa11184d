/** Runs compiled code: calls, methods, places, operators, drops, and the bounds on what a run may do. */
import { EndsRun } from "../../../runtime/errors.ts";
import { Panic } from "../../../runtime/index.ts";
import { Context as ContextClass, Waker as WakerClass } from "../../../runtime/index.ts";
import type { Context as TaskContext, Future } from "../../../runtime/index.ts";
import { PENDING, PollReady } from "../../../runtime/std/poll.ts";
import { blockInPlaceOn } from "../../../runtime/task/block-in-place.ts";
import type { ConstDef, EnumDef, FnDef, Local, PrimDef, StructDef, Target, TypeName, VariantDef } from "../syntax/definitions.ts"; // prettier-ignore
import type { Std } from "../names/std.ts";
import type { BinaryOp, Expr, ExprOf, TypeNode } from "../syntax/ast.ts";
import { Lines } from "../syntax/problem.ts";
import type { Shape } from "../types/shape.ts";
import { compare, equal, hashKey } from "../values/compare.ts";
import { debug, PLAIN } from "../values/format.ts";
import { castInt, floatOp, intOp, isInt, normal, rangeOf } from "../values/numbers.ts";
import { Adt, behind, Callable, Char, EMPTY, Float, isNative, Iter, List, Range, Ref, Slice, take, Text, textOf, Tuple } from "../values/values.ts"; // prettier-ignore
import type { Machine, Make, Native, Value } from "../values/values.ts";
import { AsyncValue } from "../tokio/async-value.ts";
import type { Context } from "./compile-base.ts";
import { fieldOf } from "./compile-places.ts";
import { Compiler } from "./compile-values.ts";
import { Frame, Return, runSlowly } from "./frame.ts";
import type { Code } from "./frame.ts";
import { Matcher } from "./match.ts";
import { makerOf } from "./make.ts";

type Of<K extends ExprOf["kind"]> = Extract<Expr, { kind: K }>;

/** What a function of std's gets besides its arguments: the call, for its place and its type. */
export type Site = Expr & {
  /** The type before `::`, where the function has none of its own. */
  owner?: { path?: string | undefined; name?: string; shape?: Shape };
};
export type Builtin = (machine: Interpreter, args: Value[], site: Site) => Value;

/** Ends the run, not only the task: the program did too much, or something that cannot run here. */
export class Stopped extends EndsRun {
  override readonly name = "Stopped";
  readonly at: number;
  readonly instead: string | undefined;
  constructor(at: number, message: string, instead?: string) {
    super(message);
    this.at = at;
    this.instead = instead;
  }
}

const MOST_STEPS = 20_000_000;
const MOST_DEPTH = 2_000;
const MOST_PRINTED = 200_000;

/** What the checks have found out, for the interpreter. */
export interface Annotations {
  /** Types of expressions, where the running program needs them. */
  shape(expr: Expr): Shape | null;
  /** Of captured variables of which only fields are used. */
  paths: ReadonlyMap<Local, readonly (readonly string[])[]>;
}

export interface Printed {
  text: string;
  toError: boolean;
}

type OwnType = StructDef | EnumDef | PrimDef;

export class Interpreter implements Machine {
  readonly std: Std;
  readonly make: Make;
  readonly printed: Printed[] = [];
  /** Where in the source the code that runs is. */
  at = 0;
  /** Numbers tasks in the order in which they are spawned. */
  spawned = 0;
  /** How far the clock is past the timer's last tick when it is read. */
  sinceTickMs = 0;
  /** Told of each poll of a spawned task, and of main's. */
  onPoll: ((task: number | "m", isReady: boolean) => void) | null = null;
  onPrint: ((printed: Printed) => void) | null = null;
  readonly random: () => number;
  readonly #annotations: Annotations;
  readonly #builtins: ReadonlyMap<string, Builtin>;
  readonly #compiler: Compiler;
  readonly #codes = new Map<FnDef, (args: Value[]) => Value>();
  readonly #statics = new Map<ConstDef, Value[]>();
  readonly #lines: Lines;
  #steps = 0;
  #depth = 0;
  #length = 0;

  constructor(
    source: string,
    std: Std,
    annotations: Annotations,
    builtins: ReadonlyMap<string, Builtin>,
    random: () => number,
  ) {
    this.std = std;
    this.#annotations = annotations;
    this.#builtins = builtins;
    this.random = random;
    this.make = makerOf(std);
    this.#compiler = new Compiler(this);
    this.#lines = new Lines(source);
  }

  // ---- bounds ----

  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MOST_STEPS)
      throw new Stopped(
        this.at,
        "The program has run 20 million steps, and a run ends there: a loop here does not end.",
        "an `.await` in the loop, or fewer rounds",
      );
  }

  enter(at: number): void {
    this.#steps++;
    if (this.#steps > MOST_STEPS) this.spend(0);
    if (++this.#depth > MOST_DEPTH) throw this.#tooDeep(at);
  }

  #tooDeep(at: number): Stopped {
    return new Stopped(
      at,
      `The program has called functions in functions ${MOST_DEPTH} deep: it would overflow the stack.`,
      "a loop",
    );
  }

  leave(): void {
    this.#depth--;
  }

  refuse(at: number, message: string, instead?: string): never {
    throw new Stopped(at, message, instead);
  }

  lineOf(at: number): number {
    return this.#lines.at(at).line;
  }

  placeOf(at: number): { line: number; column: number } {
    return this.#lines.at(at);
  }

  print(text: string, toError: boolean): void {
    this.#length += text.length;
    if (this.#length > MOST_PRINTED)
      throw new Stopped(this.at, "The program has printed 200,000 characters, and a run ends there.");
    const printed = { text, toError };
    this.printed.push(printed);
    this.onPrint?.(printed);
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

  // ---- types ----

  shape(expr: Expr): Shape | null {
    return this.#annotations.shape(expr);
  }

  typeOf(expr: Expr): string | undefined {
    return this.shape(expr)?.name;
  }

  capturedPaths(local: Local): readonly (readonly string[])[] | null {
    return this.#annotations.paths.get(local) ?? null;
  }

  normal(value: bigint): Value {
    return normal(value);
  }

  literal(expr: Expr): Value {
    switch (expr.kind) {
      case "int":
        return this.typeOf(expr)?.startsWith("f") === true ? new Float(Number(expr.value)) : expr.value;
      case "float":
        return new Float(expr.value);
      case "str":
        return expr.value;
      case "bytes":
        return new List([...expr.value], "array");
      case "char":
        return new Char(expr.value);
      case "bool":
        return expr.value;
      case "unary": {
        const value = this.literal(expr.of);
        return value instanceof Float
          ? new Float(-value.value)
          : typeof value === "bigint"
            ? normal(-value)
            : -(value as number);
      }
      case "path":
        return this.constant(expr.path.target as Target, expr.from);
      default:
        return this.refuse(expr.from, "This is no constant.");
    }
  }

  // ---- constants and statics ----

  constant(target: Target, at: number): Value {
    if (target.kind === "const") return this.#constValue(target);
    if (target.kind === "assoc") return this.#assocConst(target, null, at);
    return this.refuse(at, "This is no constant.");
  }

  #constValue(def: ConstDef): Value {
    const { scope, node } = def;
    if (scope === null || node.value === null) return this.#builtinValue(def.path);
    const { value } = node;
    const code = this.#compiler.in({ scope, impl: def.impl, trait: null, def: null }, () =>
      this.#compiler.value(value),
    );
    return (code.run as (f: Frame) => Value)(new Frame(scope.slots, []));
  }

  #builtinValue(path: string): Value {
    const builtin = this.#builtins.get(path);
    if (builtin === undefined) return this.refuse(this.at, `\`${path}\` does not run here.`);
    return builtin(this, [], NO_SITE);
  }

  staticPlace(def: ConstDef): Ref {
    let cell = this.#statics.get(def);
    if (cell === undefined) this.#statics.set(def, (cell = [this.#constValue(def)]));
    return new Ref(cell, 0);
  }

  #assocConst(target: Extract<Target, { kind: "assoc" }>, context: Context | null, at: number): Value {
    const owner = this.#owner(target.owner, context);
    if (owner !== null && owner.kind !== "trait") {
      const own = owner.consts.get(target.name);
      if (own !== undefined) return this.#constValue(own);
      if (owner.kind === "enum") {
        const variant = owner.variants.get(target.name);
        if (variant !== undefined) return new Adt(variant, []);
      }
      if (owner.kind === "prim") {
        const known = this.#primConst(owner.name, target.name);
        if (known !== undefined) return known;
      }
      const builtin = this.#builtins.get(`${owner.path}::${target.name}`);
      if (builtin !== undefined && target.name === target.name.toUpperCase())
        return builtin(this, [], NO_SITE);
    }
    return this.refuse(at, `\`${target.name}\` is no constant that runs here.`);
  }

  #primConst(type: string, name: string): Value {
    if (type.startsWith("f")) {
      const floats: Record<string, number> = {
        MAX: Number.MAX_VALUE,
        MIN: -Number.MAX_VALUE,
        EPSILON: Number.EPSILON,
        INFINITY: Infinity,
        NEG_INFINITY: -Infinity,
        NAN: Number.NaN,
      };
      const value = floats[name];
      return value === undefined ? undefined : new Float(value);
    }
    const range = rangeOf(type);
    if (name === "MAX") return normal(range.max);
    if (name === "MIN") return normal(range.min);
    if (name === "BITS") return range.bits;
    return undefined;
  }

  // ---- names ----

  /** The type that a path's owner names; null for a type parameter. */
  #owner(
    owner: TypeName | TypeNode,
    context: Context | null,
  ): OwnType | Extract<TypeName, { kind: "trait" }> | null {
    if (owner.kind === "struct" || owner.kind === "enum" || owner.kind === "prim" || owner.kind === "trait")
      return owner;
    if (owner.kind === "alias")
      return owner.node.type === null ? null : this.#owner(owner.node.type, context);
    if (owner.kind === "path") {
      const target = "path" in owner && typeof owner.path === "object" ? owner.path.target : undefined;
      if (target === undefined) return null;
      if (target.kind === "self-type")
        return context?.impl == null
          ? (context?.trait ?? null)
          : this.#owner(context.impl.node.type, context);
      if (
        target.kind === "struct" ||
        target.kind === "enum" ||
        target.kind === "prim" ||
        target.kind === "trait" ||
        target.kind === "alias"
      )
        return this.#owner(target, context);
      return null;
    }
    if (owner.kind === "ref") return this.#owner(owner.of, context);
    if (owner.kind === "array") return this.std.prims.get("Slice") ?? null;
    if (owner.kind === "tuple") return this.std.prims.get("tuple") ?? null;
    return null;
  }

  /** The struct or variant that a pattern or a literal names. */
  shapeOf(target: Target | undefined, at: number, context: Context | null = null): StructDef | VariantDef {
    if (target?.kind === "struct" || target?.kind === "variant") return target;
    if (target?.kind === "alias" || target?.kind === "self-type") {
      const owner = this.#owner(target.kind === "alias" ? target : SELF_TYPE, context ?? this.#compiler.here);
      if (owner?.kind === "struct") return owner;
    }
    if (target?.kind === "assoc") {
      const owner = this.#owner(target.owner, context ?? this.#compiler.here);
      const variant = owner?.kind === "enum" ? owner.variants.get(target.name) : undefined;
      if (variant !== undefined) return variant;
    }
    return this.refuse(at, "This names no struct and no variant.");
  }

  /** A path as a value: a unit struct or variant, a constant, or a function. */
  pathValue(expr: Of<"path">, context: Context): Value {
    const target = expr.path.target as Target;
    switch (target.kind) {
      case "const":
        return this.#constValue(target);
      case "variant":
        if (target.shape === "unit") return new Adt(target, []);
        break;
      case "struct":
        if (target.node.shape === "unit" || target.isStd) return new Adt(target, []);
        break;
      case "self-type": {
        const def = this.shapeOf(target, expr.from, context);
        if (def.kind === "struct" && def.node.shape === "unit") return new Adt(def, []);
        break;
      }
      case "assoc": {
        const owner = this.#owner(target.owner, context);
        if (owner?.kind === "enum" && owner.variants.get(target.name)?.shape === "unit")
          return new Adt(owner.variants.get(target.name) as VariantDef, []);
        if (
          owner !== null &&
          owner.kind !== "trait" &&
          !owner.methods.has(target.name) &&
          /^[A-Z][A-Z0-9_]*$/.test(target.name)
        )
          return this.#assocConst(target, context, expr.from);
        break;
      }
      default:
    }
    const call = this.callable(expr, context, expr);
    return new Callable(call, [], expr.path.segments.at(-1)?.name ?? "fn");
  }

  /** What a path in a call's place calls. */
  callable(expr: Of<"path">, context: Context, site: Site): (args: Value[]) => Value {
    const target = expr.path.target as Target;
    switch (target.kind) {
      case "fn":
        return this.#function(target, site);
      case "struct":
      case "variant":
        return (args) => new Adt(target, args);
      case "self-type":
      case "alias": {
        const def = this.shapeOf(target, expr.from, context);
        return (args) => new Adt(def, args);
      }
      case "const":
        return (args) => this.call(this.#constValue(target), args);
      case "assoc":
        return this.#assocCall(target, expr, context, site);
      default:
        return this.refuse(expr.from, "This cannot be called.");
    }
  }

  #function(def: FnDef, site: Site): (args: Value[]) => Value {
    if (!def.isStd) return (args) => this.callFn(def, args);
    const builtin = this.#builtins.get(def.path);
    if (builtin === undefined) return this.refuse(site.from, `\`${def.path}\` does not run here.`);
    return (args) => builtin(this, args, site);
  }

  #assocCall(
    target: Extract<Target, { kind: "assoc" }>,
    expr: Of<"path">,
    context: Context,
    site: Site,
  ): (args: Value[]) => Value {
    const owner = this.#owner(target.owner, context);
    const { name } = target;
    if (owner !== null && owner.kind !== "trait") {
      if (owner.kind === "enum") {
        const variant = owner.variants.get(name);
        if (variant !== undefined) return (args) => new Adt(variant, args);
      }
      const found = this.#fromImpl(owner, name, site) ?? this.#method(owner, name);
      if (found !== null) return this.#asFunction(found, site);
      const builtin = this.#builtins.get(`${owner.path}::${name}`) ?? this.#builtins.get(`*::${name}`);
      if (builtin !== undefined) {
        const typed = site.kind === "call" || site.kind === "path" ? site : expr;
        return (args) => builtin(this, args, { ...typed, owner: { path: owner.path, name: owner.name } });
      }
    }
    // `Trait::name(x)` and `T::name(x)`: the first argument decides.
    const own = owner?.kind === "trait" ? owner.methods.get(name) : undefined;
    if (own?.node.self === null || (owner === null && site.kind === "call" && site.args.length === 0)) {
      const shape = this.shape(site);
      const def = shape === null ? null : this.#defOf(shape.name);
      const method = def === null ? null : this.#method(def, name);
      if (method !== null) return this.#asFunction(method, site);
    }
    const generic = this.#builtins.get(`*::${name}`);
    if (generic !== undefined && (site.kind !== "call" || site.args.length === 0 || name === "from"))
      return (args) => generic(this, args, site);
    return ([first, ...args]) => {
      const at = first instanceof Ref ? first : new Ref([first], 0);
      return this.callMethod(at, name, args, site);
    };
  }

  #defOf(path: string): OwnType | null {
    return this.std.types.get(path) ?? this.own.get(path) ?? this.std.prims.get(path) ?? null;
  }

  /** Types of the program by their path. */
  readonly own = new Map<string, StructDef | EnumDef>();

  /** Of several `impl From`, the one that takes what is given. */
  #fromImpl(owner: OwnType, name: string, site: Site): FnDef | null {
    if (name !== "from" && name !== "try_from") return null;
    const all = [...owner.methods].filter(([key]) => key.startsWith(`${name}#`)).map(([, fn]) => fn);
    if (all.length < 2) return all[0] ?? null;
    const arg = site.kind === "call" ? site.args[0] : undefined;
    const type = arg === undefined ? undefined : this.typeOf(arg);
    return all.find((fn) => typeName(fn.node.params[0]?.type) === type) ?? (all[0] as FnDef);
  }

  #asFunction(def: FnDef, site: Site): (args: Value[]) => Value {
    if (!def.isStd) return (args) => this.callFn(def, args);
    const builtin = this.#builtins.get(def.path);
    if (builtin === undefined) return this.refuse(site.from, `\`${def.path}\` does not run here.`);
    if (def.node.self === null) return (args) => builtin(this, args, site);
    return (args) => {
      // `Arc::clone(&x)`: self is written as an argument, behind as many references as are there.
      const [self, ...rest] = args;
      if (def.node.self?.kind === "value") return builtin(this, args, site);
      let at = self instanceof Ref ? self : new Ref([self], 0);
      while (at.value instanceof Ref) at = at.value;
      return builtin(this, [at, ...rest], site);
    };
  }

  // ---- calls ----

  callFn(def: FnDef, args: Value[]): Value {
    let code = this.#codes.get(def);
    if (code === undefined) this.#codes.set(def, (code = this.#compileFn(def)));
    return code(args);
  }

  #compileFn(def: FnDef): (args: Value[]) => Value {
    const { node, scope } = def;
    if (scope === null || node.body === null) return this.refuse(node.from, `\`${def.name}\` has no body.`);
    const { body } = node;
    const patterns = node.params.map(({ pattern }) => pattern);
    const context: Context = { scope, impl: def.impl, trait: def.trait, def };
    const hasSelf = node.self !== null;
    const compiler = this.#compiler;
    const code = compiler.in(context, () => compiler.statement(() => compiler.block(body)));
    const matcher = new Matcher(this, (expr) => this.literal(expr));
    const slots = compiler.paramSlots(node);
    const enter = (args: Value[]): Frame => {
      const f = new Frame(scope.slots, []);
      if (hasSelf) f.slots[0] = args[0];
      patterns.forEach((pattern, i) => matcher.bind(f, pattern, new Ref(args, hasSelf ? i + 1 : i)));
      if (hasSelf) args[0] = EMPTY;
      return f;
    };
    if (node.async)
      return (args) => new AsyncValue(this, args, () => this.#asyncFn(code, enter, args, slots), node.from);
    return (args) => {
      this.enter(node.from);
      const f = enter(args);
      try {
        return (code.run as (f: Frame) => Value)(f);
      } catch (thrown) {
        if (thrown instanceof Return) return thrown.value;
        throw thrown instanceof RangeError ? this.#tooDeep(node.from) : thrown;
      } finally {
        this.leave();
        this.#dropParams(f, slots, args);
      }
    };
  }

  *#asyncFn(
    code: Code,
    enter: (args: Value[]) => Frame,
    args: Value[],
    slots: readonly number[][],
  ): Generator<unknown, Value, unknown> {
    const f = enter(args);
    try {
      return yield* runSlowly(code, f);
    } catch (thrown) {
      if (thrown instanceof Return) return thrown.value;
      throw thrown;
    } finally {
      this.#dropParams(f, slots, args);
    }
  }

  /** The last parameter first: what its pattern took, then what it left. */
  #dropParams(f: Frame, slots: readonly number[][], args: Value[]): void {
    for (let i = args.length - 1; i >= 0; i--) {
      this.dropSlots(f, slots[i] ?? []);
      const value = args[i];
      if (typeof value !== "object" || value === null) continue;
      args[i] = EMPTY;
      this.drop(value);
    }
  }

  call(callable: Value, args: Value[]): Value {
    let at = callable;
    while (at instanceof Ref) at = at.value;
    if (isNative(at) && at.deref !== undefined) at = behind(at);
    if (!(at instanceof Callable)) return this.refuse(this.at, "This cannot be called.");
    return at.call(args);
  }

  *blockInPlace(closure: Value): Generator<unknown, Value, unknown> {
    const { steps } = closure as Callable;
    const call = (): Value => this.call(closure, []);
    return yield* blockInPlaceOn(steps === null ? () => justOnce(call) : () => steps([]));
  }

  // ---- methods ----

  #method(owner: OwnType, name: string): FnDef | null {
    return owner.methods.get(name) ?? null;
  }

  /** The types whose methods a value has, the closest first. */
  #typesOf(value: Value, site: Site): OwnType[] {
    const prim = (name: string): OwnType => this.std.prims.get(name) as PrimDef;
    const std = (path: string): OwnType[] => {
      const def = this.std.types.get(path);
      return def === undefined ? [] : [def];
    };
    if (typeof value === "number" || typeof value === "bigint") {
      const known = site.kind === "method" ? this.typeOf(site.receiver) : undefined;
      const own =
        known !== undefined && this.std.prims.has(known)
          ? [prim(known)]
          : INTS.map(prim).filter((type) => type.impls.length > 0);
      return [...own, prim("int")];
    }
    if (value instanceof Float) return [prim("f64"), prim("f32"), prim("float")];
    if (typeof value === "boolean") return [prim("bool")];
    if (typeof value === "string") return [prim("str")];
    if (value === undefined) return [prim("tuple")];
    if (value instanceof Char) return [prim("char")];
    if (value instanceof Text) return [...std("std::string::String"), prim("str")];
    if (value instanceof Adt) {
      const owner = value.def.kind === "variant" ? value.def.enum : value.def;
      const isIterator = owner.traits.has("Iterator");
      return isIterator ? [owner, ...std("std::iter::Iter")] : [owner];
    }
    if (value instanceof Tuple) return [prim("tuple")];
    if (value instanceof List) {
      const path =
        value.kind === "vec" ? "std::vec::Vec" : value.kind === "deque" ? "std::collections::VecDeque" : null;
      return [...(path === null ? [] : std(path)), prim("Slice"), ...std("std::slice::Slice")];
    }
    if (value instanceof Slice) return [prim("Slice"), ...std("std::slice::Slice")];
    if (value instanceof Range)
      return [...std(`std::ops::Range${value.inclusive ? "Inclusive" : ""}`), ...std("std::iter::Iter")];
    if (value instanceof Iter) return std("std::iter::Iter");
    if (value instanceof Callable) return [prim("fn")];
    if (value instanceof ContextClass) return std("std::task::Context");
    if (isNative(value)) return std(value.type);
    return [];
  }

  callMethod(receiver: Ref, name: string, args: Value[], site: Site): Value {
    if (name === "poll" && args.length === 1) {
      const polled = this.#poll(receiver, args[0], site);
      if (polled !== EMPTY) return polled;
    }
    let at = receiver;
    /** The last pointer on the way, for `self: Arc<Self>`. */
    let pointer: Ref | null = null;
    let behindRef = false;
    for (;;) {
      const { value } = at;
      if (value === EMPTY) return this.refuse(this.at, "A value was used here after it had been moved away.");
      for (const type of this.#typesOf(value, site)) {
        const found = this.#method(type, name);
        if (found !== null && found.node.self !== null)
          return this.#invoke(found, at, pointer, behindRef, args, site);
      }
      const next = this.#pointee(value);
      if (next === null) break;
      if (value instanceof Ref) behindRef = true;
      else pointer = at;
      at = next;
    }
    return this.#otherMethod(receiver, at, name, args, site);
  }

  #invoke(def: FnDef, at: Ref, pointer: Ref | null, behindRef: boolean, args: Value[], site: Site): Value {
    const { self } = def.node;
    const own = self?.type?.kind === "path" ? self.type.path.segments[0]?.name : undefined;
    let first: Value;
    if (own === "Arc" || own === "Rc") {
      if (pointer === null)
        return this.refuse(this.at, `\`${def.name}\` takes an \`${own}\` as its receiver.`);
      first = take(pointer.base, pointer.key);
    } else if (self?.kind !== "value" || own === "Pin" || self.type?.kind === "ref") first = at;
    // A place behind a reference keeps an iterator, which goes on from there.
    else if (behindRef && (at.value instanceof Iter || def.name === "into_iter"))
      first = at.value instanceof Iter ? at.value : at;
    else first = take(at.base, at.key);
    if (!def.isStd) return this.callFn(def, [first, ...args]);
    const builtin = this.#builtins.get(def.path);
    if (builtin === undefined) return this.refuse(this.at, `\`${def.path}\` does not run here.`);
    return builtin(this, [first, ...args], site);
  }

  /** One step through a reference, a pointer or a guard. */
  #pointee(value: Value): Ref | null {
    if (value instanceof Ref) return value;
    if (isNative(value) && value.deref !== undefined) return value.deref();
    if (value instanceof Adt) {
      const owner = value.def.kind === "variant" ? value.def.enum : value.def;
      const deref = owner.methods.get("deref_mut") ?? owner.methods.get("deref");
      if (deref !== undefined && !deref.isStd) {
        const target = this.callFn(deref, [new Ref([value], 0)]);
        return target instanceof Ref ? target : new Ref([target], 0);
      }
      if (owner.path === "std::panic::AssertUnwindSafe") return new Ref(value.fields, 0);
    }
    return null;
  }

  /** Methods that many types have. */
  #otherMethod(receiver: Ref, last: Ref, name: string, args: Value[], site: Site): Value {
    const any = this.std.prims.get("any") as PrimDef;
    const blanket = any.methods.get(name);
    if (blanket !== undefined) {
      const self = blanket.node.self?.kind === "value" ? take(last.base, last.key) : last;
      return this.callFn(blanket, [self, ...args]);
    }
    const builtin = this.#builtins.get(`*.${name}`);
    if (builtin !== undefined) return builtin(this, [receiver, ...args], site);
    // A field that holds a closure is called with parentheses around it; anything else is unknown.
    return this.refuse(
      this.at,
      `\`${name}\` is no method that runs here for \`${this.#nameOf(last.value)}\`.`,
    );
  }

  #nameOf(value: Value): string {
    if (value instanceof Adt) return value.def.kind === "variant" ? value.def.enum.name : value.def.name;
    if (isNative(value)) return value.type.split("::").at(-1) as string;
    return this.#typesOf(value, NO_SITE)[0]?.name ?? "this value";
  }

  // ---- places ----

  fieldPlace(at: Ref, name: string, nameAt: number): Ref {
    let place = at;
    for (;;) {
      const { value } = place;
      const found = fieldOf(value, name);
      if (found !== null) return found;
      if (value === EMPTY) return this.refuse(nameAt, "A value was used here after it had been moved away.");
      const next = this.#pointee(value);
      if (next === null) return this.refuse(nameAt, `\`${this.#nameOf(value)}\` has no field \`${name}\`.`);
      place = next;
    }
  }

  /** `*x`; a box is what is in it. */
  derefPlace(at: Ref, from: number): Ref {
    if (at.value === EMPTY) return this.refuse(from, "A value was used here after it had been moved away.");
    return this.#pointee(at.value) ?? at;
  }

  elementPlace(of: Ref, index: Value): Ref {
    const value = this.#sequence(of);
    if (index instanceof Range) return new Ref([this.#slice(value, index)], 0);
    if (isNative(value)) {
      const get = (value as unknown as { get?: (key: string) => Ref | null }).get;
      const found = get?.call(value, hashKey(index)) ?? null;
      if (found === null) throw new Panic("key not found in the map");
      return found;
    }
    const items = value instanceof Slice ? value.list.items : (value as List).items;
    const start = value instanceof Slice ? value.start : 0;
    const length = value instanceof Slice ? value.end - value.start : items.length;
    const i = Number(behind(index));
    if (i >= length) throw new Panic(`index out of bounds: the len is ${length} but the index is ${i}`);
    return new Ref(items, start + i);
  }

  #sequence(of: Ref): Value {
    let at = of;
    for (;;) {
      const { value } = at;
      if (
        value instanceof List ||
        value instanceof Slice ||
        value instanceof Text ||
        typeof value === "string"
      )
        return value;
      if (isNative(value) && value.deref === undefined) return value;
      const next = this.#pointee(value);
      if (next === null) {
        if (value instanceof Adt) {
          const own = value.def.kind === "struct" ? value.def.methods.get("index") : undefined;
          if (own !== undefined) return value;
        }
        return this.refuse(this.at, `\`${this.#nameOf(value)}\` cannot be indexed here.`);
      }
      at = next;
    }
  }

  #slice(value: Value, range: Range): Value {
    const length =
      typeof value === "string" || value instanceof Text
        ? utf8Length(textOf(value))
        : value instanceof Slice
          ? value.end - value.start
          : (value as List).items.length;
    const low = range.fields[0] === EMPTY ? 0 : Number(range.fields[0]);
    const high = range.fields[1] === EMPTY ? length : Number(range.fields[1]) + (range.inclusive ? 1 : 0);
    if (low > high) throw new Panic(`slice index starts at ${low} but ends at ${high}`);
    if (high > length) throw new Panic(`range end index ${high} out of range for slice of length ${length}`);
    if (typeof value === "string" || value instanceof Text) return utf8Slice(textOf(value), low, high);
    if (value instanceof Slice) return new Slice(value.list, value.start + low, value.start + high);
    return new Slice(value as List, low, high);
  }

  repeated(value: Value, length: number): Value[] {
    this.spend(length);
    if (length > 5_000_000) return this.refuse(this.at, "A list may hold at most 5 million elements here.");
    const items: Value[] = [];
    for (let i = 1; i < length; i++) items.push(this.cloned(value));
    if (length > 0) items.push(value);
    return items;
  }

  cloned(value: Value): Value {
    return typeof value === "object" && value !== null
      ? this.callMethod(new Ref([value], 0), "clone", [], NO_SITE)
      : value;
  }

  // ---- operators ----

  binary(op: BinaryOp, left: Value, right: Value, type: string | undefined, site: Expr): Value {
    switch (op) {
      case "==":
        return equal(this, left, right);
      case "!=":
        return !equal(this, left, right);
      case "<":
      case ">":
      case "<=":
      case ">=": {
        const order = compare(this, left, right);
        if (order === null) return false;
        return op === "<" ? order < 0 : op === ">" ? order > 0 : op === "<=" ? order <= 0 : order >= 0;
      }
      default:
    }
    const [a, b] = [behindRefs(left), behindRefs(right)];
    if (isInt(a) && isInt(b)) return intOp(op, a, b, type);
    if (a instanceof Float && b instanceof Float) return floatOp(op, a.value, b.value);
    if (typeof a === "boolean" && typeof b === "boolean")
      return op === "&" ? a && b : op === "|" ? a || b : a !== b;
    if (a instanceof Text && op === "+") {
      a.text += textOf(right);
      return a;
    }
    return this.operator(OPERATORS[op] as string, [left, right], site);
  }

  assignOp(op: BinaryOp, at: Ref, value: Value, type: string | undefined, site: Expr): void {
    const old = at.value;
    const right = behindRefs(value);
    if (isInt(old) && isInt(right)) at.value = intOp(op, old, right, type);
    else if (old instanceof Float && right instanceof Float) at.value = floatOp(op, old.value, right.value);
    else if (old instanceof Text) old.text += textOf(value);
    else if (old instanceof Ref) this.assignOp(op, old, value, type, site);
    else if (old instanceof Adt && this.#own(old, `${OPERATORS[op]}_assign`) !== null)
      this.callFn(this.#own(old, `${OPERATORS[op]}_assign`) as FnDef, [at, value]);
    else at.value = this.binary(op, old, value, type, site);
  }

  #own(value: Adt, name: string): FnDef | null {
    return (value.def.kind === "variant" ? value.def.enum : value.def).methods.get(name) ?? null;
  }

  /** An operator that is a trait's method. */
  operator(name: string, args: Value[], site: Expr): Value {
    const [first] = args;
    const value = behindRefs(first);
    if (value instanceof Adt) {
      const own = this.#own(value, name);
      if (own !== null && !own.isStd) return this.callFn(own, args);
    }
    if (isNative(value)) {
      const builtin = this.#builtins.get(`${value.type}::${name}`);
      if (builtin !== undefined) return builtin(this, args.map(behindRefs), site);
    }
    if (isNative(behindRefs(args[1])) && isInt(value)) {
      const builtin = this.#builtins.get(`${(behindRefs(args[1]) as Native).type}::${name}`);
      if (builtin !== undefined) return builtin(this, [args[1], args[0]], site);
    }
    return this.refuse(site.from, `This operator does not run here for \`${this.#nameOf(value)}\`.`);
  }

  cast(made: Value, type: TypeNode): Value {
    const value = behindRefs(made);
    const name = typeName(type);
    if (name === undefined) return made;
    if (name === "f32" || name === "f64") {
      const number = value instanceof Float ? value.value : Number(value);
      return new Float(name === "f32" ? Math.fround(number) : number);
    }
    if (name === "char") return new Char(String.fromCharCode(Number(value)));
    if (!INTS.includes(name)) return made;
    if (typeof value === "boolean") return Number(value);
    if (value instanceof Char) return castInt(value.value.codePointAt(0) as number, name);
    if (value instanceof Adt && value.def.kind === "variant") return value.def.discriminant;
    return castInt(value, name);
  }

  /** `?` on an Option or a Result. */
  question(value: Value, returns: TypeNode | null, site: Expr): Value {
    if (!(value instanceof Adt)) return this.refuse(site.from, "`?` takes an `Option` or a `Result`.");
    const { name } = value.def;
    if (name === "Ok" || name === "Some" || name === "Continue") return value.fields[0];
    if (name !== "Err") throw new Return(value);
    throw new Return(this.make.err(this.converted(value.fields[0], returns)));
  }

  /** `From::from`, as far as the declared error type has an impl of it. */
  converted(error: Value, returns: TypeNode | null): Value {
    if (returns?.kind !== "path") return error;
    const target = returns.path.target;
    if (target?.kind === "alias" && target.node.type !== null) return this.converted(error, target.node.type);
    const args = returns.path.segments.at(-1)?.args ?? [];
    const type = args[1] ?? args[0];
    if (type === undefined) return error;
    const owner = this.#owner(type as TypeNode, null);
    if (owner === null || owner.kind === "trait") return error;
    if (owner.path === "std::boxed::Box" && typeof error === "string") return new Text(error);
    const all = [...owner.methods].filter(([key]) => key.startsWith("from#")).map(([, fn]) => fn);
    const has = this.#nameOf(behind(error));
    if (
      error instanceof Adt &&
      (error.def === owner || (error.def.kind === "variant" && error.def.enum === owner))
    )
      return error;
    const fits =
      all.find((fn) => lastName(fn.node.params[0]?.type) === has) ?? (all.length === 1 ? all[0] : undefined);
    return fits === undefined ? error : this.callFn(fits, [error]);
  }

  // ---- iteration ----

  iterate(value: Value, at: number): Iter {
    const builtin = this.#builtins.get("*.into_iter") as Builtin;
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

  // ---- futures ----

  /** What polls a value: the value itself, or for a struct of the program's its own `poll`. */
  future(value: Value, at: number): Future<Value> {
    if (value instanceof Ref) return { poll: (cx) => this.future(value.value, at).poll(cx) };
    if (isFuture(value)) return value;
    if (isNative(value) && value.deref !== undefined) {
      const to = value.deref();
      return { poll: (cx) => this.future(to.value, at).poll(cx) };
    }
    if (value instanceof Adt) {
      const own = this.#own(value, "poll");
      if (own !== null && !own.isStd) return new OwnFuture(this, value, own);
      const into = this.#own(value, "into_future");
      if (into !== null && !into.isStd) return this.future(this.callFn(into, [value]), at);
    }
    return this.refuse(at, `\`${this.#nameOf(value)}\` is no future.`);
  }

  /** A future that was awaited by value is ready, or its body has panicked: it is dropped. */
  finished(value: Value, _done: boolean): void {
    if (value instanceof Adt) this.drop(value);
    else if (isNative(value) && value.type !== "async") this.drop(value);
  }

  #poll(receiver: Ref, cx: Value, site: Site): Value {
    let at: Value = receiver;
    while (at instanceof Ref) {
      const inner = at.value;
      if (inner instanceof Adt && this.#own(inner, "poll")?.isStd === false) return EMPTY;
      if (isFuture(inner)) break;
      if (isNative(inner) && inner.deref !== undefined) at = inner.deref();
      else at = inner;
    }
    if (!(at instanceof Ref)) return EMPTY;
    const poll = this.future(at, site.from).poll(behind(cx) as TaskContext);
    this.at = site.from;
    return poll === PENDING ? this.make.pending() : this.make.ready((poll as PollReady<Value>).value);
  }

  /** The program's `Poll` for the runtime's. */
  polled(poll: ReturnType<Future<Value>["poll"]>): Value {
    return poll === PENDING ? this.make.pending() : this.make.ready((poll as PollReady<Value>).value);
  }

  noopContext(): TaskContext {
    return ContextClass.fromWaker(WakerClass.noop());
  }

  // ---- what functions of std's use ----

  builtin(path: string): (args: Value[], site?: Site) => Value {
    const found = this.#builtins.get(path) as Builtin;
    return (args, site = NO_SITE) => found(this, args, site);
  }

  hashKey(value: Value): string {
    return hashKey(value);
  }

  less(a: Value, b: Value): boolean {
    return (compare(this, a, b) ?? 0) < 0;
  }

  dropBoth(a: Value, b: Value): void {
    this.drop(a);
    this.drop(b);
  }

  /** Puts a value where another is, which is not dropped. */
  replace(at: Ref, value: Value): Value {
    let place = at;
    while (place.value instanceof Ref) place = place.value;
    const old = place.value;
    place.value = value;
    return old;
  }

  /** `T::default()` for the type that the checks found. */
  defaultOf(shape: Shape, at: number): Value {
    const def = this.#defOf(shape.name);
    if (def === null) return this.refuse(at, `\`${shape.name}\` has no default here.`);
    const own = def.methods.get("default");
    if (own !== undefined && !own.isStd) return this.callFn(own, []);
    const make = this.#builtins.get(`${def.path}::default`) ?? this.#builtins.get(`${def.path}::new`);
    if (make !== undefined) {
      if (
        shape.args.length === 0 ||
        !["Mutex", "RwLock", "Arc", "Rc", "Cell", "RefCell", "Box"].includes(
          def.path.split("::").at(-1) as string,
        )
      )
        return make(this, [], NO_SITE);
      const [of] = shape.args;
      const owner = { path: of?.name, ...(of !== undefined && { shape: of }) };
      const inner = this.builtin("*::default")([], { ...NO_SITE, owner });
      return make(this, [inner], NO_SITE);
    }
    if (def.kind === "enum") {
      const node = def.node.variants.find(({ isDefault }) => isDefault);
      const variant = node === undefined ? undefined : def.variants.get(node.name);
      if (variant !== undefined) return new Adt(variant, []);
    }
    if (def.kind === "struct" && def.traits.has("Default"))
      return new Adt(
        def,
        def.fields.map((field) => this.#defaultOfType(field.type, at)),
      );
    return this.refuse(at, `\`${def.name}\` has no default here.`, "`#[derive(Default)]`");
  }

  #defaultOfType(type: TypeNode, at: number): Value {
    return this.builtin("*::default")([], { ...NO_SITE, from: at, owner: shapeOfNode(type) });
  }

  /** What `or_default` makes: the type behind the reference that it gives. */
  defaultOfRef(site: Site): Value {
    const shape = this.shape(site);
    if (shape === null) return 0;
    return this.builtin("*::default")([], { ...NO_SITE, owner: { path: shape.name, shape } });
  }

  /** `mem::take`: an empty value of the same kind. */
  emptyLike(value: Value, site: Site): Value {
    if (typeof value === "number" || typeof value === "bigint") return 0;
    if (typeof value === "boolean") return false;
    if (typeof value === "string") return "";
    if (value instanceof Text) return new Text("");
    if (value instanceof List)
      return new List(
        value.kind === "array" ? value.items.map((item) => this.emptyLike(item, site)) : [],
        value.kind,
      );
    if (value instanceof Float) return new Float(0);
    if (value instanceof Adt && value.def.kind === "variant" && value.def.enum.path === "std::option::Option")
      return this.make.none();
    if (value instanceof Tuple) return new Tuple(value.items.map((item) => this.emptyLike(item, site)));
    if (isNative(value)) return this.defaultOf({ name: value.type, args: [] }, site.from);
    if (value instanceof Adt) {
      const owner = value.def.kind === "variant" ? value.def.enum : value.def;
      return this.defaultOf({ name: owner.path, args: [] }, site.from);
    }
    return undefined;
  }

  /** `parse` to a type of the program's own. */
  parseOwn(type: string, text: string, site: Site): Value {
    const own = this.#defOf(type)?.methods.get("from_str");
    if (own === undefined || own.isStd)
      return this.refuse(site.from, `\`parse\` to \`${type}\` does not run here.`);
    return this.callFn(own, [text]);
  }

  /** `into()` a type of the program's own. */
  converting(value: Value, shape: Shape, _site: Site): Value {
    const def = this.#defOf(shape.name);
    const all =
      def === null ? [] : [...def.methods].filter(([key]) => key.startsWith("from#")).map(([, fn]) => fn);
    const has = this.#nameOf(behind(value));
    const fits = all.find((fn) => lastName(fn.node.params[0]?.type) === has) ?? all[0];
    return fits === undefined ? value : this.callFn(fits, [value]);
  }

  /** While a panic drops what its frames hold. */
  isPanicking = false;

  /** @returns whether this is where the panic is noticed first, so that the caller ends it after its drops */
  unwinds(thrown: unknown): boolean {
    if (!(thrown instanceof Panic) || this.isPanicking) return false;
    this.isPanicking = true;
    return true;
  }

  // ---- drops ----

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

/** A future of the program's own. */
class OwnFuture implements Future<Value> {
  readonly #machine: Interpreter;
  readonly #cell: Value[];
  readonly #poll: FnDef;
  constructor(machine: Interpreter, value: Value, poll: FnDef) {
    this.#machine = machine;
    this.#cell = [value];
    this.#poll = poll;
  }
  poll(cx: TaskContext): ReturnType<Future<Value>["poll"]> {
    const answer = this.#machine.callFn(this.#poll, [new Ref(this.#cell, 0), new Ref([cx], 0)]);
    return pollOf(answer);
  }
}

/** From the program's `Poll` to the runtime's. */
export function pollOf(answer: Value): ReturnType<Future<Value>["poll"]> {
  return answer instanceof Adt && answer.def.name === "Ready" ? new PollReady(answer.fields[0]) : PENDING;
}

export function isFuture(value: Value): value is Future<Value> {
  return isNative(value) && typeof (value as { poll?: unknown }).poll === "function";
}

function behindRefs(value: Value): Value {
  let at = value;
  while (at instanceof Ref) at = at.value;
  return at;
}

function typeName(type: TypeNode | undefined): string | undefined {
  if (type?.kind === "ref") return typeName(type.of);
  if (type?.kind !== "path") return undefined;
  const target = type.path.target;
  if (target?.kind === "alias" && target.node.type !== null) return typeName(target.node.type);
  if (target?.kind === "struct" || target?.kind === "enum") return target.path;
  return target?.kind === "prim" ? target.name : undefined;
}

function shapeOfNode(type: TypeNode): { path: string | undefined; shape: Shape } {
  const name = type.kind === "tuple" ? "tuple" : (typeName(type) ?? "");
  const inside =
    type.kind === "path" ? type.path.segments.at(-1)?.args : type.kind === "tuple" ? type.items : [];
  const args = (inside ?? []).map((one) => shapeOfNode(one).shape);
  return { path: name, shape: { name, args } };
}

const lastName = (type: TypeNode | undefined): string | undefined => typeName(type)?.split("::").at(-1);

// oxlint-disable-next-line require-yield -- a body that never stops
function* justOnce(call: () => Value): Generator<unknown, Value, unknown> {
  return call();
}

const INTS = ["i32", "u32", "u64", "usize", "i64", "u8", "i8", "u16", "i16", "u128", "i128", "isize"];
const OPERATORS: Readonly<Record<string, string>> = {
  "+": "add", "-": "sub", "*": "mul", "/": "div", "%": "rem", "&": "bitand", "|": "bitor", "^": "bitxor", "<<": "shl", ">>": "shr",
}; // prettier-ignore

export const NO_SITE: Expr = { kind: "tuple", items: [], from: 0, to: 0 };
const SELF_TYPE: TypeNode = {
  kind: "path",
  path: { segments: [], self: null, from: 0, to: 0, target: { kind: "self-type" } },
  from: 0,
  to: 0,
};

const encoder = new TextEncoder();
const decoder = new TextDecoder();
export const utf8Length = (text: string): number => encoder.encode(text).length;
export const utf8Slice = (text: string, low: number, high: number): string =>
  decoder.decode(encoder.encode(text).subarray(low, high));
