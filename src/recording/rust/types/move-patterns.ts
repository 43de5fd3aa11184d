/** What patterns take out of the value that they look into. */
import type { Expr, Pattern } from "../syntax/ast.ts";
import type { Place } from "./move-state.ts";
import { PART, localsOf } from "./move-state.ts";
import { MovePlaces } from "./move-places.ts";

export abstract class MovePatterns extends MovePlaces {
  protected abstract value(expr: Expr): void;

  /** Indices inside a place. */
  protected inside(expr: Expr): void {
    if (expr.kind === "index") {
      this.value(expr.index);
      this.inside(expr.of);
    } else if (expr.kind === "field" || expr.kind === "unary" || expr.kind === "paren") this.inside(expr.of);
  }

  /** In a loop a variable is a new one each time. */
  protected fresh(pattern: Pattern): void {
    const own = localsOf(pattern);
    this.live.push(...own);
    if (this.state !== null && own.length > 0)
      this.state = this.state.filter(({ local }) => !own.includes(local));
  }

  /** A value that patterns look into: what they bind by value is moved out of it. */
  protected matched(value: Expr, patterns: readonly Pattern[]): void {
    const place = this.place(value);
    if (place === null) {
      this.value(value);
      return;
    }
    this.borrowForMatch(value, place, patterns);
    const isRef = this.type(value).k === "ref";
    if (isRef || place.through !== null || !patterns.some((pattern) => this.takes(pattern))) return;
    const whole = patterns.some((pattern) => pattern.kind === "bind");
    const part = whole ? place.path : [...place.path, PART];
    this.note(place.local, { path: part, moves: true });
    if (this.state !== null) this.state = [...this.state, { local: place.local, path: part }];
  }

  protected borrowForMatch(value: Expr, place: Place, patterns: readonly Pattern[]): void {
    if (patterns.every(({ kind }) => kind === "wild")) return;
    this.inside(value);
    this.use(place, value.from, false);
  }

  protected takes(pattern: Pattern): boolean {
    switch (pattern.kind) {
      case "bind":
        return (
          !pattern.byRef &&
          pattern.local !== undefined &&
          this.isMoved(this.checker.typeOfLocal(pattern.local))
        );
      case "or":
        return pattern.of.some((one) => this.takes(one));
      case "tuple":
      case "slice":
      case "tuple-struct":
        return pattern.items.some((item) => this.takes(item));
      case "struct":
        return pattern.fields.some((field) => this.takes(field.pattern));
      default:
        return false;
    }
  }
}
