/** A task design as data: what makes messages, which tasks handle them, and what lies between. Versioned; read from YAML, links and storage. */
import * as v from "valibot";

/** Becomes a Rust identifier, so no upper case and no leading digit. */
const Id = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]{0,39}$/, "expected a name of lower-case letters, digits and hyphens, up to 40"),
);
const Words = v.pipe(v.string(), v.maxLength(200));
/** Up to ten seconds. */
const Us = v.pipe(v.number(), v.minValue(0), v.maxValue(10_000_000));
const Count = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(max));
const Share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** Messages a second. */
export const [MIN_RATE, MAX_RATE] = [0.001, 10_000_000];

/** The outside world: a market feed, clients' sockets, a timer. */
export const Source = v.strictObject({
  id: Id,
  rate: v.pipe(v.number(), v.minValue(MIN_RATE), v.maxValue(MAX_RATE)),
  /** Messages that arrive together, all with the same key. */
  burst: v.optional(Count(100_000), 1),
  /** `poisson`: independent arrivals. `even`: at equal distances. */
  arrivals: v.optional(v.picklist(["poisson", "even"]), "poisson"),
  /** How many different keys (instruments, rooms) the messages are about. */
  keys: v.optional(Count(1_000_000), 1),
  /** The part of the messages that is about the busiest key, beyond its equal share. */
  hot: v.optional(Share, 0),
});
export type Source = v.InferOutput<typeof Source>;

export const CHANNEL_KINDS = ["mpsc", "broadcast", "watch"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
export const Channel = v.strictObject({
  id: Id,
  kind: v.optional(v.picklist(CHANNEL_KINDS), "mpsc"),
  /** null is unbounded. A `watch` keeps one value, whatever this says. */
  capacity: v.optional(v.nullable(Count(10_000_000)), 64),
  /** For a bounded mpsc: senders wait, or the message is dropped and counted. A broadcast drops the oldest, a watch replaces. */
  whenFull: v.optional(v.picklist(["wait", "drop"]), "wait"),
  /** For broadcast and watch: one channel for each key. An mpsc has one for each receiving task. */
  keys: v.optional(Count(1_000_000), 1),
});
export type Channel = v.InferOutput<typeof Channel>;

export const STATE_KINDS = ["std-mutex", "tokio-mutex", "rwlock"] as const;
export const State = v.strictObject({
  id: Id,
  /** `Arc<std::sync::Mutex>`, `Arc<tokio::sync::Mutex>`, `Arc<std::sync::RwLock>`. */
  kind: v.optional(v.picklist(STATE_KINDS), "std-mutex"),
  holdUs: v.optional(Us, 1),
  /** One lock for each key; 1 is one lock for everything. */
  keys: v.optional(Count(1_000_000), 1),
});
export type State = v.InferOutput<typeof State>;

export const Sink = v.strictObject({
  id: Id,
  /** A file is written with tokio::fs, on the blocking pool. */
  kind: v.optional(v.picklist(["socket", "file"]), "socket"),
  writeUs: v.optional(Us, 1),
});
export type Sink = v.InferOutput<typeof Sink>;

export const Step = v.variant("do", [
  v.strictObject({
    do: v.literal("work"),
    us: Us,
    spread: v.optional(v.picklist(["fixed", "exponential"]), "fixed"),
  }),
  /** Waits for something outside the design: a database, a timer. */
  v.strictObject({ do: v.literal("await"), us: Us }),
  /** A call that holds its thread: std::fs, a blocking driver. */
  v.strictObject({
    do: v.literal("block"),
    us: Us,
    where: v.optional(v.picklist(["inline", "spawn-blocking"]), "inline"),
  }),
  /** `reply`: sends a oneshot along and awaits it. */
  v.strictObject({ do: v.literal("send"), to: Id, reply: v.optional(v.boolean(), false) }),
  /** Answers the oneshot that came with the message. */
  v.strictObject({ do: v.literal("reply") }),
  /** Takes the lock for its hold time; with `keep`, until the end of this list. */
  v.strictObject({
    do: v.literal("lock"),
    state: Id,
    write: v.optional(v.boolean(), true),
    keep: v.optional(v.boolean(), false),
  }),
  v.strictObject({ do: v.literal("write"), to: Id }),
]);
export type Step = v.InferOutput<typeof Step>;

export const Handler = v.strictObject({
  /** A source or a channel. */
  from: Id,
  /** For a broadcast or a watch: how many of the channel's keys each task follows. */
  subscribes: v.optional(Count(1_000_000), 1),
  /** Looks at its own tick, without waiting for messages; in µs. */
  everyUs: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60_000_000))),
  does: v.optional(v.pipe(v.array(Step), v.maxLength(40)), []),
});
export type Handler = v.InferOutput<typeof Handler>;

export const Task = v.strictObject({
  id: Id,
  /** How many; with `per`, one for each of that many. */
  count: v.optional(Count(1_000_000), 1),
  /** In words: connection, shard, subscription. */
  per: v.optional(Words, ""),
  owns: v.optional(v.pipe(v.array(Words), v.maxLength(20)), []),
  on: v.optional(v.pipe(v.array(Handler), v.maxLength(20)), []),
  runsOn: v.optional(v.picklist(["runtime", "thread"]), "runtime"),
  /** At the largest input, if that is more than the steps add up to. */
  longestPollUs: v.optional(Us),
  /** Who awaits its JoinHandle, in words; empty is nobody. */
  watchedBy: v.optional(Words, ""),
  /** The channel that tells it to stop; empty when it ends because its senders do. */
  shutdown: v.optional(v.union([Id, v.literal("")]), ""),
});
export type Task = v.InferOutput<typeof Task>;

const nodes = <S extends v.GenericSchema>(schema: S) =>
  v.optional(v.pipe(v.array(schema), v.maxLength(400)), []);

/** Beyond it no canvas can show anything. */
const FAR = 100_000;
const Place = v.pipe(
  v.number(),
  v.transform((at) => Math.max(-FAR, Math.min(FAR, at))),
);

export const VERSION = 1;
export const Design = v.strictObject({
  version: v.literal(VERSION),
  name: v.pipe(v.string(), v.maxLength(80)),
  about: v.optional(v.pipe(v.string(), v.maxLength(2_000)), ""),
  workers: v.optional(Count(64), 4),
  sources: nodes(Source),
  tasks: nodes(Task),
  channels: nodes(Channel),
  states: nodes(State),
  sinks: nodes(Sink),
  /** What it must fulfil, such as `no-unbounded` or `p99<2ms`. */
  requires: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(80))), v.maxLength(40)), []),
  /** Where each box lies on the canvas. */
  picture: v.optional(v.record(v.string(), v.tuple([Place, Place])), {}),
});
export type Design = v.InferOutput<typeof Design>;

export type NodeKind = "source" | "task" | "channel" | "state" | "sink";
export type AnyNode = Source | Task | Channel | State | Sink;

export const LISTS = {
  source: "sources",
  task: "tasks",
  channel: "channels",
  state: "states",
  sink: "sinks",
} as const satisfies Record<NodeKind, keyof Design>;

/** Every box of the design with its kind, in the order of the lists. */
export function nodesOf(design: Design): { kind: NodeKind; node: AnyNode }[] {
  return (Object.keys(LISTS) as NodeKind[]).flatMap((kind) =>
    design[LISTS[kind]].map((node: AnyNode) => ({ kind, node })),
  );
}

export const EMPTY: Design = v.parse(Design, { version: VERSION, name: "An empty sheet" });
