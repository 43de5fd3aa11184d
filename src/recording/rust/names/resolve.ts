/** Resolves the names in every body: variables, what closures and async blocks capture, items, and types. */
import { Refusal } from "../syntax/problem.ts";
import type {
  Block,
  Bound,
  Expr,
  Generics,
  Param,
  Path,
  Pattern,
  Statement,
  TypeNode,
} from "../syntax/ast.ts";
import { Collector, findValue, newModule } from "./collect.ts";
import type {
  Body,
  ConstDef,
  FnDef,
  ImplDef,
  Local,
  ModuleDef,
  TraitDef,
  TypeName,
} from "../syntax/definitions.ts";
import { Paths } from "./paths.ts";
import type { Place } from "./paths.ts";
import type { Std } from "./std.ts";

interface Scope {
  names: Map<string, Local>;
  parent: Scope | null;
  body: Body;
}

function newBody(kind: Body["kind"], parent: Body | null, isAsync: boolean, move: boolean): Body {
  return { kind, parent, slots: 0, locals: [], captures: new Map(), isAsync, move };
}

export class Resolver {
  readonly #std: Std;
  readonly #collector: Collector;
  readonly #paths: Paths;
  #place: Place;
  #scope: Scope | null = null;
  readonly #labels: string[] = [];

  constructor(std: Std, collector: Collector, root: ModuleDef) {
    this.#std = std;
    this.#collector = collector;
    this.#paths = new Paths(std, root);
    this.#place = { module: root, generics: [], hasSelf: false, self: null };
  }

