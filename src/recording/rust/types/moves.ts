/** Follows what each variable holds: no use after a move, no change of what may not change, and what closures capture. */
import type { Block, Expr, ExprOf, Pattern, Statement } from "../syntax/ast.ts";
import type { Body, FnDef, Local } from "../syntax/definitions.ts";
import type { Checker } from "./checker.ts";
import { Sends } from "./send.ts";
import { find, UNKNOWN } from "./ty.ts";
import type { Ty } from "./ty.ts";

type Of<K extends ExprOf["kind"]> = Extract<Expr, { kind: K }>;

/** A part of a variable that has been moved away. */
interface Moved {
  local: Local;
  path: readonly string[];
}

/** null: nothing runs here. */
type State = readonly Moved[] | null;

/** A place: a variable, its fields, and whether a pointer lies between. */
interface Place {
  local: Local;
  path: string[];
  /** The first pointer on the way, if there is one. */
  through: Ty | null;
}

interface Loop {
  label: string | null;
  /** What holds at each `break`. */
  leaves: State[];
  isLoop: boolean;
}

/** How a nested body uses a variable around it. */
interface Use {
  path: readonly string[];
  moves: boolean;
}

/** Methods of every type that take `self` by value. */
const BY_VALUE: ReadonlySet<string> = new Set(["into", "try_into", "into_iter"]);

export class Moves {
  readonly #checker: Checker;
  readonly paths = new Map<Local, readonly (readonly string[])[]>();
  #state: State = [];
  #loops: Loop[] = [];
  /** Of the bodies being walked, innermost last: how each uses what it captures. */
  #uses: Map<Local, Use[]>[] = [];
  readonly #sends: Sends;
  /** Variables that are in scope in the body being walked, oldest first. */
  #live: Local[] = [];
  #body: Body | null = null;
  readonly #late = new Set<Local>();
  readonly #pinned = new Set<Local>();

  constructor(checker: Checker) {
    this.#checker = checker;
    this.#sends = new Sends(checker);
  }

  /** After all functions. */
  end(): void {
    this.#sends.end();
  }

  fn(def: FnDef): void {
    this.#state = [];
    this.#loops = [];
    this.#uses = [];
    this.#live = [];
    this.#body = def.scope;
    for (const { pattern } of def.node.params) this.#live.push(...localsOf(pattern));
    if (def.node.body !== null) this.#block(def.node.body, true);
  }

  // ---- types ----

  #type(expr: Expr): Ty {
    return find(this.#checker.types.get(expr) ?? UNKNOWN);
  }

  /** Whether a use by value certainly moves. */
  #isMoved(ty: Ty): boolean {
    const at = find(ty);
    switch (at.k) {
      case "adt": {
        if (at.def.traits.has("Copy")) return false;
        const { path } = at.def;
        if (
          [
            "std::option::Option",
            "std::result::Result",
            "std::task::Poll",
            "std::cmp::Reverse",
            "std::ops::ControlFlow",
          ].includes(path)
        )
          return at.args.some((arg) => this.#isMoved(arg));
        // What a pin or a box of a reference is, is not followed.
        return (
          !["std::pin::Pin", "std::iter::Iter", "std::slice::Slice"].includes(path) &&
          !path.startsWith("std::sync::atomic::Ordering")
        );
      }
      case "tuple":
        return at.items.some((item) => this.#isMoved(item));
      case "array":
        return this.#isMoved(at.of);
      case "future":
        return true;
      default:
        return false;
    }
  }

  // ---- places ----

  #place(expr: Expr): Place | null {
    switch (expr.kind) {
      case "paren":
        return this.#place(expr.of);
      case "path": {
        const { target } = expr.path;
        return target?.kind === "local" ? { local: target, path: [], through: null } : null;
      }
      case "field": {
        const of = this.#place(expr.of);
        if (of === null || of.through !== null) return of;
        const pointer = this.#pointer(this.#type(expr.of));
        return pointer === null ? { ...of, path: [...of.path, expr.name] } : { ...of, through: pointer };
      }
      case "unary":
      case "index": {
        if (expr.kind === "unary" && expr.op !== "*") return null;
        const of = this.#place(expr.of);
        return of === null || of.through !== null ? of : { ...of, through: this.#type(expr.of) };
      }
      default:
        return null;
    }
  }

  #pointer(ty: Ty): Ty | null {
    if (ty.k === "ref") return ty;
    if (
      ty.k === "adt" &&
      this.#checker.deref(ty) !== null &&
      !(ty.def.kind === "struct" && !ty.def.isStd && ty.def.fields.length > 0)
    )
      return ty;
    return ty.k === "unknown" || ty.k === "var" || ty.k === "param" ? ty : null;
  }

