/** `OnceCell`. Models tokio/src/sync/once_cell.rs, tokio 1.53.1. */
import { Poll } from "../../../runtime/index.ts";
import type { Future } from "../../../runtime/index.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import type { PollReady } from "../../../runtime/std/poll.ts";
import { BatchSemaphore } from "../../../runtime/sync/batch-semaphore.ts";
import { R } from "../../../runtime/trace/kinds.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { behind, EMPTY, Ref } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import { PollFuture } from "./future.ts";
import type { Builtin } from "../run/site.ts";

const S = "tokio::sync";

class Once implements Native {
  readonly type = `${S}::OnceCell`;
  readonly cell: Value[] = [EMPTY];
  readonly semaphore = new BatchSemaphore(1, R.Semaphore);
  drop(machine: Machine): void {
    machine.dropAll(this.cell);
  }
}

const once = (value: Value): Once => behind(value) as Once;

function initializing(m: Interpreter, of: Once, f: Value, isTry: boolean, at: number): PollFuture {
  const acquire: Future<boolean> = of.semaphore.acquire(1);
  let made: Value = EMPTY;
  let future: Future<Value> | null = null;
  const ready = (): Value => (isTry ? m.make.ok(new Ref(of.cell, 0)) : new Ref(of.cell, 0));
  return new PollFuture(
    (cx) => {
      if (future === null) {
        if (of.cell[0] !== EMPTY) return Poll.Ready(ready());
        const poll = acquire.poll(cx);
        if (poll === PENDING) return PENDING;
        // Closed: another one has made the value meanwhile.
        if (!(poll as PollReady<boolean>).value) return Poll.Ready(ready());
        made = m.call(f, []);
        future = m.future(made, at);
      }
      const poll = future.poll(cx);
      if (poll === PENDING) return PENDING;
      let { value } = poll as PollReady<Value>;
      m.drop(made);
      made = EMPTY;
      if (isTry) {
        const result = value as { def: { name: string }; fields: Value[] };
        if (result.def.name === "Err") {
          of.semaphore.release(1);
          return Poll.Ready(value);
        }
        [value] = result.fields;
      }
      of.cell[0] = value;
      of.semaphore.close();
      return Poll.Ready(ready());
    },
    () => {
      acquire.drop?.();
      if (made !== EMPTY) {
        m.drop(made);
        of.semaphore.release(1);
      }
    },
  );
}

export const ONCE_CELL: Record<string, Builtin> = {
  [`${S}::OnceCell::new`]: () => new Once(),
  [`${S}::OnceCell::const_new`]: () => new Once(),
  [`${S}::OnceCell::get`]: (m, [of]) =>
    once(of).cell[0] === EMPTY ? m.make.none() : m.make.some(new Ref(once(of).cell, 0)),
  [`${S}::OnceCell::initialized`]: (_, [of]) => once(of).cell[0] !== EMPTY,
  [`${S}::OnceCell::set`]: (m, [of, value]) => {
    if (once(of).cell[0] !== EMPTY) return m.make.err(value);
    once(of).cell[0] = value;
    once(of).semaphore.close();
    return m.make.ok(undefined);
  },
  [`${S}::OnceCell::get_or_init`]: (m, [of, f], site) => initializing(m, once(of), f, false, site.from),
  [`${S}::OnceCell::get_or_try_init`]: (m, [of, f], site) => initializing(m, once(of), f, true, site.from),
};
