/** The designs that a sheet can begin with: the lesson's three rivals, an empty sheet, and two other services. */
import * as v from "valibot";
import { Design, EMPTY, VERSION } from "./schema.ts";

export const START_NAMES = [
  "exchange-locked-books",
  "exchange-owner-per-shard",
  "exchange-task-per-subscription",
  "empty",
  "chat-server",
  "feed-handler",
] as const;
export type StartName = (typeof START_NAMES)[number];

type Written = Omit<v.InferInput<typeof Design>, "version">;
const design = (written: Written): Design => v.parse(Design, { version: VERSION, ...written });

/** The lesson's numbers: 10,000 connections, 400 instruments, 50,000 orders a second; a tenth of them at the busiest instrument. */
const ORDERS = { id: "orders", rate: 50_000, keys: 400, hot: 0.1 };
const CONNECTIONS = {
  id: "connection",
  count: 10_000,
  per: "connection",
  watchedBy: "the JoinSet of the acceptor",
};
const SESSION = ["read buffer", "session", "rate limit"];
const STOP = { id: "stop", kind: "watch" as const };
const SOCKETS = { id: "sockets", kind: "socket" as const, writeUs: 1 };
/** Twenty of the instruments' prices, looked at each 10 ms, and one write for all that is new. */
const PACED = {
  from: "prices",
  subscribes: 20,
  everyUs: 10_000,
  does: [{ do: "write" as const, to: "sockets" }],
};

