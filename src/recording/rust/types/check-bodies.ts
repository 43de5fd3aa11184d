/** Checks closures and async blocks, and what leaves them: `.await` and `?`. */
import type { Of } from "../syntax/ast.ts";
import { find, fresh, show, UNKNOWN, unify } from "./ty.ts";
import type { Ty } from "./ty.ts";
import { CheckControl } from "./check-control.ts";

export abstract class CheckBodies extends CheckControl {
  #inside<T>(returns: Ty, act: () => T): T {
    const outer = this.body;
    const loops = this.loops.splice(0);
    this.body = { ...outer, returns };
    try {
      return act();
    } finally {
      this.body = outer;
      this.loops.push(...loops);
    }
  }

  closure(expr: Of<"closure">, want: Ty | null): Ty {
    const wanted = want === null ? null : find(want);
    const expected = wanted?.k === "fn" && wanted.params.length === expr.params.length ? wanted : null;
    const params = expr.params.map(({ type }, i) => {
      const hint = expected?.params[i] ?? fresh();
      if (type === null) return hint;
      const written = this.lowering.type(type, this.body.of);
      unify(written, hint);
      return written;
    });
    const given = expected === null || expr.async ? null : find(expected.returns);
    const returns: Ty =
      expr.returns !== null
        ? this.lowering.type(expr.returns, this.body.of)
        : given !== null && given.k !== "unknown"
          ? given
          : fresh();
    const found = this.#inside(returns, () => {
      expr.params.forEach(({ pattern }, i) => this.pattern(pattern, params[i] as Ty));
      return this.infer(expr.body, returns);
    });
    // What the body gives is compared where the closure goes, so that the message names both.
    if (find(found).k !== "never" && !this.fits(returns, found))
      this.mismatch(returns, found, expr.body.from);
    return {
      k: "fn",
      params,
      returns: expr.async ? { k: "future", out: returns } : returns,
      isAsync: expr.async,
      def: null,
    };
  }

  protected async(expr: Of<"async">): Ty {
    const out = fresh();
    const found = this.#inside(out, () => this.block(expr.block, null));
    if (find(found).k !== "never" && !unify(out, found))
      this.mismatch(out, found, expr.block.tail?.from ?? expr.block.to - 1);
    return { k: "future", out: find(out).k === "var" && find(found).k === "never" ? out : out };
  }

  protected await(expr: Of<"await">): Ty {
    const of = this.infer(expr.of, null);
    const out = this.futureOut(of);
    if (out !== null) return out;
    const at = find(of);
    const called = at.k === "fn" && at.def !== null ? `\`${at.def.name}(…).await\`` : undefined;
    this.report(
      expr.to - "await".length,
      `\`${show(of)}\` is no future: it cannot be awaited.`,
      called ?? "the value without `.await`",
    );
    return UNKNOWN;
  }

  protected try(expr: Of<"try">): Ty {
    const of = this.infer(expr.of, null);
    const at = find(of);
    const returns = find(this.body.returns);
    if (at.k === "adt" && (at.def.path === "std::result::Result" || at.def.path === "std::option::Option")) {
      if (returns.k === "var")
        unify(returns, {
          k: "adt",
          def: at.def,
          args: at.def.name === "Option" ? [fresh()] : [fresh(), fresh()],
        });
      else if (
        returns.k === "adt"
          ? returns.def !== at.def && returns.def.path !== "std::task::Poll"
          : returns.k === "tuple" || returns.k === "prim"
      )
        this.report(
          expr.to - 1,
          `\`?\` on \`${at.def.name}\` needs a body that returns \`${at.def.name}\`, and this one returns \`${show(returns)}\`.`,
        );
      else if (returns.k === "adt" && returns.def === at.def && at.args.length > 1)
        this.#converted(at.args[1] as Ty, returns.args[1] as Ty, expr.to - 1);
      return at.args[0] ?? UNKNOWN;
    }
    if (at.k === "adt" && at.def.path === "std::task::Poll") return UNKNOWN;
    if (at.k === "adt" || at.k === "prim" || at.k === "tuple" || at.k === "future") {
      const isFuture = this.pendingOutput(at) !== null || at.k === "future";
      this.report(
        expr.to - 1,
        isFuture
          ? "`?` stands after a future: nothing waits for it."
          : `\`?\` works on \`Option\` and \`Result\`, and this is \`${show(at)}\`.`,
        isFuture ? "`.await?`" : undefined,
      );
    }
    return UNKNOWN;
  }

  /** `?` turns the error into the one that the body returns, if there is a `From` for it. */
  #converted(from: Ty, to: Ty, at: number): void {
    const [error, wanted] = [find(from), find(to)];
    if (error.k !== "adt" || wanted.k !== "adt" || error.def === wanted.def) return;
    const isText = wanted.def.path === "std::string::String";
    if (wanted.def.isStd && !isText) return;
    const taken = [...wanted.def.methods]
      .filter(([name]) => name.startsWith("from#"))
      .map(([, { node }]) =>
        find(this.lowering.type(node.params[0]!.type, { params: new Map(), self: wanted })),
      );
    if (taken.some((one) => one.k !== "adt" || one.def === error.def) && !isText) return;
    this.report(
      at,
      `\`?\` cannot turn \`${show(error)}\` into \`${show(wanted)}\`.`,
      isText ? "`.map_err(|e| e.to_string())?`" : `an \`impl From<${show(error)}> for ${show(wanted)}\``,
    );
  }
}
