/** The ground of the compiler from syntax trees to closures: sequences, temporaries, scopes. */
import { SEAM } from "../../../runtime/std/pause.ts";
import type { Block, Expr, Fn, Pattern } from "../syntax/ast.ts";
import { Refusal } from "../syntax/problem.ts";
import type { Body, FnDef, ImplDef, Local, TraitDef } from "../syntax/definitions.ts";
import { EMPTY, Ref } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { fast, slow } from "./frame.ts";
import type { Code, Frame } from "./frame.ts";
import type { Interpreter } from "./interpreter.ts";

/** What is being compiled. */
export interface Context {
  scope: Body;
  impl: ImplDef | null;
  trait: TraitDef | null;
  def: FnDef | null;
}

export abstract class CompileBase {
  readonly machine: Interpreter;
  protected context!: Context;
  /** Slots of the variables of the block being compiled, in order of declaration. */
  protected slots: number[] = [];
  /** Whether the statement being compiled makes temporaries. */
  #temps = false;

  constructor(machine: Interpreter) {
    this.machine = machine;
  }

  abstract value(expr: Expr): Code;
  /** Gives a Ref to where the value is; a value without a place gets one among the temporaries. */
  abstract place(expr: Expr): Code;
  abstract block(block: Block): Code;

  in<T>(context: Context, act: () => T): T {
    const outer = [this.context, this.slots, this.#temps] as const;
    this.context = context;
    this.slots = [];
    try {
      return act();
    } finally {
      [this.context, this.slots, this.#temps] = outer;
    }
  }

  get here(): Context {
    return this.context;
  }

  /** The slots of each of a function's parameters. */
  paramSlots(node: Fn): number[][] {
    const own = node.self === null ? [] : [[0]];
    return [...own, ...node.params.map(({ pattern }) => bindings(pattern).map(({ slot }) => slot))];
  }

  /** A slot that no variable has. */
  hiddenSlot(): number {
    const slot = this.context.scope.slots++;
    this.slots.push(slot);
    return slot;
  }

  makesTemps(): void {
    this.#temps = true;
  }

  /** Puts a value among the temporaries, where it stays until the end of the statement. */
  protected temp(f: Frame, value: Value): Ref {
    const cell = [value];
    f.temps.push(cell);
    return new Ref(cell, 0);
  }

  /** Runs the parts in order, then `then` on their values. A part that fails drops the values before it. */
  sequence(parts: readonly Code[], then: (values: Value[], f: Frame) => Value): Code {
    const { machine } = this;
    if (parts.length === 0) return fast((f) => then([], f));
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) {
      if (!only.slow) return fast((f) => then([only.run(f)], f));
      return slow(function* (f) {
        return then([yield* only.run(f)], f);
      });
    }
    if (!parts.some((part) => part.slow)) {
      const runs = parts.map((part) => part.run as (f: Frame) => Value);
      return fast((f) => {
        const values: Value[] = [];
        try {
          for (const run of runs) values.push(run(f));
        } catch (error) {
          machine.dropAll(values);
          throw error;
        }
        return then(values, f);
      });
    }
    return slow(function* (f) {
      const values: Value[] = [];
      let complete = false;
      try {
        for (const part of parts) values.push(part.slow ? yield* part.run(f) : part.run(f));
        complete = true;
      } finally {
        if (!complete) machine.dropAll(values);
      }
      return then(values, f);
    });
  }

  /** What `build` compiles is a statement of its own: at its end its temporaries are dropped, last first. */
  statement(build: () => Code): Code {
    const outer = this.#temps;
    this.#temps = false;
    const code = build();
    const has = this.#temps;
    this.#temps = outer;
    return has ? this.#dropping(code) : code;
  }

  #dropping(code: Code): Code {
    const { machine } = this;
    if (!code.slow) {
      const { run } = code;
      return fast((f) => {
        const mark = f.temps.length;
        let value: Value = EMPTY;
        let unwinds = false;
        try {
          value = run(f);
        } catch (thrown) {
          unwinds = machine.unwinds(thrown);
          throw thrown;
        } finally {
          // If dropping a temporary panics, so does what the statement gave.
          if (f.temps.length > mark) machine.dropTemps(f, mark);
          if (unwinds) machine.isPanicking = false;
        }
        return value;
      });
    }
    const { run } = code;
    return slow(function* (f) {
      const mark = f.temps.length;
      let unwinds = false;
      try {
        return yield* run(f);
      } catch (thrown) {
        unwinds = machine.unwinds(thrown);
        throw thrown;
      } finally {
        if (f.temps.length > mark) machine.dropTemps(f, mark);
        if (unwinds) machine.isPanicking = false;
      }
    });
  }

  /** Variables that `build` declares live as long as its code runs. */
  scoped(build: () => Code): Code {
    const outer = this.slots;
    this.slots = [];
    const code = build();
    const { slots } = this;
    this.slots = outer;
    return slots.length === 0 ? code : this.#clearing(code, slots);
  }

  #clearing(code: Code, slots: readonly number[]): Code {
    const { machine } = this;
    if (!code.slow) {
      const { run } = code;
      return fast((f) => {
        let unwinds = false;
        try {
          return run(f);
        } catch (thrown) {
          unwinds = machine.unwinds(thrown);
          throw thrown;
        } finally {
          machine.dropSlots(f, slots);
          if (unwinds) machine.isPanicking = false;
        }
      });
    }
    const { run } = code;
    return slow(function* (f) {
      let unwinds = false;
      try {
        return yield* run(f);
      } catch (thrown) {
        unwinds = machine.unwinds(thrown);
        throw thrown;
      } finally {
        machine.dropSlots(f, slots);
        if (unwinds) machine.isPanicking = false;
      }
    });
  }

  /** Where a variable is: in the frame, among what the body has captured, or behind the reference it has captured. */
  local(local: Local): (f: Frame) => Ref {
    const { slot } = local;
    if (local.outer === null) return (f) => new Ref(f.slots, slot);
    const index = this.captureIndex(local);
    if (!local.byRef) return (f) => new Ref(f.env, index);
    return (f) => f.env[index] as Ref;
  }

  captureIndex(local: Local): number {
    return [...local.body.captures.values()].indexOf(local);
  }

  /** Declares a pattern's variables in the scope being compiled. */
  declare(pattern: Pattern): void {
    for (const local of bindings(pattern)) if (!this.slots.includes(local.slot)) this.slots.push(local.slot);
  }

  /** In an async body other threads may act between two statements. */
  seam(code: Code): Code {
    if (!code.slow) return code;
    const { run } = code;
    return slow(function* (f) {
      const value = yield* run(f);
      yield SEAM.value;
      return value;
    });
  }

  refuse(at: number, message: string, instead?: string): never {
    throw new Refusal(at, message, instead);
  }
}

/** The variables that a pattern binds, in order. */
export function bindings(pattern: Pattern): Local[] {
  switch (pattern.kind) {
    case "bind": {
      const own = pattern.local === undefined ? [] : [pattern.local];
      return pattern.sub === null ? own : [...own, ...bindings(pattern.sub)];
    }
    case "ref":
      return bindings(pattern.of);
    case "tuple":
    case "slice":
    case "tuple-struct":
      return pattern.items.flatMap(bindings);
    case "struct":
      return pattern.fields.flatMap((field) => bindings(field.pattern));
    case "or":
      return bindings(pattern.of[0] as Pattern);
    default:
      return [];
  }
}
