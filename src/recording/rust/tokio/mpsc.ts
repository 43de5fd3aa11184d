/** `mpsc`, bounded and not. Models tokio/src/sync/mpsc/{bounded,unbounded}.rs, tokio 1.53.1. */
import { CONTEXT, traceWait } from "../../../runtime/context.ts";
import { Panic, Poll } from "../../../runtime/index.ts";
import type { Context } from "../../../runtime/index.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import type { PollReady } from "../../../runtime/std/poll.ts";
import { BatchSemaphore } from "../../../runtime/sync/batch-semaphore.ts";
import { R } from "../../../runtime/trace/kinds.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { behind, EMPTY, List, Tuple } from "../values/values.ts";
import type { Adt, Value } from "../values/values.ts";
import { acquiring } from "./acquire.ts";
import { cooperative, PollFuture } from "./future.ts";
import { duration } from "../std/time.ts";
import { TOKIO_TIME } from "./time.ts";
import { polled } from "../run/futures.ts";
import type { Builtin } from "../run/site.ts";
import { Chan, M, Permit, Receiver, Sender, WeakSender } from "./chan.ts";

const tx = (value: Value): Sender => behind(value) as Sender;
const rx = (value: Value): Chan => (behind(value) as Receiver).chan;

function recv(m: Interpreter, chan: Chan, cx: Context): Poll<Value> {
  return cooperative(cx, () => {
    if (chan.values.length > 0) return Poll.Ready(m.make.some(chan.pop()));
    if (chan.isFinished) return Poll.Ready(m.make.none());
    chan.rxWaker = cx.waker.clone();
    if (__TRACE__) traceWait(R.MpscRecv, chan.id);
    return PENDING;
  });
}

function recvMany(chan: Chan, buffer: List, limit: number, cx: Context): Poll<Value> {
  return cooperative(cx, () => {
    if (limit === 0) return Poll.Ready(0);
    const count = Math.min(limit, chan.values.length);
    if (count > 0) {
      buffer.items.push(...chan.values.splice(0, count));
      chan.semaphore?.release(count);
      return Poll.Ready(count);
    }
    if (chan.isFinished) return Poll.Ready(0);
    chan.rxWaker = cx.waker.clone();
    if (__TRACE__) traceWait(R.MpscRecv, chan.id);
    return PENDING;
  });
}

/** Waits for room, then goes on with it. A future that is given up drops its value. */
function reserving(
  chan: Chan,
  value: Value,
  then: (acquired: boolean, value: Value) => Value,
  m: Interpreter,
): PollFuture {
  return acquiring(m, chan.semaphore as BatchSemaphore, 1, value, then);
}

const sendError = (m: Interpreter, value: Value): Value =>
  m.make.err(m.make.adt(`${M}::error::SendError`, value));
const trySendError = (m: Interpreter, kind: "Full" | "Closed", value: Value): Adt =>
  m.make.err(m.make.adt(`${M}::error::TrySendError::${kind}`, value));

function send(m: Interpreter, sender: Sender, value: Value): PollFuture {
  const { chan } = sender;
  return reserving(
    chan,
    value,
    (acquired, mine) => {
      if (!acquired) return sendError(m, mine);
      chan.push(mine);
      return m.make.ok(undefined);
    },
    m,
  );
}

function tryAcquire(m: Interpreter, chan: Chan, value: Value): Adt | null {
  if (chan.rxClosed) return trySendError(m, "Closed", value);
  return (chan.semaphore as BatchSemaphore).tryAcquire(1) ? null : trySendError(m, "Full", value);
}

export const MPSC: Record<string, Builtin> = {
  [`${M}::channel`]: (_, [capacity]) => {
    if (Number(capacity) < 1) throw new Panic("mpsc bounded channel requires buffer > 0");
    const chan = new Chan(Number(capacity));
    return new Tuple([new Sender(chan), new Receiver(chan)]);
  },
  [`${M}::unbounded_channel`]: () => {
    const chan = new Chan(null);
    return new Tuple([new Sender(chan), new Receiver(chan)]);
  },
  [`${M}::Sender::send`]: (m, [of, value]) => send(m, tx(of), value),
  [`${M}::UnboundedSender::send`]: (m, [of, value]) => {
    const { chan } = tx(of);
    if (chan.rxClosed) return sendError(m, value);
    chan.push(value);
    return m.make.ok(undefined);
  },
  [`${M}::Sender::try_send`]: (m, [of, value]) => {
    const { chan } = tx(of);
    const refused = tryAcquire(m, chan, value);
    if (refused !== null) return refused;
    chan.push(value);
    return m.make.ok(undefined);
  },
  [`${M}::Sender::blocking_send`]: (m, [of, value]) => {
    const { chan } = tx(of);
    if (CONTEXT.driving)
      throw new Panic(
        "Cannot block the current thread from within a runtime. This happens because a function attempted to block the current thread while the thread is being used to drive asynchronous tasks.",
      );
    if (chan.rxClosed) return sendError(m, value);
    if (!(chan.semaphore as BatchSemaphore).tryAcquire(1))
      return m.refuse(
        m.at,
        "`blocking_send` on a full channel does not run here: a blocking thread cannot wait for a task.",
        "a larger channel, or an unbounded one",
      );
    chan.push(value);
    return m.make.ok(undefined);
  },
  [`${M}::Sender::send_timeout`]: (m, [of, value, d], site) => {
    const { chan } = tx(of);
    void duration(d);
    const sending = reserving(
      chan,
      value,
      (acquired, mine) =>
        acquired
          ? (chan.push(mine), m.make.ok(undefined))
          : m.make.err(m.make.adt(`${M}::error::SendTimeoutError::Closed`, mine)),
      m,
    );
    const timed = (TOKIO_TIME["tokio::time::timeout"] as Builtin)(m, [d, sending], site) as PollFuture;
    return new PollFuture(
      (cx) => {
        const poll = timed.poll(cx);
        if (poll === PENDING) return PENDING;
        const result = (poll as PollReady<Value>).value as { def: { name: string }; fields: Value[] };
        return Poll.Ready(
          result.def.name === "Ok"
            ? result.fields[0]
            : m.make.err(m.make.adt(`${M}::error::SendTimeoutError::Timeout`, undefined)),
        );
      },
      () => m.drop(timed),
    );
  },
  [`${M}::Sender::reserve`]: (m, [of]) =>
    reserving(
      tx(of).chan,
      EMPTY,
      (acquired) => (acquired ? m.make.ok(new Permit(tx(of), false)) : sendError(m, undefined)),
      m,
    ),
  [`${M}::Sender::reserve_owned`]: (m, [of]) =>
    reserving(
      (of as Sender).chan,
      of,
      (acquired, mine) =>
        acquired ? m.make.ok(new Permit(mine as Sender, true)) : (m.drop(mine), sendError(m, undefined)),
      m,
    ),
  [`${M}::Sender::try_reserve`]: (m, [of]) =>
    tryAcquire(m, tx(of).chan, undefined) ?? m.make.ok(new Permit(tx(of), false)),
  [`${M}::Permit::send`]: (_, [of, value]) => (of as Permit).use().push(value),
  [`${M}::OwnedPermit::send`]: (_, [of, value]) => {
    (of as Permit).use().push(value);
    return (of as Permit).sender;
  },
  [`${M}::OwnedPermit::release`]: (_, [of]) => {
    (of as Permit).use().semaphore?.release(1);
    return (of as Permit).sender;
  },
  [`${M}::Sender::capacity`]: (_, [of]) => tx(of).chan.semaphore?.available,
  [`${M}::Sender::max_capacity`]: (_, [of]) => tx(of).chan.capacity,
};

