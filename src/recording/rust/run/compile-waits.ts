/** Compiles what waits: `.await`, `select!`, `join!`. */
import { awaited, Panic } from "../../../runtime/index.ts";
import type { Of } from "../syntax/ast.ts";
import { Ref } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { JoinFutures, SelectFutures } from "../tokio/macros.ts";
import type { Selected } from "../tokio/macros.ts";
import { bindings } from "./compile-base.ts";
import { fast, runSlowly, slow } from "./frame.ts";
import type { Code } from "./frame.ts";
import { finished } from "./futures.ts";
import { CompileCalls } from "./compile-calls.ts";

export abstract class CompileWaits extends CompileCalls {
  await(of: Code, at: number): Code {
    const { machine } = this;
    return slow(function* (f) {
      const value = yield* runSlowly(of, f);
      machine.at = at;
      const future = machine.future(value, at);
      try {
        return yield* awaited(future);
      } finally {
        machine.at = at;
        // `awaited` drops a future that is given up; one that is ready or has panicked goes here.
        finished(machine, value);
      }
    });
  }

  protected select(expr: Of<"select">): Code {
    const { machine, matcher } = this;
    const nothing = fast(() => true);
    const conditions = expr.branches.map(({ condition }) =>
      condition === null ? nothing : this.value(condition),
    );
    const futures = expr.branches.map(({ future }) => this.value(future));
    const makeAll = this.statement(() => this.sequence(futures, (values) => values));
    const arms = expr.branches.map(({ pattern, body }) => {
      const code = this.scoped(() => {
        this.declare(pattern);
        return this.statement(() => this.value(body));
      });
      return { pattern, code, slots: bindings(pattern).map(({ slot }) => slot) };
    });
    const otherwise = expr.otherwise === null ? null : this.value(expr.otherwise);
    const test = (branch: number, value: Value): boolean =>
      matcher.test((arms[branch] as (typeof arms)[number]).pattern, new Ref([value], 0));
    return slow(function* (f) {
      const enabled: boolean[] = [];
      for (const condition of conditions) enabled.push((yield* runSlowly(condition, f)) === true);
      const values = (yield* runSlowly(makeAll, f)) as Value[];
      const select = new SelectFutures(machine, values, enabled, expr.biased, test, expr.from);
      const selected = (yield* awaited(select)) as Selected | null;
      machine.at = expr.from;
      select.drop();
      if (selected === null) {
        if (otherwise === null) throw new Panic("all branches are disabled and there is no else branch");
        return yield* runSlowly(otherwise, f);
      }
      const { pattern, code } = arms[selected.branch] as (typeof arms)[number];
      const cell = [selected.value];
      f.temps.push(cell);
      matcher.bind(f, pattern, new Ref(cell, 0));
      return yield* runSlowly(code, f);
    });
  }

  protected join(expr: Of<"join">): Code {
    const { machine } = this;
    const futures = this.sequence(
      expr.futures.map((future) => this.value(future)),
      (values) => values,
    );
    return slow(function* (f) {
      const values = (yield* runSlowly(futures, f)) as Value[];
      const join = new JoinFutures(machine, values, expr.try, expr.biased, expr.from);
      const result = yield* awaited(join);
      machine.at = expr.from;
      join.drop();
      return result;
    });
  }
}
