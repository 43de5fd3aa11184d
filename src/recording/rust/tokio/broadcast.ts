/** `broadcast`. Models tokio/src/sync/broadcast.rs, tokio 1.53.1. */
import { CONTEXT, traceWait } from "../../../runtime/context.ts";
import { Panic, Poll } from "../../../runtime/index.ts";
import type { Context } from "../../../runtime/index.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import { R } from "../../../runtime/trace/kinds.ts";
import { wakeAll } from "../../../runtime/util/wake-list.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { behind, Tuple } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";
import { cooperative, PollFuture } from "./future.ts";
import type { Builtin } from "../run/site.ts";

const B = "tokio::sync::broadcast";
type Waker = Context["waker"];

interface Waiter {
  waker: Waker;
}

interface Slot {
  value: Value;
  /** Receivers that have not seen it. */
  left: number;
}

class Channel {
  readonly capacity: number;
  readonly slots = new Map<number, Slot>();
  /** The number of the next value. */
  tail = 0;
  senders = 1;
  receivers = 0;
  readonly waiters = new Set<Waiter>();
  readonly id = CONTEXT.handle?.nextResource() ?? 0;

  /** @param capacity rounded up to a power of two, as the buffer is */
  constructor(capacity: number) {
    this.capacity = 2 ** Math.ceil(Math.log2(capacity));
  }

  /** First come, first woken. */
  notify(): void {
    const wakers = Array.from(this.waiters, ({ waker }) => waker);
    this.waiters.clear();
    wakeAll(wakers);
  }

  push(machine: Machine, value: Value): void {
    const oldest = this.tail - this.capacity;
    const gone = this.slots.get(oldest);
    this.slots.delete(oldest);
    this.slots.set(this.tail++, { value, left: this.receivers });
    if (gone !== undefined) machine.drop(gone.value);
    this.notify();
  }
}

class Sender implements Native {
  readonly type = `${B}::Sender`;
  readonly channel: Channel;
  constructor(channel: Channel) {
    this.channel = channel;
  }
  drop(): void {
    if (--this.channel.senders === 0) this.channel.notify();
  }
}

class Receiver implements Native {
  readonly type = `${B}::Receiver`;
  readonly channel: Channel;
  next: number;
  constructor(channel: Channel) {
    this.channel = channel;
    this.next = channel.tail;
    channel.receivers++;
  }
  drop(machine: Machine): void {
    this.channel.receivers--;
    for (; this.next < this.channel.tail; this.next++) seen(machine, this.channel, this.next);
  }
}

/** One receiver fewer has to see it; after the last one, it is dropped. */
function seen(machine: Machine, channel: Channel, at: number): void {
  const slot = channel.slots.get(at);
  if (slot === undefined || --slot.left > 0) return;
  channel.slots.delete(at);
  machine.drop(slot.value);
}

type Received =
  | { kind: "value"; value: Value }
  | { kind: "lagged"; missed: number }
  | { kind: "closed" }
  | { kind: "empty" };

function receive(m: Interpreter, of: Receiver): Received {
  const { channel } = of;
  if (of.next === channel.tail) return channel.senders === 0 ? { kind: "closed" } : { kind: "empty" };
  const oldest = Math.max(0, channel.tail - channel.capacity);
  if (of.next < oldest) {
    const missed = oldest - of.next;
    of.next = oldest;
    return { kind: "lagged", missed };
  }
  const at = of.next++;
  const value = m.cloned((channel.slots.get(at) as Slot).value);
  seen(m, channel, at);
  return { kind: "value", value };
}

const tx = (value: Value): Channel => (behind(value) as Sender).channel;
const rx = (value: Value): Receiver => behind(value) as Receiver;

function recv(m: Interpreter, of: Receiver): PollFuture {
  let waiter: Waiter | null = null;
  return new PollFuture(
    (cx) =>
      cooperative(cx, () => {
        const got = receive(m, of);
        if (got.kind === "empty") {
          if (waiter !== null && of.channel.waiters.has(waiter)) waiter.waker = cx.waker.clone();
          else of.channel.waiters.add((waiter = { waker: cx.waker.clone() }));
          if (__TRACE__) traceWait(R.MpscRecv, of.channel.id);
          return PENDING;
        }
        if (got.kind === "value") return Poll.Ready(m.make.ok(got.value));
        const name = got.kind === "closed" ? "Closed" : "Lagged";
        return Poll.Ready(
          m.make.err(
            m.make.adt(`${B}::error::RecvError::${name}`, ...(got.kind === "lagged" ? [got.missed] : [])),
          ),
        );
      }),
    () => {
      if (waiter !== null) of.channel.waiters.delete(waiter);
    },
  );
}

export const BROADCAST: Record<string, Builtin> = {
  [`${B}::channel`]: (_, [capacity]) => {
    if (Number(capacity) < 1) throw new Panic("broadcast channel capacity cannot be zero");
    const channel = new Channel(Number(capacity));
    return new Tuple([new Sender(channel), new Receiver(channel)]);
  },
  [`${B}::Sender::new`]: (_, [capacity]) => new Sender(new Channel(Number(capacity))),
  [`${B}::Sender::send`]: (m, [of, value]) => {
    const channel = tx(of);
    const { receivers } = channel;
    if (receivers === 0) return m.make.err(m.make.adt(`${B}::error::SendError`, value));
    channel.push(m, value);
    return m.make.ok(receivers);
  },
  [`${B}::Sender::subscribe`]: (_, [of]) => new Receiver(tx(of)),
  [`${B}::Sender::clone`]: (_, [of]) => {
    tx(of).senders++;
    return new Sender(tx(of));
  },
  [`${B}::Sender::receiver_count`]: (_, [of]) => tx(of).receivers,
  [`${B}::Sender::len`]: (_, [of]) => tx(of).slots.size,
  [`${B}::Sender::is_empty`]: (_, [of]) => tx(of).slots.size === 0,
  [`${B}::Receiver::recv`]: (m, [of]) => recv(m, rx(of)),
  [`${B}::Receiver::try_recv`]: (m, [of]) => {
    const got = receive(m, rx(of));
    if (got.kind === "value") return m.make.ok(got.value);
    const name = got.kind === "closed" ? "Closed" : got.kind === "empty" ? "Empty" : "Lagged";
    return m.make.err(
      m.make.adt(`${B}::error::TryRecvError::${name}`, ...(got.kind === "lagged" ? [got.missed] : [])),
    );
  },
  [`${B}::Receiver::resubscribe`]: (_, [of]) => new Receiver(rx(of).channel),
  [`${B}::Receiver::len`]: (_, [of]) => rx(of).channel.tail - rx(of).next,
  [`${B}::Receiver::is_empty`]: (_, [of]) => rx(of).channel.tail === rx(of).next,
};
