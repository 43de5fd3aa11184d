/** `oneshot`. Models tokio/src/sync/oneshot.rs, tokio 1.53.1. */
import { CONTEXT, traceWait } from "../../../runtime/context.ts";
import { Panic, Poll } from "../../../runtime/index.ts";
import type { Context, Future } from "../../../runtime/index.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import { R } from "../../../runtime/trace/kinds.ts";
import { behind, EMPTY, Tuple } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import { cooperative, PollFuture } from "./future.ts";
import { polled } from "../run/futures.ts";
import type { Builtin } from "../run/site.ts";

type Waker = Context["waker"];
const O = "tokio::sync::oneshot";

class Inner {
  state: "open" | "sent" | "sender-dropped" | "closed" | "taken" = "open";
  value: Value = EMPTY;
  rxWaker: Waker | null = null;
  txWaker: Waker | null = null;
  readonly id = CONTEXT.handle?.nextResource() ?? 0;
  wakeReceiver(): void {
    const waker = this.rxWaker;
    this.rxWaker = null;
    waker?.wake();
  }
  close(): void {
    if (this.state !== "open") return;
    this.state = "closed";
    const waker = this.txWaker;
    this.txWaker = null;
    waker?.wake();
  }
  take(): Value {
    const { value } = this;
    this.value = EMPTY;
    this.state = "taken";
    return value;
  }
}

class Sender implements Native {
  readonly type = `${O}::Sender`;
  readonly inner: Inner;
  constructor(inner: Inner) {
    this.inner = inner;
  }
  drop(): void {
    const { inner } = this;
    if (inner.state !== "open") return;
    inner.state = "sender-dropped";
    inner.wakeReceiver();
  }
}

class Receiver implements Native, Future<Value> {
  readonly type = `${O}::Receiver`;
  readonly inner: Inner;
  readonly #machine: Machine;
  constructor(inner: Inner, machine: Machine) {
    this.inner = inner;
    this.#machine = machine;
  }
  poll(cx: Context): Poll<Value> {
    const { inner } = this;
    const { make } = this.#machine;
    if (inner.state === "taken") throw new Panic("called after complete");
    return cooperative(cx, () => {
      if (inner.state === "sent") return Poll.Ready(make.ok(inner.take()));
      if (inner.state !== "open") {
        inner.state = "taken";
        return Poll.Ready(make.err(make.adt(`${O}::error::RecvError`)));
      }
      if (inner.rxWaker?.willWake(cx.waker) !== true) inner.rxWaker = cx.waker.clone();
      if (__TRACE__) traceWait(R.Oneshot, inner.id);
      return PENDING;
    });
  }
  drop(): void {
    const { inner } = this;
    inner.rxWaker = null;
    if (inner.state === "sent") this.#machine.drop(inner.take());
    else inner.close();
  }
}

const tx = (value: Value): Inner => (behind(value) as Sender).inner;
const rx = (value: Value): Inner => (behind(value) as Receiver).inner;

function closed(inner: Inner, cx: Context): Poll<Value> {
  return cooperative(cx, () => {
    if (inner.state === "closed") return Poll.Ready(undefined);
    inner.txWaker = cx.waker.clone();
    return PENDING;
  });
}

export const ONESHOT: Record<string, Builtin> = {
  [`${O}::channel`]: (m) => {
    const inner = new Inner();
    return new Tuple([new Sender(inner), new Receiver(inner, m)]);
  },
  [`${O}::Sender::send`]: (m, [of, value]) => {
    const { inner } = of as Sender;
    if (inner.state === "closed") return m.make.err(value);
    inner.value = value;
    inner.state = "sent";
    inner.wakeReceiver();
    return m.make.ok(undefined);
  },
  [`${O}::Sender::is_closed`]: (_, [of]) => tx(of).state === "closed",
  [`${O}::Sender::closed`]: (_, [of]) => {
    const inner = tx(of);
    return new PollFuture((cx) => closed(inner, cx));
  },
  [`${O}::Sender::poll_closed`]: (m, [of, cx]) => polled(m, closed(tx(of), behind(cx) as Context)),
  [`${O}::Receiver::try_recv`]: (m, [of]) => {
    const inner = rx(of);
    if (inner.state === "sent") return m.make.ok(inner.take());
    return m.make.err(
      m.make.adt(`${O}::error::TryRecvError::${inner.state === "open" ? "Empty" : "Closed"}`),
    );
  },
  [`${O}::Receiver::blocking_recv`]: (m, [of]) => {
    const { inner } = of as Receiver;
    if (inner.state === "sent") return m.make.ok(inner.take());
    if (inner.state !== "open") return m.make.err(m.make.adt(`${O}::error::RecvError`));
    return m.refuse(
      m.at,
      "`blocking_recv` before the value was sent does not run here: a blocking thread cannot wait for a task.",
      "`.await` in a task",
    );
  },
  [`${O}::Receiver::close`]: (_, [of]) => rx(of).close(),
  [`${O}::Receiver::is_empty`]: (_, [of]) => rx(of).state !== "sent",
  [`${O}::Receiver::is_terminated`]: (_, [of]) => rx(of).state === "taken",
};
