/** The arb bot of arb_bot.rs on the model: the same tasks, the same faults, and the same timing for every seed. */
import {
  asyncBlock,
  awaited,
  Builder,
  mpsc,
  pending,
  Poll,
  pollFn,
  sleep,
  sleepUntil,
} from "../../runtime/index.ts";
import { now, spawn, thread, TraceRing } from "../../runtime/index.ts";
import type { Drive, Future, Runtime, TaskId, Waker } from "../../runtime/index.ts";
import rust from "./arb_bot.rs?raw";
import { locationOf } from "./location.ts";
import type { TaskInfo } from "./task-stats.ts";

export const RUST_SOURCE = rust;
const WORKERS = 3;
/** The number of fills on one page of the desk's book: beyond it, nobody keeps the waker. */
const PAGE = 30;
/** `size_of_val` of each future on x86-64, as rustc 1.95 lays them out; the runtime boxes futures above 16 KiB. */
const FUTURE_BYTES: Record<string, number> = {
  "feed-a": 1_896,
  "feed-b": 1_896,
  book: 64,
  order: 256,
  spread: 8,
  fills: 48,
  risk: 240,
  heartbeat: 240,
  snapshot: 20_792,
  replay: 1,
};
/** In the order of the list, which is the order of spawning. */
export const TASK_NAMES: readonly string[] = [
  "feed-a",
  "feed-b",
  "book",
  "spread",
  "fills",
  "risk",
  "heartbeat",
  "snapshot",
  "order",
  "replay",
];
const BOX_FUTURE_THRESHOLD = 16_384;
const BOX_BYTES = 8;

export interface Bot {
  rt: Runtime;
  drive: Drive<void>;
  trace: TraceRing;
  describe(id: TaskId): TaskInfo | undefined;
}

interface Desk {
  filled: number;
  waker: Waker | null;
}

export function startBot(seed: number): Bot {
  const trace = new TraceRing({ capacity: 1 << 16 });
  const rt = Builder.newMultiThread()
    .workerThreads(WORKERS)
    .seed(seed)
    .order("usual")
    .tuneGlobalQueueInterval(0.2)
    .trace(trace)
    .build();
  const infos = new Map<TaskId, TaskInfo>();
  const go = (name: string, future: Future<void>): void => {
    infos.set(spawn(future).id, infoOf(name));
  };
  const drive = rt.drive(bot(go, durations(seed)));
  return { rt, drive, trace, describe: (id) => (id === 0 ? infoOf("main") : infos.get(id)) };
}

type Go = (name: string, future: Future<void>) => void;
/** How many ms a computation of about so many µs takes, as on real data: sometimes a fifth less, sometimes two fifths more. */
type Takes = (micros: number) => number;

function durations(seed: number): Takes {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return (micros) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.round(micros * (0.8 + (0.6 * state) / 2 ** 32)) / 1_000;
  };
}

function bot(go: Go, takes: Takes): Future<void> {
  return asyncBlock(function* () {
    const desk: Desk = { filled: 0, waker: null };
    const [prices, inbox] = mpsc.channel<number>(256);
    go("feed-a", feed(prices.clone(), takes));
    go("feed-b", feed(prices, takes));
    go("book", book(inbox, desk, go, takes));
    go("spread", spread(takes));
    go("fills", fills(desk, takes));
    go(
      "risk",
      every(100, () => takes(3_600)),
    );
    go(
      "heartbeat",
      every(250, () => takes(10)),
    );
    go("snapshot", snapshot(takes));
    yield* awaited(sleep(15_000));
    go("replay", replay(takes));
    yield* awaited(pending());
  });
}

/** `tokio::time::interval`: the first tick at once, missed ones caught up. */
function every(periodMs: number, workMs: () => number): Future<void> {
  return asyncBlock(function* () {
    for (let tick = now(); ; tick += periodMs) {
      yield* awaited(sleepUntil(tick));
      yield* thread.sleepHere(workMs());
    }
  });
}

function feed(to: mpsc.Sender<number>, takes: Takes): Future<void> {
  return asyncBlock(function* () {
    const start = now();
    for (let price = 0; ; price++) {
      yield* awaited(sleepUntil(start + 4 * price));
      yield* thread.sleepHere(takes(30));
      yield* awaited(to.send(price));
    }
  });
}

function book(inbox: mpsc.Receiver<number>, desk: Desk, go: Go, takes: Takes): Future<void> {
  return asyncBlock(function* () {
    for (;;) {
      const price = yield* awaited(inbox.recv());
      if (price === undefined) return;
      yield* thread.sleepHere(takes(20));
      if (price % 32 === 31) yield* thread.sleepHere(takes(9_000));
      if (price % 175 === 174) go("order", order(desk, takes));
    }
  });
}

function order(desk: Desk, takes: Takes): Future<void> {
  return asyncBlock(function* () {
    yield* thread.sleepHere(takes(60));
    yield* awaited(sleep(12));
    desk.filled++;
    const { waker } = desk;
    desk.waker = null;
    waker?.wake();
  });
}

/** The first fault: it wakes itself instead of waiting for a price. */
function spread(takes: Takes): Future<void> {
  return pollFn((cx) => {
    thread.sleep(takes(800));
    cx.waker.wakeByRef();
    return Poll.Pending;
  });
}

/** The second: past the page, it answers Pending and leaves no waker behind. */
function fills(desk: Desk, takes: Takes): Future<void> {
  const upTo = (count: number): Future<void> =>
    pollFn((cx) => {
      if (desk.filled >= count) return Poll.Ready(undefined);
      if (desk.filled < PAGE) desk.waker = cx.waker.clone();
      return Poll.Pending;
    });
  return asyncBlock(function* () {
    for (let batch = 1; ; batch++) {
      yield* awaited(upTo(batch * 10));
      yield* thread.sleepHere(takes(80));
    }
  });
}

function snapshot(takes: Takes): Future<void> {
  return asyncBlock(function* () {
    for (let tick = now(); ; tick += 5_000) {
      yield* awaited(sleepUntil(tick));
      yield* thread.sleepHere(takes(120));
      yield* awaited(sleep(4));
    }
  });
}

/** The third: its one poll has no end. */
function replay(takes: Takes): Future<void> {
  return pollFn(() => {
    thread.sleep(takes(400_000_000));
    return Poll.Ready(undefined);
  });
}

function infoOf(name: string): TaskInfo {
  const original = FUTURE_BYTES[name];
  const current = original !== undefined && original > BOX_FUTURE_THRESHOLD ? BOX_BYTES : original;
  const info: TaskInfo = { name: name === "main" ? "" : name, location: locationOf(rust, name) };
  return original === undefined || current === undefined
    ? info
    : { ...info, sizeBytes: { current, original } };
}