  #name({ local, path }: { local: Local; path: readonly string[] }): string {
    return [local.name, ...path.filter((part) => part !== PART)].join(".");
  }

  /** Is part of it gone? */
  #lost(local: Local, path: readonly string[]): Moved | undefined {
    return this.#state?.find(
      (moved) => moved.local === local && (isPrefix(moved.path, path) || isPrefix(path, moved.path)),
    );
  }

  #use(place: Place, at: number, moves: boolean): void {
    const { local, path } = place;
    const lost = this.#lost(local, path);
    if (lost !== undefined) {
      this.#checker.report(
        at,
        `\`${this.#name(place)}\` is used here after ${lost.path.includes(PART) && lost.path.length > path.length ? "a part of it" : "it"} was moved away.`,
        "a `.clone()` where it was moved, or a reference there",
      );
      return;
    }
    this.#note(local, { path, moves });
    if (moves && this.#state !== null) this.#state = [...this.#state, { local, path }];
  }

  /** For the closure or async block that this body is. */
  #note(local: Local, use: Use): void {
    if (local.outer === null) return;
    const uses = this.#uses.at(-1);
    const known = uses?.get(local) ?? [];
    known.push(use);
    uses?.set(local, known);
  }

  // ---- expressions ----

  /** Its value is used. */
  #value(expr: Expr): void {
    if (expr.kind === "paren") {
      this.#value(expr.of);
      return;
    }
    const place = this.#place(expr);
    if (place === null) {
      this.#other(expr);
      return;
    }
    this.#inside(expr);
    const moves = this.#isMoved(this.#type(expr));
    if (moves && place.through !== null) this.#outOfPointer(expr, place);
    this.#use(place, expr.from, moves && place.through === null);
  }

  #outOfPointer(expr: Expr, place: Place): void {
    const through = place.through as Ty;
    const isPointer =
      through.k === "ref" ||
      (through.k === "adt" && ["std::sync::Arc", "std::rc::Rc"].includes(through.def.path));
    const isElement =
      expr.kind === "index" &&
      through.k === "adt" &&
      through.def.path === "std::vec::Vec" &&
      this.#type(expr.index).k === "prim";
    if (isPointer || isElement)
      this.#checker.report(
        expr.from,
        isElement
          ? "An element cannot be moved out of a list by its index."
          : `This cannot be moved out of \`${this.#name(place)}\`, which only points to it.`,
        isElement ? "`.remove(i)`, `&` before it, or `.clone()`" : "`.clone()`, or a reference",
      );
  }

  /** It is looked at, borrowed or a method is called on it. */
  #borrow(expr: Expr): void {
    const place = this.#place(expr);
    if (place === null) {
      this.#other(expr);
      return;
    }
    this.#inside(expr);
    this.#use(place, expr.from, false);
  }

  /** Indices inside a place. */
  #inside(expr: Expr): void {
    if (expr.kind === "index") {
      this.#value(expr.index);
      this.#inside(expr.of);
    } else if (expr.kind === "field" || expr.kind === "unary" || expr.kind === "paren") this.#inside(expr.of);
  }

  /** It may change: declared `mut`, or behind a `&mut`. */
  #changed(expr: Expr): void {
    const place = this.#place(expr);
    if (place === null) return;
    const { local, through } = place;
    if (through !== null) {
      if (through.k === "ref" && !through.mut)
        this.#checker.report(
          expr.from,
          `\`${this.#name(place)}\` is behind a \`&\`, so it cannot change here.`,
          "`&mut`",
        );
      if (through.k !== "adt" || !MUTABLE_POINTERS.test(through.def.name)) return;
    }
    if (through === null && this.#type(expr).k === "ref") return;
    if (local.mut || this.#pinned.has(rootOf(local)) || this.#late.has(rootOf(local))) return;
    this.#checker.report(
      expr.from,
      `\`${local.name}\` changes here, and is not declared as mutable.`,
      `\`mut ${local.name}\` where it is declared`,
    );
  }

  #values(exprs: readonly Expr[]): void {
    for (const expr of exprs) this.#value(expr);
  }

  #other(expr: Expr): void {
    switch (expr.kind) {
      case "unary":
      case "cast":
      case "try":
      case "dbg":
      case "pin":
        this.#value(expr.of);
        break;
      case "await":
        this.#value(expr.of);
        this.#waits(expr.of);
        break;
      case "field":
      case "index":
        this.#borrow(expr.of);
        if (expr.kind === "index") this.#value(expr.index);
        break;
      case "ref":
        this.#borrow(expr.of);
        if (expr.mut) this.#changed(expr.of);
        break;
      case "binary":
        this.#binary(expr);
        break;
      case "assign":
        this.#assign(expr.left, expr.right);
        break;
      case "assign-op":
        this.#value(expr.right);
        this.#borrow(expr.left);
        if (this.#type(expr.left).k !== "adt" || this.#place(expr.left)?.through !== null)
          this.#changed(expr.left);
        break;
      case "range":
        if (expr.low !== null) this.#value(expr.low);
        if (expr.high !== null) this.#value(expr.high);
        break;
      case "call":
        this.#sends.call(
          expr.callee.kind === "path" && expr.callee.path.target?.kind === "fn"
            ? expr.callee.path.target.path
            : undefined,
          expr.args,
        );
        if (expr.callee.kind === "path" && expr.callee.path.target?.kind !== "local") this.#values(expr.args);
        else {
          this.#borrow(expr.callee);
          this.#values(expr.args);
        }
        break;
      case "method":
        this.#method(expr);
        break;
      case "tuple":
      case "array":
        this.#values(expr.items);
        break;
      case "repeat":
        this.#value(expr.value);
        break;
      case "struct":
        this.#values(expr.fields.map(({ value }) => value));
        if (expr.base !== null) this.#base(expr);
        break;
      case "closure":
        this.#nested(expr.scope as Body, () => this.#value(expr.body));
        break;
      case "async":
        this.#nested(expr.scope as Body, () => this.#block(expr.block, true));
        break;
      default: {
        // What its patterns bind is gone after it.
        const live = this.#live.length;
        this.#control(expr);
        this.#live.length = Math.min(live, this.#live.length);
      }
    }
    if (this.#type(expr).k === "never") this.#state = null;
  }

  #method(expr: Of<"method">): void {
    const fn = this.#checker.methods.get(expr);
    const self = fn?.node.self;
    const byValue =
      self === undefined || self === null
        ? BY_VALUE.has(expr.name)
        : self.kind === "value" && self.type === null;
    const found = this.#type(expr.receiver);
    // Behind a reference, only what is copied is taken by value.
    const owns =
      self?.type?.kind === "path" &&
      /^(?:Arc|Rc|Box)$/.test(self.type.path.segments[0]?.name ?? "") &&
      found.k === "adt";
    if ((byValue && found.k !== "ref" && this.#ownsMethod(fn, found)) || owns) this.#value(expr.receiver);
    else this.#borrow(expr.receiver);
    if (self?.kind === "mut" && found.k !== "ref" && found.k !== "unknown") this.#changed(expr.receiver);
    else if (self?.kind === "mut" && found.k === "ref" && !found.mut && this.#isPlain(fn))
      this.#checker.report(
        expr.receiver.from,
        `This is behind a \`&\`, and \`${expr.name}\` changes it.`,
        "`&mut`",
      );
    this.#sends.call(fn?.path, expr.args);
    this.#values(expr.args);
  }

  /** At an `.await`, what is in scope and not moved away goes wherever the task goes. */
  #waits(of: Expr): void {
    if (this.#body === null || this.#state === null) return;
    const facts = this.#sends.factsOf(this.#body);
    facts.awaited.push(of);
    for (const local of this.#live)
      if (this.#lost(local, []) === undefined)
        facts.kept.push({ local, ty: this.#checker.typeOfLocal(local) });
  }

  /** A method found behind a pointer leaves the pointer where it is. */
  #ownsMethod(fn: FnDef | undefined, receiver: Ty): boolean {
    if (fn === undefined || receiver.k !== "adt" || fn.impl === null) return true;
    return receiver.def.methods.get(fn.name) === fn;
  }

  /** An iterator behind `&` is a copy of nothing; other types are certain. */
  #isPlain(fn: FnDef | undefined): boolean {
    return fn !== undefined && !fn.path.startsWith("std::iter");
  }

  #base(expr: Of<"struct">): void {
    const { base } = expr;
    if (base === null) return;
    const ty = this.#type(expr);
    if (this.#place(base) === null || ty.k !== "adt" || ty.def.kind !== "struct") {
      this.#value(base);
      return;
    }
    const { def, args } = ty;
    const rest = def.fields
      .map((_, i) => i)
      .filter((i) => !expr.fields.some(({ name }) => name === def.fields[i]?.name));
    const place = this.#place(base) as Place;
    for (const i of rest) {
      const moves = place.through === null && this.#isMoved(this.#checker.fieldType(def, i, args));
      this.#use({ ...place, path: [...place.path, def.fields[i]?.name ?? ""] }, base.from, moves);
    }
  }

  #binary(expr: Of<"binary">): void {
    const { op, left, right } = expr;
    if (op === "&&" || op === "||") {
      this.#value(left);
      const before = this.#state;
      this.#value(right);
      this.#state = joined(before, this.#state);
    } else if (["==", "!=", "<", ">", "<=", ">="].includes(op)) {
      this.#borrow(left);
      this.#borrow(right);
    } else {
      this.#value(left);
      this.#value(right);
    }
  }

  #assign(left: Expr, right: Expr): void {
    this.#value(right);
    if (left.kind === "tuple") {
      for (const item of left.items) this.#assigned(item);
      return;
    }
    this.#assigned(left);
  }

  #assigned(left: Expr): void {
    const place = this.#place(left);
    if (place === null) {
      if (left.kind !== "path") this.#other(left);
      return;
    }
    this.#inside(left);
    const { local, path, through } = place;
    if (path.length > 0 || through !== null) {
      const lost = this.#state?.find(
        (moved) => moved.local === local && moved.path.length < path.length && isPrefix(moved.path, path),
      );
      if (lost !== undefined) this.#use(place, left.from, false);
      this.#changed(left);
      this.#note(local, { path, moves: false });
    } else if (!local.mut && !this.#late.has(rootOf(local)) && !this.#pinned.has(rootOf(local)))
      this.#checker.report(
        left.from,
        `\`${local.name}\` has its value already, and is not declared as mutable.`,
        `\`mut ${local.name}\` where it is declared`,
      );
    else this.#note(local, { path, moves: false });
    if (through === null && this.#state !== null)
      this.#state = this.#state.filter((moved) => moved.local !== local || !isPrefix(path, moved.path));
  }

  // ---- nested bodies ----

  /** A closure or an async block: what it captures, and how. */
  #nested(scope: Body, walk: () => void): void {
    const [state, loops, live, body] = [this.#state, this.#loops, this.#live, this.#body];
    this.#state = [];
    this.#loops = [];
    this.#live = [];
    this.#body = scope;
    const uses = new Map<Local, Use[]>();
    this.#uses.push(uses);
    walk();
    this.#uses.pop();
    this.#state = state;
    this.#loops = loops;
    this.#live = live;
    this.#body = body;
    for (const [outer, inner] of scope.captures) this.#capture(scope, outer, inner, uses.get(inner) ?? []);
  }

  #capture(scope: Body, outer: Local, inner: Local, uses: readonly Use[]): void {
    const ty = this.#checker.typeOfLocal(outer);
    inner.byRef = !scope.move && !uses.some(({ moves }) => moves);
    const paths = uses.map(({ path }) => path.filter((part) => part !== PART));
    const whole = paths.length === 0 || paths.some((path) => path.length === 0);
    if (inner.byRef) {
      for (const path of whole ? [[]] : paths)
        this.#use({ local: outer, path, through: null }, this.#at, false);
      return;
    }
    if (!whole) this.paths.set(inner, paths);
    // What is only looked at by a body that does not say `move` stays where it is.
    for (const path of whole ? [[]] : paths) {
      const field = this.#fieldType(ty, path);
      this.#use({ local: outer, path, through: null }, this.#at, this.#isMoved(field));
    }
  }

  #at = 0;

  #fieldType(ty: Ty, path: readonly string[]): Ty {
    let at = find(ty);
    for (const name of path) {
      if (at.k === "adt" && at.def.kind === "struct") {
        const index = at.def.fields.findIndex((field) => field.name === name);
        at = index === -1 ? UNKNOWN : find(this.#checker.fieldType(at.def, index, at.args));
      } else if (at.k === "tuple") at = find(at.items[Number(name)] ?? UNKNOWN);
      else return UNKNOWN;
    }
    return at;
  }

  // ---- blocks and control ----

  #block(block: Block, _isBody = false): void {
    const live = this.#live.length;
    for (const statement of block.statements) this.#statement(statement);
    if (block.tail !== null) {
      this.#at = block.tail.from;
      this.#value(block.tail);
    }
    this.#live.length = Math.min(live, this.#live.length);
  }

  #statement(statement: Statement): void {
    if (statement.kind === "item") return;
    this.#at = statement.from;
    if (statement.kind === "expr") {
      if (statement.value.kind === "pin-vars")
        for (const name of statement.value.names)
          if (name.kind === "path" && name.path.target?.kind === "local")
            this.#pinned.add(rootOf(name.path.target));
      this.#value(statement.value);
      return;
    }
    const { pattern, value, otherwise } = statement;
    if (value === null) {
      if (pattern.kind === "bind" && pattern.local !== undefined) this.#late.add(pattern.local);
    } else if (pattern.kind === "bind" && pattern.sub === null && !pattern.byRef) this.#value(value);
    else this.#matched(value, [pattern]);
    this.#fresh(pattern);
    if (otherwise !== null) {
      const after = this.#state;
      this.#block(otherwise);
      this.#state = after;
    }
  }

  /** In a loop a variable is a new one each time. */
  #fresh(pattern: Pattern): void {
    const own = localsOf(pattern);
    this.#live.push(...own);
    if (this.#state !== null && own.length > 0)
      this.#state = this.#state.filter(({ local }) => !own.includes(local));
  }

  /** A value that patterns look into: what they bind by value is moved out of it. */
  #matched(value: Expr, patterns: readonly Pattern[]): void {
    const place = this.#place(value);
    if (place === null) {
      this.#value(value);
      return;
    }
    this.#borrowForMatch(value, place, patterns);
    const isRef = this.#type(value).k === "ref";
    if (isRef || place.through !== null || !patterns.some((pattern) => this.#takes(pattern))) return;
    const whole = patterns.some((pattern) => pattern.kind === "bind");
    const part = whole ? place.path : [...place.path, PART];
    this.#note(place.local, { path: part, moves: true });
    if (this.#state !== null) this.#state = [...this.#state, { local: place.local, path: part }];
  }

  #borrowForMatch(value: Expr, place: Place, patterns: readonly Pattern[]): void {
    if (patterns.every(({ kind }) => kind === "wild")) return;
    this.#inside(value);
    this.#use(place, value.from, false);
  }

  #takes(pattern: Pattern): boolean {
    switch (pattern.kind) {
      case "bind":
        return (
          !pattern.byRef &&
          pattern.local !== undefined &&
          this.#isMoved(this.#checker.typeOfLocal(pattern.local))
        );
      case "or":
        return pattern.of.some((one) => this.#takes(one));
      case "tuple":
      case "slice":
      case "tuple-struct":
        return pattern.items.some((item) => this.#takes(item));
      case "struct":
        return pattern.fields.some((field) => this.#takes(field.pattern));
      default:
        return false;
    }
  }

  #branches(branches: readonly (() => void)[]): void {
    const before = this.#state;
    let after: State = null;
    const live = this.#live.length;
    for (const branch of branches) {
      this.#state = before;
      branch();
      this.#live.length = Math.min(live, this.#live.length);
      after = joined(after, this.#state);
    }
    this.#state = after;
  }

  /** Twice, so that a move in one round meets a use in the next. */
  #repeated(label: string | null, endless: boolean, round: () => void): void {
    const loop: Loop = { label, leaves: [], isLoop: true };
    this.#loops.push(loop);
    const before = this.#state;
    round();
    this.#state = joined(before, this.#state);
    const again = this.#state;
    round();
    this.#loops.pop();
    let after: State = endless ? null : joined(again, this.#state);
    for (const left of loop.leaves) after = joined(after, left);
    this.#state = after;
  }

  #condition(expr: Expr): void {
    if (expr.kind === "let") {
      this.#matched(expr.value, [expr.pattern]);
      this.#fresh(expr.pattern);
    } else if (expr.kind === "binary" && expr.op === "&&") {
      this.#condition(expr.left);
      this.#condition(expr.right);
    } else if (expr.kind === "paren") this.#condition(expr.of);
    else this.#value(expr);
  }

  #control(expr: Expr): void {
    switch (expr.kind) {
      case "block":
        this.#labelled(expr);
        break;
      case "if": {
        const before = this.#state;
        const live = this.#live.length;
        this.#condition(expr.condition);
        const inside = this.#state;
        this.#branches([
          () => this.#block(expr.body),
          () => {
            // What the patterns of a condition took is there if they did not match.
            this.#state = hasLet(expr.condition) ? before : inside;
            this.#live.length = live;
            if (expr.otherwise !== null) this.#value(expr.otherwise);
          },
        ]);
        break;
      }
      case "let":
        this.#condition(expr);
        break;
      case "while":
        this.#repeated(expr.label, false, () => {
          this.#condition(expr.condition);
          this.#block(expr.body);
        });
        break;
      case "loop":
        this.#repeated(expr.label, true, () => this.#block(expr.body));
        break;
      case "for":
        this.#value(expr.over);
        this.#repeated(expr.label, false, () => {
          this.#fresh(expr.pattern);
          this.#block(expr.body);
        });
        break;
      case "match":
        this.#match(expr);
        break;
      case "matches":
        this.#borrow(expr.of);
        if (expr.guard !== null) this.#value(expr.guard);
        break;
      case "return":
        if (expr.value !== null) this.#value(expr.value);
        this.#state = null;
        break;
      case "break":
      case "continue": {
        if (expr.kind === "break" && expr.value !== null) this.#value(expr.value);
        const loop = this.#loops.findLast((one) =>
          expr.label === null ? one.isLoop : one.label === expr.label,
        );
        if (expr.kind === "break") loop?.leaves.push(this.#state);
        this.#state = null;
        break;
      }
      default:
        this.#macro(expr);
    }
  }

  #labelled(expr: Of<"block">): void {
    if (expr.label === null) {
      this.#block(expr.block);
      return;
    }
    const loop: Loop = { label: expr.label, leaves: [], isLoop: false };
    this.#loops.push(loop);
    this.#block(expr.block);
    this.#loops.pop();
    for (const left of loop.leaves) this.#state = joined(this.#state, left);
  }

  #match(expr: Of<"match">): void {
    const place = this.#place(expr.of);
    if (place === null) this.#value(expr.of);
    else
      this.#borrowForMatch(
        expr.of,
        place,
        expr.arms.map(({ pattern }) => pattern),
      );
    const isRef = this.#type(expr.of).k === "ref";
    this.#branches(
      expr.arms.map((arm) => () => {
        if (place !== null && !isRef && place.through === null && this.#takes(arm.pattern)) {
          const path = arm.pattern.kind === "bind" ? place.path : [...place.path, PART];
          this.#note(place.local, { path, moves: true });
          if (this.#state !== null) this.#state = [...this.#state, { local: place.local, path }];
        }
        this.#fresh(arm.pattern);
        if (arm.guard !== null) this.#condition(arm.guard);
        this.#at = arm.body.from;
        this.#value(arm.body);
      }),
    );
  }

  #macro(expr: Expr): void {
    switch (expr.kind) {
      case "format":
        if (expr.target !== null) this.#borrow(expr.target);
        for (const arg of expr.args) this.#borrow(arg);
        break;
      case "assert":
        this.#borrow(expr.left);
        if (expr.right !== null) this.#borrow(expr.right);
        if (expr.message !== null) {
          const before = this.#state;
          this.#value(expr.message);
          this.#state = before;
        }
        break;
      case "pin-vars":
        for (const name of expr.names) this.#borrow(name);
        break;
      case "select":
        for (const { condition } of expr.branches) if (condition !== null) this.#value(condition);
        this.#values(expr.branches.map(({ future }) => future));
        this.#branches([
          ...expr.branches.map(({ pattern, body }) => () => {
            this.#fresh(pattern);
            this.#at = body.from;
            this.#value(body);
          }),
          ...(expr.otherwise === null ? [] : [() => this.#value(expr.otherwise as Expr)]),
        ]);
        break;
      case "join":
        this.#values(expr.futures);
        break;
      default:
    }
  }
}

