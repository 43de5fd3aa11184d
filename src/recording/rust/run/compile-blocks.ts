/** Compiles blocks, their statements, and `let`. */
import type { Block, Expr, Of, Pattern, Statement } from "../syntax/ast.ts";
import { Ref } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { bindings } from "./compile-base.ts";
import { CompilePlaces } from "./compile-places.ts";
import { fast, runSlowly, slow } from "./frame.ts";
import type { Code, Frame } from "./frame.ts";
import { Matcher } from "./match.ts";
import { fieldPlace } from "./places.ts";
import { literal } from "./constants.ts";

export abstract class CompileBlocks extends CompilePlaces {
  #matcher: Matcher | null = null;

  protected get matcher(): Matcher {
    return (this.#matcher ??= new Matcher(this.machine, (expr) => literal(this.machine, expr)));
  }

  block(block: Block): Code {
    return this.scoped(() => {
      const statements = block.statements.flatMap((statement) => {
        const code = this.#statement(statement);
        return code === null ? [] : [code];
      });
      // Edition 2024: the temporaries of a block's last expression go before its variables.
      const { tail } = block;
      const last =
        tail === null
          ? null
          : this.#marked(
              tail.from,
              this.statement(() => this.value(tail)),
            );
      return this.inOrder(statements, last);
    });
  }

  protected inOrder(statements: readonly Code[], last: Code | null): Code {
    if (statements.length === 0 && last !== null) return last;
    if (!statements.some((code) => code.slow) && last?.slow !== true) {
      const runs = statements.map((code) => code.run as (f: Frame) => Value);
      const end = last === null ? null : (last.run as (f: Frame) => Value);
      return fast((f) => {
        for (const run of runs) run(f);
        return end === null ? undefined : end(f);
      });
    }
    return slow(function* (f) {
      for (const code of statements) {
        if (code.slow) yield* code.run(f);
        else code.run(f);
      }
      return last === null ? undefined : yield* runSlowly(last, f);
    });
  }

  #statement(statement: Statement): Code | null {
    if (statement.kind === "item") return null;
    const code = statement.kind === "let" ? this.#let(statement) : this.#discarded(statement.value);
    return this.seam(this.#marked(statement.from, code));
  }

  /** While it runs, this is where the program is. */
  #marked(from: number, code: Code): Code {
    const { machine } = this;
    if (!code.slow) {
      const { run } = code;
      return fast((f) => {
        machine.at = from;
        return run(f);
      });
    }
    const { run } = code;
    return slow(function* (f) {
      machine.at = from;
      return yield* run(f);
    });
  }

  /** The value of a statement is the last of its temporaries. */
  #discarded(value: Expr): Code {
    const { machine } = this;
    // `tokio::pin!(x);` leaves x where it is: a Pin is what it points to.
    if (value.kind === "pin-vars") return fast(() => undefined);
    return this.statement(() => {
      return this.after(this.value(value), (made) => {
        if (typeof made === "object" && made !== null) machine.drop(made);
        return undefined;
      });
    });
  }

  #let(statement: Extract<Statement, { kind: "let" }>): Code {
    const { pattern, value, otherwise } = statement;
    if (value === null) {
      this.declare(pattern);
      return fast(() => undefined);
    }
    const code = this.statement(() => this.#initialize(pattern, value, otherwise));
    this.declare(pattern);
    return code;
  }

  #initialize(pattern: Pattern, value: Expr, otherwise: Block | null): Code {
    if (otherwise === null && pattern.kind === "bind" && pattern.sub === null && !pattern.byRef) {
      const slot = pattern.local?.slot as number;
      return this.sequence([this.initial(value)], ([made], f) => {
        f.slots[slot] = made;
        return undefined;
      });
    }
    // `let _ = place` neither moves nor drops.
    if (pattern.kind === "wild" && this.isPlace(value)) return this.place(value);
    const holdsRef = bindings(pattern).length > 0 && byReference(pattern);
    const place = this.isPlace(value)
      ? this.place(value)
      : holdsRef
        ? this.extended(value)
        : this.#temporaryOf(value);
    if (otherwise === null) {
      return this.sequence([place], ([at], f) => {
        this.matcher.bind(f, pattern, at as Ref);
        return undefined;
      });
    }
    const { matcher } = this;
    const fallback = this.block(otherwise);
    const bound = (at: Value, f: Frame): boolean => {
      if (!matcher.test(pattern, at as Ref)) return false;
      matcher.bind(f, pattern, at as Ref);
      return true;
    };
    if (!place.slow && !fallback.slow)
      return fast((f) => {
        if (bound(place.run(f), f)) return undefined;
        return fallback.run(f);
      });
    return slow(function* (f) {
      const at = yield* runSlowly(place, f);
      if (bound(at, f)) return undefined;
      return yield* runSlowly(fallback, f);
    });
  }

  #temporaryOf(value: Expr): Code {
    return this.asTemporary(this.initial(value));
  }

  /** Puts what `code` gives among the temporaries. */
  protected asTemporary(code: Code): Code {
    this.makesTemps();
    return this.sequence([code], ([made], f) => this.temp(f, made));
  }

  /** The value of a `let`: temporaries that its references refer to live as long as the variable. */
  protected initial(value: Expr): Code {
    switch (value.kind) {
      case "ref": {
        if (this.isPlace(value.of)) return this.#extendedPlace(value);
        return this.after(this.extended(value.of), (at) => this.refTo(at as Ref));
      }
      case "paren":
        return this.initial(value.of);
      default:
        return this.value(value);
    }
  }

  /** `&make().field` */
  #extendedPlace(value: Of<"ref">): Code {
    const of = value.of.kind === "paren" ? value.of.of : value.of;
    if (of.kind === "field" && !this.isPlace(of.of)) {
      const { name, nameAt } = of;
      return this.after(this.extended(of.of), (at) => fieldPlace(this.machine, at as Ref, name, nameAt));
    }
    return this.value(value);
  }
}

/** Whether a pattern asks for references: what it looks at must live as long as they do. */
function byReference(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case "bind":
      return pattern.byRef || (pattern.sub !== null && byReference(pattern.sub));
    case "tuple":
    case "slice":
    case "tuple-struct":
      return pattern.items.some(byReference);
    case "struct":
      return pattern.fields.some((field) => byReference(field.pattern));
    default:
      return false;
  }
}
