/** Checks the macros of std and tokio. */
import type { Expr, Of } from "../syntax/ast.ts";
import { BOOL, find, NEVER, show, UNIT, UNKNOWN } from "./ty.ts";
import type { Ty } from "./ty.ts";
import { CheckBodies } from "./check-bodies.ts";

export abstract class CheckMacros extends CheckBodies {
  protected macro(expr: Expr, want: Ty | null): Ty {
    switch (expr.kind) {
      case "format":
        return this.#format(expr);
      case "assert":
        if (expr.right === null) this.check(expr.left, BOOL);
        else
          this.compared(
            this.strip(this.infer(expr.left, null)),
            this.strip(this.infer(expr.right, this.types.get(expr.left) ?? null)),
            {
              ...expr,
              kind: "binary",
              op: expr.op as "==",
              left: expr.left,
              right: expr.right,
              opAt: expr.from,
            },
          );
        if (expr.message !== null) this.infer(expr.message, null);
        return UNIT;
      case "dbg":
      case "pin":
        return this.infer(expr.of, want);
      case "pin-vars": {
        const types = expr.names.map((name) => this.infer(name, null));
        return types[0] ?? UNIT;
      }
      case "select":
        return this.#select(expr, want);
      case "join":
        return this.#join(expr);
      default:
        return UNKNOWN;
    }
  }

  #format(expr: Of<"format">): Ty {
    if (expr.target !== null) this.infer(expr.target, null);
    const types = expr.args.map((arg) => this.infer(arg, null));
    for (const piece of expr.pieces) {
      if ("text" in piece) continue;
      const arg = expr.args[piece.arg];
      if (arg !== undefined) this.#shown(this.strip(types[piece.arg] ?? UNKNOWN), piece.spec.kind, arg);
    }
    switch (expr.macro) {
      case "format":
      case "format_args":
        return this.adt("std::string::String");
      case "panic":
      case "todo":
      case "unimplemented":
      case "unreachable":
        return NEVER;
      case "write":
      case "writeln":
        return this.result(UNIT, this.adt("std::fmt::Error"));
      default:
        return UNIT;
    }
  }

  #shown(ty: Ty, kind: string, arg: Expr): void {
    if (this.pendingOutput(ty) !== null && ty.k === "future") {
      this.report(
        arg.from,
        "This is a future and no value to show: nothing waits for it.",
        "`.await` after it",
      );
      return;
    }
    const trait = kind === "?" ? "Debug" : kind === "" ? "Display" : null;
    if (trait === null) return;
    if (ty.k === "adt" && !ty.def.isStd && !ty.def.traits.has(trait) && !ty.def.traits.has("Deref"))
      this.report(
        arg.from,
        `\`${ty.def.name}\` does not implement \`${trait}\`.`,
        trait === "Debug" ? `\`#[derive(Debug)]\` on it` : "`{:?}`, or an impl of `Display`",
      );
    const hasNoDisplay =
      ty.k === "tuple" ||
      ty.k === "array" ||
      ty.k === "slice" ||
      (ty.k === "adt" &&
        [
          "Option",
          "Result",
          "Vec",
          "VecDeque",
          "HashMap",
          "BTreeMap",
          "HashSet",
          "BTreeSet",
          "Duration",
          "Instant",
        ].includes(ty.def.name) &&
        ty.def.isStd);
    if (trait === "Display" && hasNoDisplay)
      this.report(arg.from, `\`${show(ty)}\` does not implement \`Display\`.`, "`{:?}`");
    if (ty.k === "fn" && ty.def === null) this.report(arg.from, `A closure does not implement \`${trait}\`.`);
  }

  #select(expr: Of<"select">, want: Ty | null): Ty {
    const outs = expr.branches.map(({ future, condition }) => {
      if (condition !== null) this.check(condition, BOOL);
      return this.#outOf(future);
    });
    const arms = expr.branches.map(
      ({ pattern, body }, i) =>
        [
          body,
          (hint: Ty | null): Ty => {
            this.pattern(pattern, outs[i] as Ty);
            return this.infer(body, hint);
          },
        ] as const,
    );
    const otherwise = expr.otherwise;
    return this.branches(
      want,
      otherwise === null ? arms : [...arms, [otherwise, (hint: Ty | null) => this.infer(otherwise, hint)]],
    );
  }

  /** What the future of a branch gives. */
  #outOf(future: Expr): Ty {
    const found = this.infer(future, null);
    const out = this.futureOut(found);
    if (out === null)
      this.report(
        future.from,
        `\`${show(found)}\` is no future.`,
        future.kind === "await" ? "the future without `.await`" : undefined,
      );
    return out ?? UNKNOWN;
  }

  #join(expr: Of<"join">): Ty {
    const outs = expr.futures.map((future) => this.#outOf(future));
    if (!expr.try) return { k: "tuple", items: outs };
    const args = outs.map((out) => {
      const at = find(out);
      return at.k === "adt" ? at.args : [];
    });
    return this.result(
      { k: "tuple", items: args.map(([first]) => first ?? UNKNOWN) },
      args[0]?.[1] ?? UNKNOWN,
    );
  }
}
