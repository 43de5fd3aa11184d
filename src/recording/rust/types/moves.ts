/** Follows what each variable holds: no use after a move, no change of what may not change, and what closures capture. */
import type { Expr, Of } from "../syntax/ast.ts";
import type { Body, FnDef } from "../syntax/definitions.ts";
import type { Ty } from "./ty.ts";
import type { Place } from "./move-state.ts";
import { isPrefix, joined, rootOf, localsOf } from "./move-state.ts";
import { MoveBodies } from "./move-bodies.ts";

/** Methods of every type that take `self` by value. */
const BY_VALUE: ReadonlySet<string> = new Set(["into", "try_into", "into_iter"]);

export class Moves extends MoveBodies {
  /** After all functions. */
  end(): void {
    this.sends.end();
  }

  fn(def: FnDef): void {
    this.state = [];
    this.loops = [];
    this.uses = [];
    this.live = [];
    this.body = def.scope;
    for (const { pattern } of def.node.params) this.live.push(...localsOf(pattern));
    if (def.node.body !== null) this.block(def.node.body, true);
  }

  /** Its value is used. */
  protected value(expr: Expr): void {
    if (expr.kind === "paren") {
      this.value(expr.of);
      return;
    }
    const place = this.place(expr);
    if (place === null) {
      this.#other(expr);
      return;
    }
    this.inside(expr);
    const moves = this.isMoved(this.type(expr));
    if (moves && place.through !== null) this.outOfPointer(expr, place);
    this.use(place, expr.from, moves && place.through === null);
  }

  /** It is looked at, borrowed or a method is called on it. */
  protected borrow(expr: Expr): void {
    const place = this.place(expr);
    if (place === null) {
      this.#other(expr);
      return;
    }
    this.inside(expr);
    this.use(place, expr.from, false);
  }

  protected values(exprs: readonly Expr[]): void {
    for (const expr of exprs) this.value(expr);
  }

  #other(expr: Expr): void {
    switch (expr.kind) {
      case "unary":
      case "cast":
      case "try":
      case "dbg":
      case "pin":
        this.value(expr.of);
        break;
      case "await":
        this.value(expr.of);
        this.waits(expr.of);
        break;
      case "field":
      case "index":
        this.borrow(expr.of);
        if (expr.kind === "index") this.value(expr.index);
        break;
      case "ref":
        this.borrow(expr.of);
        if (expr.mut) this.changed(expr.of);
        break;
      case "binary":
        this.#binary(expr);
        break;
      case "assign":
        this.#assign(expr.left, expr.right);
        break;
      case "assign-op":
        this.value(expr.right);
        this.borrow(expr.left);
        if (this.type(expr.left).k !== "adt" || this.place(expr.left)?.through !== null)
          this.changed(expr.left);
        break;
      case "range":
        if (expr.low !== null) this.value(expr.low);
        if (expr.high !== null) this.value(expr.high);
        break;
      case "call":
        this.sends.call(
          expr.callee.kind === "path" && expr.callee.path.target?.kind === "fn"
            ? expr.callee.path.target.path
            : undefined,
          expr.args,
        );
        if (expr.callee.kind === "path" && expr.callee.path.target?.kind !== "local") this.values(expr.args);
        else {
          this.borrow(expr.callee);
          this.values(expr.args);
        }
        break;
      case "method":
        this.#method(expr);
        break;
      case "tuple":
      case "array":
        this.values(expr.items);
        break;
      case "repeat":
        this.value(expr.value);
        break;
      case "struct":
        this.values(expr.fields.map(({ value }) => value));
        if (expr.base !== null) this.#base(expr);
        break;
      case "closure":
        this.nested(expr.scope as Body, () => this.value(expr.body));
        break;
      case "async":
        this.nested(expr.scope as Body, () => this.block(expr.block, true));
        break;
      default: {
        // What its patterns bind is gone after it.
        const live = this.live.length;
        this.control(expr);
        this.live.length = Math.min(live, this.live.length);
      }
    }
    if (this.type(expr).k === "never") this.state = null;
  }

  #method(expr: Of<"method">): void {
    const fn = this.checker.methods.get(expr);
    const self = fn?.node.self;
    const byValue =
      self === undefined || self === null
        ? BY_VALUE.has(expr.name)
        : self.kind === "value" && self.type === null;
    const found = this.type(expr.receiver);
    // Behind a reference, only what is copied is taken by value.
    const owns =
      self?.type?.kind === "path" &&
      /^(?:Arc|Rc|Box)$/.test(self.type.path.segments[0]?.name ?? "") &&
      found.k === "adt";
    if ((byValue && found.k !== "ref" && this.#ownsMethod(fn, found)) || owns) this.value(expr.receiver);
    else this.borrow(expr.receiver);
    if (self?.kind === "mut" && found.k !== "ref" && found.k !== "unknown") this.changed(expr.receiver);
    else if (self?.kind === "mut" && found.k === "ref" && !found.mut && this.#isPlain(fn))
      this.checker.report(
        expr.receiver.from,
        `This is behind a \`&\`, and \`${expr.name}\` changes it.`,
        "`&mut`",
      );
    this.sends.call(fn?.path, expr.args);
    this.values(expr.args);
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
    const ty = this.type(expr);
    if (this.place(base) === null || ty.k !== "adt" || ty.def.kind !== "struct") {
      this.value(base);
      return;
    }
    const { def, args } = ty;
    const rest = def.fields
      .map((_, i) => i)
      .filter((i) => !expr.fields.some(({ name }) => name === def.fields[i]?.name));
    const place = this.place(base) as Place;
    for (const i of rest) {
      const moves = place.through === null && this.isMoved(this.checker.fieldType(def, i, args));
      this.use({ ...place, path: [...place.path, def.fields[i]?.name ?? ""] }, base.from, moves);
    }
  }

  #binary(expr: Of<"binary">): void {
    const { op, left, right } = expr;
    if (op === "&&" || op === "||") {
      this.value(left);
      const before = this.state;
      this.value(right);
      this.state = joined(before, this.state);
    } else if (["==", "!=", "<", ">", "<=", ">="].includes(op)) {
      this.borrow(left);
      this.borrow(right);
    } else {
      this.value(left);
      this.value(right);
    }
  }

  #assign(left: Expr, right: Expr): void {
    this.value(right);
    if (left.kind === "tuple") {
      for (const item of left.items) this.#assigned(item);
      return;
    }
    this.#assigned(left);
  }

  #assigned(left: Expr): void {
    const place = this.place(left);
    if (place === null) {
      if (left.kind !== "path") this.#other(left);
      return;
    }
    this.inside(left);
    const { local, path, through } = place;
    if (path.length > 0 || through !== null) {
      const lost = this.state?.find(
        (moved) => moved.local === local && moved.path.length < path.length && isPrefix(moved.path, path),
      );
      if (lost !== undefined) this.use(place, left.from, false);
      this.changed(left);
      this.note(local, { path, moves: false });
    } else if (!local.mut && !this.late.has(rootOf(local)) && !this.pinned.has(rootOf(local)))
      this.checker.report(
        left.from,
        `\`${local.name}\` has its value already, and is not declared as mutable.`,
        `\`mut ${local.name}\` where it is declared`,
      );
    else this.note(local, { path, moves: false });
    if (through === null && this.state !== null)
      this.state = this.state.filter((moved) => moved.local !== local || !isPrefix(path, moved.path));
  }
}
