/** Follows moves through statements, branches and loops, each loop twice. */
import type { Block, Expr, Of, Statement } from "../syntax/ast.ts";
import type { State, Loop } from "./move-state.ts";
import { PART, joined, rootOf, hasLet, localsOf } from "./move-state.ts";
import type { Local } from "../syntax/definitions.ts";
import { MovePatterns } from "./move-patterns.ts";

export abstract class MoveControl extends MovePatterns {
  protected abstract borrow(expr: Expr): void;

  protected abstract values(exprs: readonly Expr[]): void;

  protected block(block: Block, _isBody = false): void {
    const live = this.live.length;
    for (const statement of block.statements) this.#statement(statement);
    if (block.tail !== null) {
      this.at = block.tail.from;
      this.value(block.tail);
    }
    this.live.length = Math.min(live, this.live.length);
  }

  #pin(local: Local): void {
    this.pinned.add(rootOf(local));
    this.unpinned.delete(rootOf(local));
  }

  /** A future fresh from its function or block; those in a `Pin` are none. */
  #isUnpinned(value: Expr): boolean {
    if (!["call", "method", "async"].includes(value.kind)) return false;
    const ty = this.type(value);
    return (
      ty.k === "future" ||
      (ty.k === "adt" && ["tokio::time::Sleep", "tokio::sync::futures::Notified"].includes(ty.def.path))
    );
  }

  /** Only what is pinned can be awaited through a `&mut`. */
  protected waitsByRef(future: Expr): void {
    if (future.kind !== "ref" || !future.mut || future.of.kind !== "path") return;
    const { target } = future.of.path;
    if (target?.kind === "local" && this.unpinned.has(rootOf(target)))
      this.checker.report(
        future.from,
        `\`${target.name}\` is not pinned, so \`&mut ${target.name}\` cannot be awaited.`,
        `\`tokio::pin!(${target.name});\` before it`,
      );
  }

  #statement(statement: Statement): void {
    if (statement.kind === "item") return;
    this.at = statement.from;
    if (statement.kind === "expr") {
      if (statement.value.kind === "pin-vars")
        for (const name of statement.value.names)
          if (name.kind === "path" && name.path.target?.kind === "local") this.#pin(name.path.target);
      this.value(statement.value);
      return;
    }
    const { pattern, value, otherwise } = statement;
    if (value === null) {
      if (pattern.kind === "bind" && pattern.local !== undefined) this.late.add(pattern.local);
    } else if (pattern.kind === "bind" && pattern.local !== undefined && this.#isUnpinned(value)) {
      this.unpinned.add(pattern.local);
      this.value(value);
    } else if (pattern.kind === "bind" && pattern.sub === null && !pattern.byRef) this.value(value);
    else this.matched(value, [pattern]);
    this.fresh(pattern);
    if (value === null && this.state !== null)
      this.state = [...this.state, ...localsOf(pattern).map((local) => ({ local, path: [] }))];
    if (otherwise !== null) {
      const after = this.state;
      this.block(otherwise);
      this.state = after;
    }
  }

  #branches(branches: readonly (() => void)[]): void {
    const before = this.state;
    let after: State = null;
    const live = this.live.length;
    for (const branch of branches) {
      this.state = before;
      branch();
      this.live.length = Math.min(live, this.live.length);
      after = joined(after, this.state);
    }
    this.state = after;
  }

  /** Twice, so that a move in one round meets a use in the next. */
  #repeated(label: string | null, endless: boolean, round: () => void): void {
    const loop: Loop = { label, leaves: [], isLoop: true };
    this.loops.push(loop);
    const before = this.state;
    round();
    this.state = joined(before, this.state);
    const again = this.state;
    round();
    this.loops.pop();
    let after: State = endless ? null : joined(again, this.state);
    for (const left of loop.leaves) after = joined(after, left);
    this.state = after;
  }

  #condition(expr: Expr): void {
    if (expr.kind === "let") {
      this.matched(expr.value, [expr.pattern]);
      this.fresh(expr.pattern);
    } else if (expr.kind === "binary" && expr.op === "&&") {
      this.#condition(expr.left);
      this.#condition(expr.right);
    } else if (expr.kind === "paren") this.#condition(expr.of);
    else this.value(expr);
  }

  protected control(expr: Expr): void {
    switch (expr.kind) {
      case "block":
        this.#labelled(expr);
        break;
      case "if": {
        const before = this.state;
        const live = this.live.length;
        this.#condition(expr.condition);
        const inside = this.state;
        this.#branches([
          () => this.block(expr.body),
          () => {
            // What the patterns of a condition took is there if they did not match.
            this.state = hasLet(expr.condition) ? before : inside;
            this.live.length = live;
            if (expr.otherwise !== null) this.value(expr.otherwise);
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
          this.block(expr.body);
        });
        break;
      case "loop":
        this.#repeated(expr.label, true, () => this.block(expr.body));
        break;
      case "for":
        this.value(expr.over);
        this.#repeated(expr.label, false, () => {
          this.fresh(expr.pattern);
          this.block(expr.body);
        });
        break;
      case "match":
        this.#match(expr);
        break;
      case "matches":
        this.borrow(expr.of);
        if (expr.guard !== null) this.value(expr.guard);
        break;
      case "return":
        if (expr.value !== null) this.value(expr.value);
        this.state = null;
        break;
      case "break":
      case "continue": {
        if (expr.kind === "break" && expr.value !== null) this.value(expr.value);
        const loop = this.loops.findLast((one) =>
          expr.label === null ? one.isLoop : one.label === expr.label,
        );
        if (expr.kind === "break") loop?.leaves.push(this.state);
        this.state = null;
        break;
      }
      default:
        this.#macro(expr);
    }
  }

  #labelled(expr: Of<"block">): void {
    if (expr.label === null) {
      this.block(expr.block);
      return;
    }
    const loop: Loop = { label: expr.label, leaves: [], isLoop: false };
    this.loops.push(loop);
    this.block(expr.block);
    this.loops.pop();
    for (const left of loop.leaves) this.state = joined(this.state, left);
  }

  #match(expr: Of<"match">): void {
    const place = this.place(expr.of);
    if (place === null) this.value(expr.of);
    else
      this.borrowForMatch(
        expr.of,
        place,
        expr.arms.map(({ pattern }) => pattern),
      );
    const isRef = this.type(expr.of).k === "ref";
    this.#branches(
      expr.arms.map((arm) => () => {
        if (place !== null && !isRef && place.through === null && this.takes(arm.pattern)) {
          const path = arm.pattern.kind === "bind" ? place.path : [...place.path, PART];
          this.note(place.local, { path, moves: true });
          if (this.state !== null) this.state = [...this.state, { local: place.local, path }];
        }
        this.fresh(arm.pattern);
        if (arm.guard !== null) this.#condition(arm.guard);
        this.at = arm.body.from;
        this.value(arm.body);
      }),
    );
  }

  #macro(expr: Expr): void {
    switch (expr.kind) {
      case "format":
        if (expr.target !== null) this.borrow(expr.target);
        for (const arg of expr.args) this.borrow(arg);
        break;
      case "assert":
        this.borrow(expr.left);
        if (expr.right !== null) this.borrow(expr.right);
        if (expr.message !== null) {
          const before = this.state;
          this.value(expr.message);
          this.state = before;
        }
        break;
      case "pin-vars":
        for (const name of expr.names) this.borrow(name);
        break;
      case "select":
        for (const { condition } of expr.branches) if (condition !== null) this.value(condition);
        this.values(expr.branches.map(({ future }) => future));
        for (const { future } of expr.branches) this.waitsByRef(future);
        this.#branches([
          ...expr.branches.map(({ pattern, body }) => () => {
            this.fresh(pattern);
            this.at = body.from;
            this.value(body);
          }),
          ...(expr.otherwise === null ? [] : [() => this.value(expr.otherwise as Expr)]),
        ]);
        break;
      case "join":
        this.values(expr.futures);
        break;
      default:
    }
  }
}
