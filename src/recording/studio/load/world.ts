/** What the tasks of a simulated run share: channels, locks, and what has arrived at the sources. */
import { mpsc, Mutex } from "../../../runtime/index.ts";
import type { Future, Handle } from "../../../runtime/index.ts";
import type { Channel, Design, Handler, Sink, Source, State } from "../schema.ts";
import { FanOut } from "./fan-out.ts";
import { StdLock } from "./locks.ts";
import type { Message } from "./message.ts";
import type { Meters, Queue } from "./meters.ts";

/** What the parts of a scheduler cost that the model itself does not charge for, in µs. */
export interface Costs {
  /** A wake and the poll that answers it. */
  wakeUs: number;
  /** Taking a message out of a channel or a socket. Without it, messages that go round in a circle would take no time. */
  messageUs: number;
  /** Until a thread that sleeps runs again. */
  unparkUs: number;
}

/** One end for each task that receives. */
export interface Pipes {
  ends: {
    /** The future of a send that may wait; null when the message is in the channel already. */
    send: (message: Message) => Future<void> | null;
    receive: mpsc.Receiver<Message>;
  }[];
  channel: Channel;
  queue: Queue;
}

export interface Locks {
  state: State;
  std: StdLock[];
  tokio: Mutex<null>[];
}

export interface World {
  design: Design;
  handle: Handle;
  meters: Meters;
  costs: Costs;
  seed: number;
  /** For each worker, how often it had woken up when a task last paid for that. */
  unparks: number[];
  pipes: Map<string, Pipes>;
  fans: Map<string, FanOut>;
  locks: Map<string, Locks>;
  sources: Map<string, { source: Source; queue: Queue }>;
  sinks: Map<string, Sink>;
  /** Handlers whose messages come to their end elsewhere: they send them on without waiting for a reply. */
  passOn: Set<Handler>;
}

export function worldOf(given: Pick<World, "design" | "handle" | "meters" | "costs" | "seed">): World {
  const { design, meters } = given;
  const readers = new Map(
    design.tasks.flatMap((task) => task.on.map(({ from }) => [from, task.count] as const)),
  );
  const readersOf = (id: string): number => readers.get(id) ?? 1;
  return {
    ...given,
    unparks: each(design.workers, () => 0),
    sources: new Map(
      design.sources.map((source) => [
        source.id,
        { source, queue: meters.addQueue(source.id, null, readersOf(source.id)) },
      ]),
    ),
    pipes: new Map(
      design.channels
        .filter(({ kind }) => kind === "mpsc")
        .map((channel) => {
          const count = readersOf(channel.id);
          const queue = meters.addQueue(channel.id, channel.capacity, count);
          return [channel.id, { channel, queue, ends: each(count, () => endOf(channel)) }];
        }),
    ),
    fans: new Map(
      design.channels
        .filter(({ kind }) => kind !== "mpsc")
        .map(({ id, kind, keys, capacity }) => [
          id,
          new FanOut(keys, kind === "watch" ? 1 : (capacity ?? 1_024)),
        ]),
    ),
    locks: new Map(
      design.states.map((state) => {
        const inTokio = state.kind === "tokio-mutex";
        const std = each(inTokio ? 0 : state.keys, () => new StdLock());
        return [state.id, { state, std, tokio: each(inTokio ? state.keys : 0, () => new Mutex(null)) }];
      }),
    ),
    sinks: new Map(design.sinks.map((sink) => [sink.id, sink])),
    passOn: new Set(design.tasks.flatMap(({ on }) => on.filter((handler) => passesOn(design, handler)))),
  };
}

/** Copies for the receivers of a broadcast or a watch do not count. */
const passesOn = ({ channels }: Design, { does }: Handler): boolean =>
  does.some(
    (step) =>
      step.do === "send" && !step.reply && channels.some(({ id, kind }) => id === step.to && kind === "mpsc"),
  );

const each = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);

function endOf({ capacity }: Channel): Pipes["ends"][number] {
  if (capacity === null) {
    const [sender, receive] = mpsc.unboundedChannel<Message>();
    return { receive, send: (message) => (sender.send(message), null) };
  }
  const [sender, receive] = mpsc.channel<Message>(capacity);
  return { receive, send: (message) => sender.send(message) };
}
