/** Declares variables in scopes, and finds them from the bodies that capture them. */
import { Refusal } from "../syntax/problem.ts";
import type { Path, Pattern } from "../syntax/ast.ts";
import { findValue } from "./modules.ts";
import type { Body, Local } from "../syntax/definitions.ts";
import { ResolveTypes } from "./resolve-types.ts";

export interface Scope {
  names: Map<string, Local>;
  parent: Scope | null;
  body: Body;
}

export abstract class ResolveVariables extends ResolveTypes {
  protected scope: Scope | null = null;

  protected readonly labels: string[] = [];

  protected inBody<T>(body: Body, act: () => T): T {
    const outer = this.scope;
    const labels = this.labels.splice(0);
    this.scope = { names: new Map(), parent: outer, body };
    try {
      return act();
    } finally {
      this.scope = outer;
      this.labels.push(...labels);
    }
  }

  protected inScope<T>(act: () => T): T {
    const outer = this.scope as Scope;
    this.scope = { names: new Map(), parent: outer, body: outer.body };
    try {
      return act();
    } finally {
      this.scope = outer;
    }
  }

  protected declare(name: string, mut: boolean, from: number): Local {
    const scope = this.scope as Scope;
    const { body } = scope;
    const local = newLocal(body, { name, mut, from, outer: null, byRef: false });
    scope.names.set(name, local);
    return local;
  }

  protected lookUp(name: string): Local | null {
    for (let scope = this.scope; scope !== null; scope = scope.parent) {
      const found = scope.names.get(name);
      if (found !== undefined) return this.#captured(found, (this.scope as Scope).body);
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
    const inner = newLocal(body, { name, mut, from, outer, byRef: !body.move });
    body.captures.set(outer, inner);
    return inner;
  }

  protected pattern(pattern: Pattern, alternative: Map<string, Local> | null = null): void {
    switch (pattern.kind) {
      case "bind": {
        if (pattern.sub === null && !pattern.mut && !pattern.byRef) {
          const value = findValue(this.place.module, pattern.name, this.std.prelude);
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
        else pattern.local = this.declare(pattern.name, pattern.mut, pattern.from);
        if (pattern.sub !== null) this.pattern(pattern.sub, alternative);
        break;
      }
      case "literal":
        this.expr(pattern.value);
        break;
      case "range":
        if (pattern.low !== null) this.expr(pattern.low);
        if (pattern.high !== null) this.expr(pattern.high);
        break;
      case "ref":
        this.pattern(pattern.of, alternative);
        break;
      case "tuple":
      case "slice":
        for (const item of pattern.items) this.pattern(item, alternative);
        break;
      case "path":
        pattern.path.target = this.paths.value(pattern.path, this.place);
        break;
      case "tuple-struct":
        pattern.path.target = this.paths.value(pattern.path, this.place);
        for (const item of pattern.items) this.pattern(item, alternative);
        break;
      case "struct":
        pattern.path.target = this.structTarget(pattern.path);
        for (const field of pattern.fields) this.pattern(field.pattern, alternative);
        break;
      case "or": {
        const [first, ...others] = pattern.of;
        this.pattern(first as Pattern, alternative);
        const scope = this.scope as Scope;
        for (const other of others) this.pattern(other, scope.names);
        break;
      }
      default:
    }
  }

  protected labelled(label: string | null, act: () => void): void {
    this.labels.push(label ?? "");
    act();
    this.labels.pop();
  }

  protected label(label: string | null, from: number): void {
    if (label !== null && !this.labels.includes(label))
      throw new Refusal(from, `No loop here has the label \`${label}\`.`);
  }
}

export function newBody(kind: Body["kind"], parent: Body | null, isAsync: boolean, move: boolean): Body {
  return { kind, parent, slots: 0, locals: [], captures: new Map(), isAsync, move };
}

/** In the body's next slot. */
function newLocal(body: Body, given: Pick<Local, "name" | "mut" | "from" | "outer" | "byRef">): Local {
  const local: Local = { kind: "local", slot: body.slots++, body, ...given };
  body.locals.push(local);
  return local;
}
