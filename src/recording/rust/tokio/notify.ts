/** `Notify`. Models tokio/src/sync/notify.rs, tokio 1.53.1. */
import { Poll } from "../../../runtime/index.ts";
import type { Context, Future } from "../../../runtime/index.ts";
import { Notify } from "../../../runtime/sync/notify.ts";
import type { Notified } from "../../../runtime/sync/notify.ts";
import { behind, EMPTY, Ref } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import type { Builtin } from "../run/site.ts";

const S = "tokio::sync";

class NotifyValue implements Native {
  readonly type = `${S}::Notify`;
  readonly notify = new Notify();
}

class NotifiedValue implements Native, Future<Value> {
  readonly type = `${S}::futures::Notified`;
  readonly notified: Notified;
  readonly #machine: Machine;
  #owner: Value;
  constructor(machine: Machine, notified: Notified, owner: Value = EMPTY) {
    this.#machine = machine;
    this.notified = notified;
    this.#owner = owner;
  }
  poll(cx: Context): Poll<Value> {
    return this.notified.poll(cx);
  }
  drop(): void {
    this.notified.drop();
    const owner = this.#owner;
    this.#owner = EMPTY;
    this.#machine.drop(owner);
  }
}

const notify = (value: Value): Notify => (behind(value) as NotifyValue).notify;
const N = `${S}::Notify`;

export const NOTIFY: Record<string, Builtin> = {
  [`${N}::new`]: () => new NotifyValue(),
  [`${N}::const_new`]: () => new NotifyValue(),
  [`${N}::default`]: () => new NotifyValue(),
  [`${N}::notified`]: (m, [of]) => new NotifiedValue(m, notify(of).notified()),
  [`${N}::notified_owned`]: (m, [arc]) => new NotifiedValue(m, notify(new Ref([arc], 0)).notified(), arc),
  [`${N}::notify_one`]: (_, [of]) => notify(of).notifyOne(),
  [`${N}::notify_last`]: (_, [of]) => notify(of).notifyLast(),
  [`${N}::notify_waiters`]: (_, [of]) => notify(of).notifyWaiters(),
  [`${S}::futures::Notified::enable`]: (_, [of]) => (behind(of) as NotifiedValue).notified.enable(),
};