  /** Blocks may hold more items, which are appended to the lists while they are walked. */
  all(): void {
    const { fns, consts, structs } = this.#collector;
    let [fn, constant, struct] = [0, 0, 0];
    while (fn < fns.length || constant < consts.length || struct < structs.length) {
      const def = structs[struct];
      if (def !== undefined) {
        struct++;
        this.#within(def.module, def.generics, true, () => {
          const fields =
            def.kind === "struct"
              ? def.fields
              : [...def.variants.values()].flatMap((variant) => variant.fields);
          for (const field of fields) this.type(field.type);
          this.#generics(def.node.generics);
          for (const impl of def.impls) this.#impl(impl);
        });
      } else if (constant < consts.length) this.#const(consts[constant++] as ConstDef);
      else this.#fn(fns[fn++] as FnDef);
    }
    for (const { node, module } of this.#collector.aliases)
      this.#within(
        module,
        node.generics.params.map(({ name }) => name),
        false,
        () => {
          if (node.type !== null) this.type(node.type);
        },
      );
    for (const prim of this.#std.prims.values())
      for (const impl of prim.impls) if (!impl.module.isStd) this.#impl(impl);
  }

  #within<T>(module: ModuleDef, generics: readonly string[], impl: ImplDef | boolean, act: () => T): T {
    const outer = this.#place;
    this.#place = { module, generics: [...generics], hasSelf: impl !== false, self: null };
    if (typeof impl === "object") this.#place.self = this.#selfOf(impl);
    try {
      return act();
    } finally {
      this.#place = outer;
    }
  }

  /** The type of an impl, if it has a name. */
  #selfOf({ node }: ImplDef): TypeName | null {
    if (node.type.kind !== "path") return null;
    const target = this.#paths.type(node.type.path, this.#place);
    return target.kind === "struct" || target.kind === "enum" || target.kind === "prim" ? target : null;
  }

  #impl(impl: ImplDef): void {
    const { node, module, generics } = impl;
    this.#within(module, generics, impl, () => {
      this.type(node.type);
      if (node.trait !== null) this.#bound({ path: node.trait, fn: null, from: 0, to: 0 });
      this.#generics(node.generics);
      for (const item of node.items) {
        if (item.kind === "type" && item.type !== null) this.type(item.type);
        // Those without a body, in traits of std, are read when they are used.
        if (item.kind === "fn") this.signature(item.generics, item.params, item.returns);
      }
    });
  }

  signature(generics: Generics, params: readonly Param[], returns: TypeNode | null): void {
    const outer = this.#place;
    this.#place = { ...outer, generics: [...outer.generics, ...generics.params.map(({ name }) => name)] };
    this.#generics(generics);
    for (const { type } of params) this.type(type);
    if (returns !== null) this.type(returns);
    this.#place = outer;
  }

  /** A function of the declarations, whose types are resolved on first use. */
  declared(def: FnDef): void {
    const generics = [...(def.impl?.generics ?? []), ...def.node.generics.params.map(({ name }) => name)];
    this.#within(def.module, generics, def.impl ?? true, () => {
      if (def.impl !== null) this.type(def.impl.node.type);
      this.signature(def.node.generics, def.node.params, def.node.returns);
      if (def.node.self?.type) this.type(def.node.self.type);
    });
  }

  #generics({ params, where }: Generics): void {
    for (const { bounds } of params) for (const bound of bounds) this.#bound(bound);
    for (const { type, bounds } of where) {
      this.type(type);
      for (const bound of bounds) this.#bound(bound);
    }
  }

  #bound({ path, fn }: Bound): void {
    // A trait that std has and programs need not know is no mistake in a bound.
    try {
      path.target = this.#paths.type(path, this.#place);
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
        type.path.target = this.#paths.type(type.path, this.#place);
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
        if (type.length !== null) this.#expr(type.length);
        break;
      case "tuple":
        for (const item of type.items) this.type(item);
        break;
      case "fn":
        for (const param of type.params) this.type(param);
        if (type.returns !== null) this.type(type.returns);
        break;
      case "bounds":
        for (const bound of type.bounds) this.#bound(bound);
        break;
      default:
    }
  }

  #fn(def: FnDef): void {
    const { node } = def;
    const generics = [
      ...(def.impl?.generics ?? traitGenerics(def.trait)),
      ...node.generics.params.map(({ name }) => name),
    ];
    const body = newBody("fn", null, node.async, false);
    def.scope = body;
    this.#within(def.module, generics, def.impl ?? def.trait !== null, () => {
      this.#inBody(body, () => {
        this.#generics(node.generics);
        if (node.self !== null) {
          if (node.self.type !== null) this.type(node.self.type);
          this.#declare("self", node.self.mut, node.self.from);
        }
        for (const { type } of node.params) this.type(type);
        if (node.returns !== null) this.type(node.returns);
        for (const { pattern } of node.params) this.#pattern(pattern);
        if (node.body !== null) this.#block(node.body);
      });
    });
  }

  #const(def: ConstDef): void {
    const body = newBody("fn", null, false, false);
    def.scope = body;
    this.#within(def.module, def.impl?.generics ?? [], def.impl ?? false, () => {
      this.#inBody(body, () => {
        this.type(def.node.type);
        if (def.node.value !== null) this.#expr(def.node.value);
      });
    });
  }

  #inBody<T>(body: Body, act: () => T): T {
    const outer = this.#scope;
    const labels = this.#labels.splice(0);
    this.#scope = { names: new Map(), parent: outer, body };
    try {
      return act();
    } finally {
      this.#scope = outer;
      this.#labels.push(...labels);
    }
  }

  #inScope<T>(act: () => T): T {
    const outer = this.#scope as Scope;
    this.#scope = { names: new Map(), parent: outer, body: outer.body };
    try {
      return act();
    } finally {
      this.#scope = outer;
    }
  }

  #declare(name: string, mut: boolean, from: number): Local {
    const scope = this.#scope as Scope;
    const { body } = scope;
    const local: Local = {
      kind: "local",
      name,
      slot: body.slots++,
      mut,
      from,
      body,
      outer: null,
      byRef: false,
    };
    body.locals.push(local);
    scope.names.set(name, local);
    return local;
  }

  #lookUp(name: string): Local | null {
    for (let scope = this.#scope; scope !== null; scope = scope.parent) {
      const found = scope.names.get(name);
      if (found !== undefined) return this.#captured(found, (this.#scope as Scope).body);
    }
    return null;
  }

  /** The variable as seen from `body`, which may be nested in the one that declares it. */
  #captured(local: Local, body: Body): Local {
    if (local.body === body) return local;
    if (body.parent === null)
      throw new Refusal(local.from, `\`${local.name}\` is a variable of another function.`);
    const outer = this.#captured(local, body.parent);
    const known = body.captures.get(outer);
    if (known !== undefined) return known;
    const { name, mut, from } = outer;
    const inner: Local = {
      kind: "local",
      name,
      slot: body.slots++,
      mut,
      from,
      body,
      outer,
      byRef: !body.move,
    };
    body.captures.set(outer, inner);
    body.locals.push(inner);
    return inner;
  }

  // ---- patterns ----

  #pattern(pattern: Pattern, alternative: Map<string, Local> | null = null): void {
    switch (pattern.kind) {
      case "bind": {
        if (pattern.sub === null && !pattern.mut && !pattern.byRef) {
          const value = findValue(this.#place.module, pattern.name, this.#std.prelude);
          if (
            value !== undefined &&
            (value.kind === "variant" ||
              value.kind === "const" ||
              (value.kind === "struct" && value.node.shape === "unit"))
          ) {
            const { name, from, to } = pattern;
            const path: Path = {
              segments: [{ name, args: [], bindings: [], from, to }],
              self: null,
              from,
              to,
              target: value,
            };
            Object.assign(pattern, { kind: "path", path });
            return;
          }
        }
        const known = alternative?.get(pattern.name);
        if (known !== undefined) pattern.local = known;
        else pattern.local = this.#declare(pattern.name, pattern.mut, pattern.from);
        if (pattern.sub !== null) this.#pattern(pattern.sub, alternative);
        break;
      }
      case "literal":
        this.#expr(pattern.value);
        break;
      case "range":
        if (pattern.low !== null) this.#expr(pattern.low);
        if (pattern.high !== null) this.#expr(pattern.high);
        break;
      case "ref":
        this.#pattern(pattern.of, alternative);
        break;
      case "tuple":
      case "slice":
        for (const item of pattern.items) this.#pattern(item, alternative);
        break;
      case "path":
        pattern.path.target = this.#paths.value(pattern.path, this.#place);
        break;
      case "tuple-struct":
        pattern.path.target = this.#paths.value(pattern.path, this.#place);
        for (const item of pattern.items) this.#pattern(item, alternative);
        break;
      case "struct":
        pattern.path.target = this.#structTarget(pattern.path);
        for (const field of pattern.fields) this.#pattern(field.pattern, alternative);
        break;
      case "or": {
        const [first, ...others] = pattern.of;
        this.#pattern(first as Pattern, alternative);
        const scope = this.#scope as Scope;
        for (const other of others) this.#pattern(other, scope.names);
        break;
      }
      default:
    }
  }

  #structTarget(path: Path): NonNullable<Path["target"]> {
    return this.#paths.shape(path, this.#place);
  }

  // ---- expressions ----

  #block(block: Block): void {
    this.#inScope(() => {
      const items = block.statements.flatMap((statement) =>
        statement.kind === "item" ? [statement.item] : [],
      );
      const outer = this.#place;
      if (items.length > 0) {
        const module = newModule(outer.module.path, outer.module, true, false);
        this.#collector.collect(items, module);
        this.#place = { ...outer, module };
      }
      for (const statement of block.statements) this.#statement(statement);
      if (block.tail !== null) this.#expr(block.tail);
      this.#place = outer;
    });
  }

  #statement(statement: Statement): void {
    if (statement.kind === "expr") this.#expr(statement.value);
    if (statement.kind !== "let") return;
    if (statement.type !== null) this.type(statement.type);
    if (statement.value !== null) this.#expr(statement.value);
    if (statement.otherwise !== null) this.#block(statement.otherwise);
    this.#pattern(statement.pattern);
  }

  #path(path: Path): void {
    for (const { args } of path.segments) for (const arg of args) this.type(arg);
    if (path.self !== null) this.type(path.self.type);
    const [only] = path.segments;
    if (path.segments.length === 1 && path.self === null && only !== undefined) {
      const local = this.#lookUp(only.name);
      if (local !== null) {
        path.target = local;
        return;
      }
      if (only.name === "self")
        throw new Refusal(path.from, "There is no `self` here.", "a function with `&self`");
    }
    path.target = this.#paths.value(path, this.#place);
  }

  #labelled(label: string | null, act: () => void): void {
    this.#labels.push(label ?? "");
    act();
    this.#labels.pop();
  }

  #label(label: string | null, from: number): void {
    if (label !== null && !this.#labels.includes(label))
      throw new Refusal(from, `No loop here has the label \`${label}\`.`);
  }

  #expr(expr: Expr): void {
    switch (expr.kind) {
      case "path":
        this.#path(expr.path);
        break;
      case "unary":
      case "ref":
      case "await":
      case "try":
      case "paren":
      case "dbg":
      case "pin":
        this.#expr(expr.of);
        break;
      case "field":
        this.#expr(expr.of);
        break;
      case "cast":
        this.#expr(expr.of);
        this.type(expr.type);
        break;
      case "assign":
        this.#assigned(expr.left);
        this.#expr(expr.right);
        break;
      case "binary":
      case "assign-op":
        this.#expr(expr.left);
        this.#expr(expr.right);
        break;
      case "range":
        if (expr.low !== null) this.#expr(expr.low);
        if (expr.high !== null) this.#expr(expr.high);
        break;
      case "call":
        this.#expr(expr.callee);
        for (const arg of expr.args) this.#expr(arg);
        break;
      case "method":
        this.#expr(expr.receiver);
        for (const type of expr.generics) this.type(type);
        for (const arg of expr.args) this.#expr(arg);
        break;
      case "index":
        this.#expr(expr.of);
        this.#expr(expr.index);
        break;
      case "tuple":
      case "array":
        for (const item of expr.items) this.#expr(item);
        break;
      case "repeat":
        this.#expr(expr.value);
        this.#expr(expr.length);
        break;
      case "struct":
        expr.path.target = this.#structTarget(expr.path);
        for (const field of expr.fields) this.#expr(field.value);
        if (expr.base !== null) this.#expr(expr.base);
        break;
      case "block":
        if (expr.label === null) this.#block(expr.block);
        else this.#labelled(expr.label, () => this.#block(expr.block));
        break;
      case "async": {
        const body = newBody("async", (this.#scope as Scope).body, true, expr.move);
        expr.scope = body;
        this.#inBody(body, () => this.#block(expr.block));
        break;
      }
      case "closure": {
        const body = newBody("closure", (this.#scope as Scope).body, expr.async, expr.move);
        expr.scope = body;
        this.#inBody(body, () => {
          for (const { pattern, type } of expr.params) {
            if (type !== null) this.type(type);
            this.#pattern(pattern);
          }
          if (expr.returns !== null) this.type(expr.returns);
          this.#expr(expr.body);
        });
        break;
      }
      case "if":
        this.#inScope(() => {
          this.#expr(expr.condition);
          this.#block(expr.body);
        });
        if (expr.otherwise !== null) this.#expr(expr.otherwise);
        break;
      case "let":
        this.#expr(expr.value);
        this.#pattern(expr.pattern);
        break;
      case "while":
        this.#labelled(expr.label, () =>
          this.#inScope(() => {
            this.#expr(expr.condition);
            this.#block(expr.body);
          }),
        );
        break;
      case "loop":
        this.#labelled(expr.label, () => this.#block(expr.body));
        break;
      case "for":
        this.#expr(expr.over);
        this.#labelled(expr.label, () =>
          this.#inScope(() => {
            this.#pattern(expr.pattern);
            this.#block(expr.body);
          }),
        );
        break;
      case "match":
        this.#expr(expr.of);
        for (const arm of expr.arms)
          this.#inScope(() => {
            this.#pattern(arm.pattern);
            if (arm.guard !== null) this.#expr(arm.guard);
            this.#expr(arm.body);
          });
        break;
      case "return":
        if (expr.value !== null) this.#expr(expr.value);
        break;
      case "break":
        if (this.#labels.length === 0) throw new Refusal(expr.from, "`break` is outside any loop.");
        this.#label(expr.label, expr.from);
        if (expr.value !== null) this.#expr(expr.value);
        break;
      case "continue":
        if (this.#labels.length === 0) throw new Refusal(expr.from, "`continue` is outside any loop.");
        this.#label(expr.label, expr.from);
        break;
      default:
        this.#macro(expr);
    }
  }

  /** `_ = x` and `(a, _) = x` */
  #assigned(expr: Expr): void {
    if (expr.kind === "tuple") for (const item of expr.items) this.#assigned(item);
    else if (expr.kind !== "path" || expr.path.segments[0]?.name !== "_") this.#expr(expr);
  }

  #macro(expr: Expr): void {
    switch (expr.kind) {
      case "format":
        if (expr.target !== null) this.#expr(expr.target);
        for (const arg of expr.args) this.#expr(arg);
        break;
      case "assert":
        this.#expr(expr.left);
        if (expr.right !== null) this.#expr(expr.right);
        if (expr.message !== null) this.#expr(expr.message);
        break;
      case "matches":
        this.#expr(expr.of);
        this.#inScope(() => {
          this.#pattern(expr.pattern);
          if (expr.guard !== null) this.#expr(expr.guard);
        });
        break;
      case "select":
        for (const { future, condition } of expr.branches) {
          if (condition !== null) this.#expr(condition);
          this.#expr(future);
        }
        for (const { pattern, body } of expr.branches)
          this.#inScope(() => {
            this.#pattern(pattern);
            this.#expr(body);
          });
        if (expr.otherwise !== null) this.#expr(expr.otherwise);
        break;
      case "join":
        for (const future of expr.futures) this.#expr(future);
        break;
      case "pin-vars":
        for (const name of expr.names) this.#expr(name);
        break;
      default:
    }
  }
}

function traitGenerics(trait: TraitDef | null): readonly string[] {
  return trait?.node.generics.params.map(({ name }) => name) ?? [];
}
