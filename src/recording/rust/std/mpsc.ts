/** `std::sync::mpsc`: its receiver blocks its thread, so it takes what is there and refuses to wait. */
import type { Interpreter } from "../run/interpreter.ts";
import type { Builtin, Site } from "../run/site.ts";
import { behind, EMPTY, END, Iter, Tuple } from "../values/values.ts";
import type { Machine, Native, Value } from "../values/values.ts";

const M = "std::sync::mpsc";

class Channel {
  readonly values: Value[] = [];
  /** null: unbounded */
  readonly capacity: number | null;
  senders = 1;
  isOpen = true;
  constructor(capacity: number | null) {
    this.capacity = capacity;
  }
  get isFull(): boolean {
    return this.capacity !== null && this.values.length >= this.capacity;
  }
}

class Sender implements Native {
  readonly type: string;
  readonly channel: Channel;
  constructor(channel: Channel) {
    this.channel = channel;
    this.type = `${M}::${channel.capacity === null ? "Sender" : "SyncSender"}`;
  }
  clone(): Sender {
    this.channel.senders++;
    return new Sender(this.channel);
  }
  drop(): void {
    this.channel.senders--;
  }
}

class Receiver implements Native {
  readonly type = `${M}::Receiver`;
  readonly channel: Channel;
  constructor(channel: Channel) {
    this.channel = channel;
  }
  drop(machine: Machine): void {
    this.channel.isOpen = false;
    for (const value of this.channel.values.splice(0)) machine.drop(value);
  }
}

const tx = (value: Value): Channel => (behind(value) as Sender).channel;
const rx = (value: Value): Channel => (behind(value) as Receiver).channel;

function pair(capacity: number | null): Tuple {
  const channel = new Channel(capacity);
  return new Tuple([new Sender(channel), new Receiver(channel)]);
}

/** The front, or END once all senders are gone. */
function next(m: Interpreter, channel: Channel, { from }: Site): Value {
  if (channel.values.length > 0) return channel.values.shift();
  if (channel.senders === 0) return END;
  return m.refuse(
    from,
    "This waits for a value that no thread has sent yet: a thread of the model runs to its end when it starts, and none can wait for another.",
    "`tokio::sync::mpsc`, or join the sending thread first",
  );
}

function walked(m: Interpreter, of: Value, site: Site): Iter {
  return new Iter(() => next(m, rx(of), site));
}

const error = (m: Interpreter, path: string, ...fields: Value[]): Value =>
  m.make.err(m.make.adt(`${M}::${path}`, ...fields));

function push(m: Interpreter, channel: Channel, value: Value): Value {
  if (!channel.isOpen) return error(m, "SendError", value);
  channel.values.push(value);
  return m.make.ok(undefined);
}

function recv(m: Interpreter, of: Value, site: Site): Value {
  const value = next(m, rx(of), site);
  return value === END ? EMPTY : value;
}

export const STD_MPSC: Record<string, Builtin> = {
  [`${M}::channel`]: () => pair(null),
  [`${M}::sync_channel`]: (_, [capacity]) => pair(Number(capacity)),
  [`${M}::Sender::send`]: (m, [of, value]) => push(m, tx(of), value),
  [`${M}::Sender::clone`]: (_, [of]) => (behind(of) as Sender).clone(),
  [`${M}::SyncSender::clone`]: (_, [of]) => (behind(of) as Sender).clone(),
  [`${M}::SyncSender::send`]: (m, [of, value], { from }) => {
    const channel = tx(of);
    if (channel.isOpen && channel.isFull)
      return m.refuse(
        from,
        "This channel is full, and a thread of the model cannot wait for another.",
        "a larger channel, or `tokio::sync::mpsc`",
      );
    return push(m, channel, value);
  },
  [`${M}::SyncSender::try_send`]: (m, [of, value]) => {
    const channel = tx(of);
    if (!channel.isOpen) return error(m, "TrySendError::Disconnected", value);
    return channel.isFull ? error(m, "TrySendError::Full", value) : push(m, channel, value);
  },
  [`${M}::Receiver::recv`]: (m, [of], site) => {
    const value = recv(m, of, site);
    return value === EMPTY ? error(m, "RecvError") : m.make.ok(value);
  },
  [`${M}::Receiver::try_recv`]: (m, [of]) => {
    const { values, senders } = rx(of);
    if (values.length > 0) return m.make.ok(values.shift());
    return error(m, `TryRecvError::${senders === 0 ? "Disconnected" : "Empty"}`);
  },
  /** Nobody can send while it waits. */
  [`${M}::Receiver::recv_timeout`]: (m, [of]) => {
    const { values, senders } = rx(of);
    if (values.length > 0) return m.make.ok(values.shift());
    return error(m, `RecvTimeoutError::${senders === 0 ? "Disconnected" : "Timeout"}`);
  },
  [`${M}::Receiver::iter`]: (m, [of], site) => walked(m, of, site),
  [`${M}::Receiver::into_iter`]: (m, [of], site) => walked(m, of, site),
  [`${M}::Receiver::try_iter`]: (_, [of]) => {
    const { values } = rx(of);
    return new Iter(() => (values.length > 0 ? values.shift() : END));
  },
};
