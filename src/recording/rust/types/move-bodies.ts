/** What closures and async blocks capture, and what lives over an `.await`. */
import type { Expr } from "../syntax/ast.ts";
import type { Body, Local } from "../syntax/definitions.ts";
import type { Use } from "./move-state.ts";
import { PART } from "./move-state.ts";
import { MoveControl } from "./move-control.ts";

export abstract class MoveBodies extends MoveControl {
  /** At an `.await`, what is in scope and not moved away goes wherever the task goes. */
  protected waits(of: Expr): void {
    if (this.body === null || this.state === null) return;
    const facts = this.sends.factsOf(this.body);
    facts.awaited.push(of);
    for (const local of this.live)
      if (this.lost(local, []) === undefined) facts.kept.push({ local, ty: this.checker.typeOfLocal(local) });
  }

  /** A closure or an async block: what it captures, and how. */
  protected nested(scope: Body, walk: () => void): void {
    const [state, loops, live, body] = [this.state, this.loops, this.live, this.body];
    this.state = [];
    this.loops = [];
    this.live = [];
    this.body = scope;
    const uses = new Map<Local, Use[]>();
    this.uses.push(uses);
    walk();
    this.uses.pop();
    this.state = state;
    this.loops = loops;
    this.live = live;
    this.body = body;
    for (const [outer, inner] of scope.captures) this.#capture(scope, outer, inner, uses.get(inner) ?? []);
  }

  #capture(scope: Body, outer: Local, inner: Local, uses: readonly Use[]): void {
    const ty = this.checker.typeOfLocal(outer);
    inner.byRef = !scope.move && !uses.some(({ moves }) => moves);
    const paths = uses.map(({ path }) => path.filter((part) => part !== PART));
    const whole = paths.length === 0 || paths.some((path) => path.length === 0);
    if (inner.byRef) {
      for (const path of whole ? [[]] : paths)
        this.use({ local: outer, path, through: null }, this.at, false);
      return;
    }
    if (!whole) this.paths.set(inner, paths);
    // What is only looked at by a body that does not say `move` stays where it is.
    for (const path of whole ? [[]] : paths) {
      const field = this.fieldType(ty, path);
      this.use({ local: outer, path, through: null }, this.at, this.isMoved(field));
    }
  }
}