export const STARTS: Record<StartName, Design> = {
  "exchange-locked-books": design({
    name: "An exchange: connections lock the books",
    about:
      "Each connection takes the lock of the instrument's book, matches the order itself and answers. Nothing owns a book.",
    workers: 4,
    sources: [ORDERS],
    tasks: [
      {
        ...CONNECTIONS,
        owns: SESSION,
        shutdown: "stop",
        on: [
          {
            from: "orders",
            does: [
              { do: "work", us: 2 },
              { do: "lock", state: "books" },
              { do: "send", to: "prices" },
              { do: "write", to: "sockets" },
            ],
          },
          PACED,
        ],
      },
    ],
    channels: [{ id: "prices", kind: "watch", keys: 400 }, STOP],
    states: [{ id: "books", kind: "std-mutex", holdUs: 10, keys: 400 }],
    sinks: [SOCKETS],
    picture: {
      orders: [0, 60],
      connection: [260, 60],
      books: [560, 0],
      prices: [560, 130],
      sockets: [560, 260],
      stop: [260, 260],
    },
  }),

  "exchange-owner-per-shard": design({
    name: "An exchange: a task owns each shard's books",
    about:
      "Eight shards on threads of their own, each with the books of 50 instruments, fed by a bounded channel; the reply comes back through a oneshot.",
    workers: 4,
    sources: [ORDERS],
    tasks: [
      {
        ...CONNECTIONS,
        owns: SESSION,
        shutdown: "stop",
        on: [
          {
            from: "orders",
            does: [
              { do: "work", us: 2 },
              { do: "send", to: "shard-orders", reply: true },
              { do: "write", to: "sockets" },
            ],
          },
          PACED,
        ],
      },
      {
        id: "shard",
        count: 8,
        per: "50 instruments",
        owns: ["books"],
        runsOn: "thread",
        watchedBy: "the supervisor",
        on: [
          {
            from: "shard-orders",
            does: [{ do: "work", us: 10 }, { do: "send", to: "prices" }, { do: "reply" }],
          },
        ],
      },
    ],
    channels: [
      { id: "shard-orders", kind: "mpsc", capacity: 256 },
      { id: "prices", kind: "watch", keys: 400 },
      STOP,
    ],
    sinks: [SOCKETS],
    picture: {
      orders: [0, 60],
      connection: [260, 60],
      "shard-orders": [560, 0],
      shard: [820, 60],
      prices: [560, 160],
      sockets: [560, 300],
      stop: [260, 300],
    },
  }),

  "exchange-task-per-subscription": design({
    name: "An exchange: a task for each subscription",
    about:
      "As the owner per shard, but each of the 200,000 subscriptions is a task that waits for its instrument and forwards each update to its connection.",
    workers: 4,
    sources: [ORDERS],
    tasks: [
      {
        ...CONNECTIONS,
        owns: SESSION,
        shutdown: "stop",
        on: [
          {
            from: "orders",
            does: [
              { do: "work", us: 2 },
              { do: "send", to: "shard-orders", reply: true },
              { do: "write", to: "sockets" },
            ],
          },
          { from: "outbox", does: [{ do: "write", to: "sockets" }] },
        ],
      },
      {
        id: "subscription",
        count: 200_000,
        per: "subscription",
        owns: ["cursor"],
        shutdown: "stop",
        on: [{ from: "updates", subscribes: 1, does: [{ do: "send", to: "outbox" }] }],
      },
      {
        id: "shard",
        count: 8,
        per: "50 instruments",
        owns: ["books"],
        watchedBy: "the supervisor",
        on: [
          {
            from: "shard-orders",
            does: [{ do: "work", us: 10 }, { do: "send", to: "updates" }, { do: "reply" }],
          },
        ],
      },
    ],
    channels: [
      { id: "shard-orders", kind: "mpsc", capacity: 256 },
      { id: "updates", kind: "broadcast", capacity: 1024, keys: 400 },
      { id: "outbox", kind: "mpsc", capacity: null },
      STOP,
    ],
    sinks: [SOCKETS],
    picture: {
      orders: [0, 60],
      connection: [260, 60],
      "shard-orders": [560, 0],
      shard: [820, 60],
      updates: [820, 200],
      subscription: [560, 260],
      outbox: [560, 150],
      sockets: [260, 300],
      stop: [0, 300],
    },
  }),

  empty: EMPTY,

  "chat-server": design({
    name: "A chat server",
    about:
      "A task for each room keeps its members and history; a connection forwards lines and writes what its room broadcasts.",
    workers: 2,
    sources: [{ id: "lines", rate: 2_000, keys: 200 }],
    tasks: [
      {
        id: "connection",
        count: 5_000,
        per: "connection",
        owns: ["read buffer", "nickname"],
        watchedBy: "the JoinSet of the acceptor",
        shutdown: "stop",
        on: [
          {
            from: "lines",
            does: [
              { do: "work", us: 5 },
              { do: "send", to: "room-inbox" },
            ],
          },
          { from: "room-out", does: [{ do: "write", to: "sockets" }] },
        ],
      },
      {
        id: "room",
        count: 200,
        per: "room",
        owns: ["members", "history"],
        watchedBy: "the lobby",
        shutdown: "stop",
        on: [
          {
            from: "room-inbox",
            does: [
              { do: "work", us: 3 },
              { do: "send", to: "room-out" },
            ],
          },
        ],
      },
    ],
    channels: [
      { id: "room-inbox", kind: "mpsc", capacity: 64 },
      { id: "room-out", kind: "broadcast", capacity: 256, keys: 200 },
      STOP,
    ],
    sinks: [{ id: "sockets", writeUs: 2 }],
    picture: {
      lines: [0, 60],
      connection: [260, 60],
      "room-inbox": [560, 0],
      room: [820, 60],
      "room-out": [560, 150],
      sockets: [560, 290],
      stop: [260, 290],
    },
  }),

  "feed-handler": design({
    name: "A feed handler",
    about:
      "A thread spins on the exchange's socket, a task decodes and keeps the books, strategies read the newest prices, and a log keeps every message.",
    workers: 2,
    sources: [{ id: "feed", rate: 20_000, burst: 4, keys: 100 }],
    tasks: [
      {
        id: "reader",
        owns: ["socket"],
        runsOn: "thread",
        watchedBy: "main",
        shutdown: "stop",
        on: [
          {
            from: "feed",
            does: [
              { do: "work", us: 2 },
              { do: "send", to: "packets" },
            ],
          },
        ],
      },
      {
        id: "decoder",
        owns: ["books", "sequence numbers"],
        watchedBy: "main",
        on: [
          {
            from: "packets",
            does: [
              { do: "work", us: 15 },
              { do: "send", to: "quotes" },
              { do: "send", to: "log-lines" },
            ],
          },
        ],
      },
      {
        id: "strategy",
        count: 8,
        per: "strategy",
        owns: ["positions"],
        watchedBy: "main",
        shutdown: "stop",
        on: [
          {
            from: "quotes",
            subscribes: 10,
            everyUs: 1_000,
            does: [
              { do: "work", us: 20 },
              { do: "write", to: "gateway" },
            ],
          },
        ],
      },
      {
        id: "recorder",
        owns: ["log file"],
        runsOn: "thread",
        watchedBy: "main",
        on: [
          {
            from: "log-lines",
            does: [
              { do: "block", us: 4 },
              { do: "write", to: "log" },
            ],
          },
        ],
      },
    ],
    channels: [
      { id: "packets", kind: "mpsc", capacity: 1_024 },
      { id: "quotes", kind: "watch", keys: 100 },
      { id: "log-lines", kind: "mpsc", capacity: 4_096, whenFull: "drop" },
      STOP,
    ],
    sinks: [
      { id: "gateway", writeUs: 3 },
      { id: "log", kind: "file", writeUs: 1 },
    ],
    picture: {
      feed: [0, 60],
      reader: [220, 60],
      packets: [450, 60],
      decoder: [680, 60],
      quotes: [920, 0],
      strategy: [1160, 0],
      gateway: [1400, 0],
      "log-lines": [920, 150],
      recorder: [1160, 150],
      log: [1400, 150],
      stop: [680, 290],
    },
  }),
};

/** The start that this design still is; undefined once anything but its picture differs. */
export function startOf(design: Design): StartName | undefined {
  const text = asText(design);
  return START_NAMES.find((name) => asText(STARTS[name]) === text);
}

/** Every field is there, in the schema's order; where the boxes lie does not matter. */
const asText = (written: Design): string => JSON.stringify(v.parse(Design, { ...written, picture: {} }));

/** `exchange` alone is the design that the lesson argues for. */
export function startNamed(name: string): Design | undefined {
  const full = name === "exchange" ? "exchange-owner-per-shard" : name;
  return Object.hasOwn(STARTS, full) ? STARTS[full as StartName] : undefined;
}
