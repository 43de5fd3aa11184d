/** Uses of places: a variable, its fields, what lies behind a pointer; whether they are there, and may change. */
import type { Expr } from "../syntax/ast.ts";
import type { Body, Local } from "../syntax/definitions.ts";
import type { Checker } from "./checker.ts";
import { Sends } from "./send.ts";
import { find, UNKNOWN } from "./ty.ts";
import type { Ty } from "./ty.ts";
import type { Moved, State, Place, Loop, Use } from "./move-state.ts";
import { PART, isPrefix, rootOf } from "./move-state.ts";

const MUTABLE_POINTERS = /^(?:Box|.*Guard|RefMut)$/;

export abstract class MovePlaces {
  protected readonly checker: Checker;

  readonly paths = new Map<Local, readonly (readonly string[])[]>();

  protected state: State = [];

  protected loops: Loop[] = [];

  /** Of the bodies being walked, innermost last: how each uses what it captures. */
  protected uses: Map<Local, Use[]>[] = [];

  protected readonly sends: Sends;

  /** Variables that are in scope in the body being walked, oldest first. */
  protected live: Local[] = [];

  protected body: Body | null = null;

  protected readonly late = new Set<Local>();

  /** Futures in variables that no `&mut` can wait for: they may still be moved. */
  protected readonly unpinned = new Set<Local>();

  protected readonly pinned = new Set<Local>();

  constructor(checker: Checker) {
    this.checker = checker;
    this.sends = new Sends(checker);
  }

  protected type(expr: Expr): Ty {
    return find(this.checker.types.get(expr) ?? UNKNOWN);
  }

  /** Whether a use by value certainly moves. */
  protected isMoved(ty: Ty): boolean {
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
          return at.args.some((arg) => this.isMoved(arg));
        // What a pin or a box of a reference is, is not followed.
        return (
          !["std::pin::Pin", "std::iter::Iter", "std::slice::Slice"].includes(path) &&
          !path.startsWith("std::sync::atomic::Ordering")
        );
      }
      case "tuple":
        return at.items.some((item) => this.isMoved(item));
      case "array":
        return this.isMoved(at.of);
      case "future":
        return true;
      default:
        return false;
    }
  }

  protected place(expr: Expr): Place | null {
    switch (expr.kind) {
      case "paren":
        return this.place(expr.of);
      case "path": {
        const { target } = expr.path;
        return target?.kind === "local" ? { local: target, path: [], through: null } : null;
      }
      case "field": {
        const of = this.place(expr.of);
        if (of === null || of.through !== null) return of;
        const pointer = this.#pointer(this.type(expr.of));
        return pointer === null ? { ...of, path: [...of.path, expr.name] } : { ...of, through: pointer };
      }
      case "unary":
      case "index": {
        if (expr.kind === "unary" && expr.op !== "*") return null;
        const of = this.place(expr.of);
        return of === null || of.through !== null ? of : { ...of, through: this.type(expr.of) };
      }
      default:
        return null;
    }
  }

  #pointer(ty: Ty): Ty | null {
    if (ty.k === "ref") return ty;
    if (
      ty.k === "adt" &&
      this.checker.deref(ty) !== null &&
      !(ty.def.kind === "struct" && !ty.def.isStd && ty.def.fields.length > 0)
    )
      return ty;
    return ty.k === "unknown" || ty.k === "var" || ty.k === "param" ? ty : null;
  }

  #name({ local, path }: { local: Local; path: readonly string[] }): string {
    return [local.name, ...path.filter((part) => part !== PART)].join(".");
  }

  /** Is part of it gone? */
  protected lost(local: Local, path: readonly string[]): Moved | undefined {
    return this.state?.find(
      (moved) => moved.local === local && (isPrefix(moved.path, path) || isPrefix(path, moved.path)),
    );
  }

  protected use(place: Place, at: number, moves: boolean): void {
    const { local, path } = place;
    const lost = this.lost(local, path);
    if (lost !== undefined && this.late.has(local) && path.length === 0) {
      this.checker.report(at, `\`${local.name}\` may have no value here.`);
      return;
    }
    if (lost !== undefined) {
      this.checker.report(
        at,
        `\`${this.#name(place)}\` is used here after ${lost.path.includes(PART) && lost.path.length > path.length ? "a part of it" : "it"} was moved away.`,
        "a `.clone()` where it was moved, or a reference there",
      );
      return;
    }
    this.note(local, { path, moves });
    if (moves && this.state !== null) this.state = [...this.state, { local, path }];
  }

  /** For the closure or async block that this body is. */
  protected note(local: Local, use: Use): void {
    if (local.outer === null) return;
    const uses = this.uses.at(-1);
    const known = uses?.get(local) ?? [];
    known.push(use);
    uses?.set(local, known);
  }

  protected outOfPointer(expr: Expr, place: Place): void {
    const through = place.through as Ty;
    const isPointer =
      through.k === "ref" ||
      (through.k === "adt" && ["std::sync::Arc", "std::rc::Rc"].includes(through.def.path));
    const isElement =
      expr.kind === "index" &&
      through.k === "adt" &&
      through.def.path === "std::vec::Vec" &&
      this.type(expr.index).k === "prim";
    if (isPointer || isElement)
      this.checker.report(
        expr.from,
        isElement
          ? "An element cannot be moved out of a list by its index."
          : `This cannot be moved out of \`${this.#name(place)}\`, which only points to it.`,
        isElement ? "`.remove(i)`, `&` before it, or `.clone()`" : "`.clone()`, or a reference",
      );
  }

  /** It may change: declared `mut`, or behind a `&mut`. */
  protected changed(expr: Expr): void {
    const place = this.place(expr);
    if (place === null) return;
    const { local, through } = place;
    if (through !== null) {
      if (through.k === "ref" && !through.mut)
        this.checker.report(
          expr.from,
          `\`${this.#name(place)}\` is behind a \`&\`, so it cannot change here.`,
          "`&mut`",
        );
      if (through.k !== "adt" || !MUTABLE_POINTERS.test(through.def.name)) return;
    }
    if (through === null && this.type(expr).k === "ref") return;
    if (local.mut || this.pinned.has(rootOf(local)) || this.late.has(rootOf(local))) return;
    this.checker.report(
      expr.from,
      `\`${local.name}\` changes here, and is not declared as mutable.`,
      `\`mut ${local.name}\` where it is declared`,
    );
  }

  protected at = 0;

  protected fieldType(ty: Ty, path: readonly string[]): Ty {
    let at = find(ty);
    for (const name of path) {
      if (at.k === "adt" && at.def.kind === "struct") {
        const index = at.def.fields.findIndex((field) => field.name === name);
        at = index === -1 ? UNKNOWN : find(this.checker.fieldType(at.def, index, at.args));
      } else if (at.k === "tuple") at = find(at.items[Number(name)] ?? UNKNOWN);
      else return UNKNOWN;
    }
    return at;
  }
}