for (const type of ["Sender", "UnboundedSender"]) {
  Object.assign(MPSC, {
    [`${M}::${type}::clone`]: (_, [of]) => tx(of).clone(),
    [`${M}::${type}::is_closed`]: (_, [of]) => tx(of).chan.rxClosed,
    [`${M}::${type}::same_channel`]: (_, [a, b]) => tx(a).chan === tx(b).chan,
    [`${M}::${type}::strong_count`]: (_, [of]) => tx(of).chan.senders,
    [`${M}::${type}::downgrade`]: (_, [of]) => new WeakSender(tx(of).chan),
    [`${M}::${type}::closed`]: (_, [of]) => {
      const { chan } = tx(of);
      const notified = chan.closedNotify.notified();
      return new PollFuture(
        (cx) => (chan.rxClosed ? Poll.Ready(undefined) : notified.poll(cx)),
        () => notified.drop(),
      );
    },
    [`${M}::Weak${type}::upgrade`]: (m, [of]) => {
      const { chan } = behind(of) as WeakSender;
      if (chan.senders === 0) return m.make.none();
      chan.senders++;
      return m.make.some(new Sender(chan));
    },
    [`${M}::Weak${type}::clone`]: (_, [of]) => behind(of),
  } satisfies Record<string, Builtin>);
}

for (const type of ["Receiver", "UnboundedReceiver"]) {
  Object.assign(MPSC, {
    [`${M}::${type}::recv`]: (m, [of]) => {
      const chan = rx(of);
      return new PollFuture((cx) => recv(m, chan, cx));
    },
    [`${M}::${type}::poll_recv`]: (m, [of, cx]) => polled(m, recv(m, rx(of), behind(cx) as Context)),
    [`${M}::${type}::recv_many`]: (_, [of, buffer, limit]) => {
      const chan = rx(of);
      const list = behind(buffer) as List;
      return new PollFuture((cx) => recvMany(chan, list, Number(limit), cx));
    },
    [`${M}::${type}::try_recv`]: (m, [of]) => {
      const chan = rx(of);
      if (chan.values.length > 0) return m.make.ok(chan.pop());
      return m.make.err(
        m.make.adt(`${M}::error::TryRecvError::${chan.isFinished ? "Disconnected" : "Empty"}`),
      );
    },
    [`${M}::${type}::blocking_recv`]: (m, [of]) => {
      const chan = rx(of);
      if (CONTEXT.driving)
        throw new Panic(
          "Cannot block the current thread from within a runtime. This happens because a function attempted to block the current thread while the thread is being used to drive asynchronous tasks.",
        );
      if (chan.values.length > 0) return m.make.some(chan.pop());
      if (chan.isFinished) return m.make.none();
      return m.refuse(
        m.at,
        "`blocking_recv` on an empty channel does not run here: a blocking thread cannot wait for a task.",
        "`recv().await` in a task",
      );
    },
    [`${M}::${type}::close`]: (_, [of]) => rx(of).close(),
    [`${M}::${type}::len`]: (_, [of]) => rx(of).values.length,
    [`${M}::${type}::is_empty`]: (_, [of]) => rx(of).values.length === 0,
    [`${M}::${type}::is_closed`]: (_, [of]) => rx(of).rxClosed || rx(of).senders === 0,
    [`${M}::${type}::capacity`]: (_, [of]) => rx(of).semaphore?.available,
    [`${M}::${type}::max_capacity`]: (_, [of]) => rx(of).capacity,
  } satisfies Record<string, Builtin>);
}

MPSC[`${M}::error::TrySendError::into_inner`] = (_, [of]) => (of as { fields: Value[] }).fields[0];