/** A mark in a path for a part that a pattern took. */
const PART = "#";
const MUTABLE_POINTERS = /^(?:Box|.*Guard|RefMut)$/;

function isPrefix(short: readonly string[], long: readonly string[]): boolean {
  return short.length <= long.length && short.every((part, i) => part === long[i]);
}

function joined(a: State, b: State): State {
  if (a === null) return b;
  if (b === null) return a;
  const more = b.filter(
    (moved) => !a.some((known) => known.local === moved.local && known.path.join() === moved.path.join()),
  );
  return more.length === 0 ? a : [...a, ...more];
}

function rootOf(local: Local): Local {
  let at = local;
  while (at.outer !== null) at = at.outer;
  return at;
}

function hasLet(expr: Expr): boolean {
  if (expr.kind === "let") return true;
  if (expr.kind === "paren") return hasLet(expr.of);
  return expr.kind === "binary" && expr.op === "&&" && (hasLet(expr.left) || hasLet(expr.right));
}

function localsOf(pattern: Pattern): Local[] {
  switch (pattern.kind) {
    case "bind":
      return [
        ...(pattern.local === undefined ? [] : [pattern.local]),
        ...(pattern.sub === null ? [] : localsOf(pattern.sub)),
      ];
    case "or":
      return localsOf(pattern.of[0] as Pattern);
    case "ref":
      return localsOf(pattern.of);
    case "tuple":
    case "slice":
    case "tuple-struct":
      return pattern.items.flatMap(localsOf);
    case "struct":
      return pattern.fields.flatMap((field) => localsOf(field.pattern));
    default:
      return [];
  }
}
