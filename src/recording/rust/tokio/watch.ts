/** `watch`. Models tokio/src/sync/watch.rs, tokio 1.53.1. */
import { CONTEXT } from "../../../runtime/context.ts";
import { Poll } from "../../../runtime/index.ts";
import type { Context } from "../../../runtime/index.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import { Notify } from "../../../runtime/sync/notify.ts";
import type { Notified } from "../../../runtime/sync/notify.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { behind, Ref, Tuple } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import { cooperative, PollFuture } from "./future.ts";
import type { Builtin } from "../run/site.ts";

const W = "tokio::sync::watch";

/** `BigNotify`: waiters spread over eight lists, picked at random; this decides the order in which they wake. */
class BigNotify {
  readonly #lists = Array.from({ length: 8 }, () => new Notify());
  notified(): Notified {
    return (this.#lists[CONTEXT.rng.fastrandN(8)] as Notify).notified();
  }
  notifyWaiters(): void {
    for (const list of this.#lists) list.notifyWaiters();
  }
}

export class Watched {
  readonly cell: Value[];
  version = 0;
  senders = 1;
  receivers = 0;
  readonly rxNotify = new BigNotify();
  readonly txNotify = new Notify();
  constructor(value: Value) {
    this.cell = [value];
  }
  get isClosed(): boolean {
    return this.senders === 0;
  }
  /** The value that was there. */
  send(value: Value): Value {
    const old = this.cell[0];
    this.cell[0] = value;
    this.modified();
    return old;
  }
  modified(): void {
    this.version++;
    this.rxNotify.notifyWaiters();
  }
  /** Ready(true) when there is a value that was not seen, Ready(false) when none will come. */
  changed(seen: { version: number }): { poll(cx: Context): Poll<Value>; drop(): void } {
    let notified: Notified | null = null;
    const look = (cx: Context): Poll<Value> => {
      for (;;) {
        if (notified === null) {
          notified = this.rxNotify.notified();
          const answer = seen.version !== this.version ? true : this.isClosed ? false : null;
          if (answer !== null) {
            seen.version = this.version;
            notified.drop();
            notified = null;
            return Poll.Ready(answer);
          }
        }
        if (notified.poll(cx) === PENDING) return PENDING;
        notified = null;
      }
    };
    return { poll: (cx) => cooperative(cx, () => look(cx)), drop: () => notified?.drop() };
  }
}

class Sender implements Native {
  readonly type = `${W}::Sender`;
  readonly watched: Watched;
  constructor(watched: Watched) {
    this.watched = watched;
  }
  drop(): void {
    if (--this.watched.senders === 0) this.watched.rxNotify.notifyWaiters();
  }
}

class Receiver implements Native {
  readonly type = `${W}::Receiver`;
  readonly watched: Watched;
  version: number;
  constructor(watched: Watched, version: number) {
    this.watched = watched;
    this.version = version;
    watched.receivers++;
  }
  drop(): void {
    if (--this.watched.receivers === 0) this.watched.txNotify.notifyWaiters();
  }
}

class Borrowed implements Native {
  readonly type = `${W}::Ref`;
  readonly #cell: Value[];
  readonly hasChanged: boolean;
  constructor(cell: Value[], hasChanged: boolean) {
    this.#cell = cell;
    this.hasChanged = hasChanged;
  }
  deref(): Ref {
    return new Ref(this.#cell, 0);
  }
}

const tx = (value: Value): Watched => (behind(value) as Sender).watched;
const rx = (value: Value): Receiver => behind(value) as Receiver;
const error = (m: Machine, name: string, ...fields: Value[]): Value =>
  m.make.err(m.make.adt(`${W}::error::${name}`, ...fields));

function waitFor(m: Interpreter, of: Receiver, f: Value): PollFuture {
  let changed: ReturnType<Watched["changed"]> | null = null;
  let closed = false;
  return new PollFuture(
    (cx) =>
      cooperative(cx, () => {
        for (;;) {
          if (changed === null) {
            const hasChanged = of.version !== of.watched.version;
            of.version = of.watched.version;
            if ((!closed || hasChanged) && m.call(f, [new Ref(of.watched.cell, 0)]) === true)
              return Poll.Ready(m.make.ok(new Borrowed(of.watched.cell, hasChanged)));
            if (closed) return Poll.Ready(error(m, "RecvError"));
            changed = of.watched.changed(of);
          }
          const poll = withoutBudget(() => (changed as NonNullable<typeof changed>).poll(cx));
          if (poll === PENDING) return PENDING;
          changed = null;
          closed = of.watched.isClosed;
        }
      }),
    () => changed?.drop(),
  );
}

/** The inner wait is part of one operation, which has taken its unit. */
function withoutBudget<T>(act: () => T): T {
  const { budget } = CONTEXT;
  CONTEXT.budget = -1;
  try {
    return act();
  } finally {
    CONTEXT.budget = budget;
  }
}

export const WATCH: Record<string, Builtin> = {
  [`${W}::channel`]: (_, [value]) => {
    const watched = new Watched(value);
    return new Tuple([new Sender(watched), new Receiver(watched, 0)]);
  },
  [`${W}::Sender::new`]: (_, [value]) => new Sender(new Watched(value)),
  [`${W}::Sender::clone`]: (_, [of]) => {
    tx(of).senders++;
    return new Sender(tx(of));
  },
  [`${W}::Sender::send`]: (m, [of, value]) => {
    if (tx(of).receivers === 0) return error(m, "SendError", value);
    m.drop(tx(of).send(value));
    return m.make.ok(undefined);
  },
  [`${W}::Sender::send_replace`]: (_, [of, value]) => tx(of).send(value),
  [`${W}::Sender::send_modify`]: (m, [of, f]) => {
    m.call(f, [new Ref(tx(of).cell, 0)]);
    tx(of).modified();
    return undefined;
  },
  [`${W}::Sender::send_if_modified`]: (m, [of, f]) => {
    const modified = m.call(f, [new Ref(tx(of).cell, 0)]) === true;
    if (modified) tx(of).modified();
    return modified;
  },
  [`${W}::Sender::borrow`]: (_, [of]) => new Borrowed(tx(of).cell, false),
  [`${W}::Sender::subscribe`]: (_, [of]) => new Receiver(tx(of), tx(of).version),
  [`${W}::Sender::is_closed`]: (_, [of]) => tx(of).receivers === 0,
  [`${W}::Sender::receiver_count`]: (_, [of]) => tx(of).receivers,
  [`${W}::Sender::closed`]: (_, [of]) => {
    const watched = tx(of);
    let notified: Notified | null = null;
    return new PollFuture(
      (cx) =>
        cooperative(cx, () => {
          while (watched.receivers > 0) {
            notified ??= watched.txNotify.notified();
            if (watched.receivers === 0) break;
            if (notified.poll(cx) === PENDING) return PENDING;
            notified = null;
          }
          return Poll.Ready(undefined);
        }),
      () => notified?.drop(),
    );
  },
  [`${W}::Receiver::borrow`]: (_, [of]) =>
    new Borrowed(rx(of).watched.cell, rx(of).version !== rx(of).watched.version),
  [`${W}::Receiver::borrow_and_update`]: (_, [of]) => {
    const receiver = rx(of);
    const hasChanged = receiver.version !== receiver.watched.version;
    receiver.version = receiver.watched.version;
    return new Borrowed(receiver.watched.cell, hasChanged);
  },
  [`${W}::Receiver::changed`]: (m, [of]) => {
    const changed = rx(of).watched.changed(rx(of));
    return new PollFuture(
      (cx) => {
        const poll = changed.poll(cx);
        if (poll === PENDING) return PENDING;
        return Poll.Ready(
          (poll as { value: Value }).value === true ? m.make.ok(undefined) : error(m, "RecvError"),
        );
      },
      () => changed.drop(),
    );
  },
  [`${W}::Receiver::has_changed`]: (m, [of]) =>
    rx(of).watched.isClosed ? error(m, "RecvError") : m.make.ok(rx(of).version !== rx(of).watched.version),
  [`${W}::Receiver::mark_changed`]: (_, [of]) => void rx(of).version--,
  [`${W}::Receiver::mark_unchanged`]: (_, [of]) => void (rx(of).version = rx(of).watched.version),
  [`${W}::Receiver::wait_for`]: (m, [of, f]) => waitFor(m, rx(of), f),
  [`${W}::Receiver::clone`]: (_, [of]) => new Receiver(rx(of).watched, rx(of).version),
  [`${W}::Receiver::same_channel`]: (_, [a, b]) => rx(a).watched === rx(b).watched,
  [`${W}::Ref::has_changed`]: (_, [of]) => {
    let at = of;
    while (at instanceof Ref) at = at.value;
    return (at as Borrowed).hasChanged;
  },
};
