/** What `spawn` asks of a future: that it may go to another thread, and that it borrows nothing. */
import type { Expr } from "../syntax/ast.ts";
import type { Body, Local } from "../syntax/definitions.ts";
import type { Checker } from "./checker.ts";
import { circles } from "./recursion.ts";
import { find, show, UNKNOWN } from "./ty.ts";
import type { Ty } from "./ty.ts";

/** A variable that holds its value over an `.await`. */
interface Kept {
  local: Local;
  ty: Ty;
}

export interface BodyFacts {
  kept: Kept[];
  /** The futures that it waits for. */
  awaited: Expr[];
}

/** Functions that send their argument to another thread, or may. */
const SPAWNS: Readonly<Record<string, "future" | "closure">> = {
  "tokio::task::spawn": "future",
  "tokio::task::JoinSet::spawn": "future",
  "tokio::runtime::Handle::spawn": "future",
  "tokio::runtime::Runtime::spawn": "future",
  "tokio::task::spawn_blocking": "closure",
  "tokio::task::JoinSet::spawn_blocking": "closure",
  "std::thread::spawn": "closure",
};

const NOT_SEND: ReadonlySet<string> = new Set([
  "std::rc::Rc",
  "std::rc::Weak",
  "std::cell::Ref",
  "std::cell::RefMut",
  "std::sync::MutexGuard",
  "std::sync::RwLockReadGuard",
  "std::sync::RwLockWriteGuard",
  "tokio::sync::watch::Ref",
]);
const NOT_SYNC: ReadonlySet<string> = new Set([
  "std::cell::Cell",
  "std::cell::RefCell",
  "std::cell::OnceCell",
]);

export class Sends {
  readonly #checker: Checker;
  readonly facts = new Map<Body, BodyFacts>();
  readonly #spawned: { arg: Expr; kind: "future" | "closure" }[] = [];

  constructor(checker: Checker) {
    this.#checker = checker;
  }

  factsOf(body: Body): BodyFacts {
    let facts = this.facts.get(body);
    if (facts === undefined) this.facts.set(body, (facts = { kept: [], awaited: [] }));
    return facts;
  }

  /** A call of one of the functions that spawn; looked at once all bodies are known. */
  call(path: string | undefined, args: readonly Expr[]): void {
    const kind = path === undefined ? undefined : SPAWNS[path];
    const [arg] = args;
    if (kind !== undefined && arg !== undefined) this.#spawned.push({ arg, kind });
  }

  end(): void {
    for (const { from } of circles(this.facts, (awaited) => this.#bodyOf(awaited)))
      this.#checker.report(
        from,
        "An async function that awaits itself is a future that contains itself.",
        "`Box::pin(…).await`",
      );
    for (const { arg, kind } of this.#spawned) {
      this.#borrows(arg, kind);
      const bad = this.#notSend(arg, new Set());
      if (bad !== null) this.#checker.report(arg.from, bad.message, bad.instead);
    }
  }

  /** What it borrows may be gone when it runs. */
  #borrows(arg: Expr, kind: "future" | "closure"): void {
    if (arg.kind !== "async" && arg.kind !== "closure") return;
    for (const [outer, inner] of (arg.scope as Body).captures) {
      const ty = find(this.#checker.typeOfLocal(outer));
      if (!inner.byRef || ty.k === "ref" || ty.k === "unknown" || ty.k === "var") continue;
      const what = kind === "future" && arg.kind === "async" ? "This async block" : "This closure";
      this.#checker.report(
        arg.from,
        `${what} borrows \`${outer.name}\`, and may run on when \`${outer.name}\` is gone.`,
        arg.kind === "async" ? "`async move`" : "`move ||`",
      );
      return;
    }
  }

  #notSend(arg: Expr, seen: Set<Body>): { message: string; instead: string } | null {
    const body = this.#bodyOf(arg);
    if (body === null || seen.has(body)) return null;
    seen.add(body);
    for (const outer of body.captures.keys()) {
      const part = this.#unsendable(this.#checker.typeOfLocal(outer));
      if (part !== null)
        return {
          message: `\`${outer.name}\` holds a \`${part}\`, which cannot go to another thread, and this is spawned.`,
          instead: INSTEAD[part.split("<")[0] ?? ""] ?? "an `Arc`",
        };
    }
    const facts = this.facts.get(body);
    for (const { local, ty } of facts?.kept ?? []) {
      const part = this.#unsendable(ty);
      if (part !== null)
        return {
          message: `\`${local.name}\`, a \`${part}\`, is held across an \`.await\` and cannot go to another thread, and this is spawned.`,
          instead: INSTEAD[part.split("<")[0] ?? ""] ?? "a block that ends before the `.await`",
        };
    }
    for (const awaited of facts?.awaited ?? []) {
      const bad = this.#notSend(awaited, seen);
      if (bad !== null) return bad;
    }
    return null;
  }

  /** The body that a future runs, where that can be seen. */
  #bodyOf(arg: Expr): Body | null {
    if (arg.kind === "async" || arg.kind === "closure") return arg.scope ?? null;
    if (arg.kind === "paren") return this.#bodyOf(arg.of);
    if (arg.kind === "method") {
      const fn = this.#checker.methods.get(arg);
      return fn?.node.async === true ? fn.scope : null;
    }
    if (arg.kind !== "call" || arg.callee.kind !== "path") return null;
    const { target } = arg.callee.path;
    return target?.kind === "fn" && target.node.async ? target.scope : null;
  }

  /** The part of a type that may not go to another thread. */
  #unsendable(ty: Ty): string | null {
    const at = find(ty);
    if (at.k === "tuple") return firstOf(at.items, (item) => this.#unsendable(item));
    if (at.k === "array") return this.#unsendable(at.of);
    if (at.k === "ref") return at.mut ? this.#unsendable(at.of) : this.#unshareable(at.of);
    if (at.k !== "adt") return null;
    const { path } = at.def;
    if (NOT_SEND.has(path)) return show(at);
    if (path === "std::sync::Arc") return this.#unshareable(at.args[0] ?? UNKNOWN);
    if (!at.def.isStd) return this.#inFields(at, (field) => this.#unsendable(field));
    return firstOf(at.args, (arg) => this.#unsendable(arg));
  }

  #unshareable(ty: Ty): string | null {
    const at = find(ty);
    if (at.k === "adt" && NOT_SYNC.has(at.def.path)) return show(at);
    if (at.k === "adt" && ["std::rc::Rc", "std::rc::Weak"].includes(at.def.path)) return show(at);
    if (at.k === "adt" && !at.def.isStd) return this.#inFields(at, (field) => this.#unshareable(field));
    return null;
  }

  #depth = 0;

  #inFields(at: Extract<Ty, { k: "adt" }>, look: (field: Ty) => string | null): string | null {
    if (at.def.kind !== "struct" || this.#depth > 8) return null;
    const { def, args } = at;
    this.#depth++;
    const found = firstOf(
      def.fields.map((_, i) => this.#checker.fieldType(def, i, args)),
      look,
    );
    this.#depth--;
    return found;
  }
}

const INSTEAD: Readonly<Record<string, string>> = {
  Rc: "an `Arc`",
  Weak: "`std::sync::Weak`",
  RefCell: "a `Mutex`",
  Cell: "an atomic, or a `Mutex`",
  MutexGuard: "a block that drops the guard before the `.await`, or `tokio::sync::Mutex`",
};

function firstOf<T>(list: readonly T[], look: (item: T) => string | null): string | null {
  for (const item of list) {
    const found = look(item);
    if (found !== null) return found;
  }
  return null;
}
