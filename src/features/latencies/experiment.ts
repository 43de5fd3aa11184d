/** The Axum lab in virtual time: the same requests in a closed and in an open loop, on the model runtime. */
import {
  asyncBlock,
  awaited,
  Builder,
  mpsc,
  Mutex,
  now,
  sleep,
  sleepUntil,
  spawn,
} from "../../runtime/index.ts";
import type { Load, Plan, Series } from "./file.ts";

/** As the project's own, without a word on its command line. */
export const PLAN: Plan = {
  ratePerSecond: 500,
  durationMs: 3_000,
  connections: 4,
  serviceMs: 1,
  stall: { atMs: 1_000, lastsMs: 300 },
};

/** So many requests take a fraction of a second here. */
const MAX_REQUESTS = 20_000;
export const BUCKETS_PER_DECADE = 20;

export interface Experiment {
  plan: Plan;
  loads: Load[];
  /** The raw samples in ns, in the order of the series. */
  samples: Float64Array[];
}

const plannedOf = ({ ratePerSecond, durationMs }: Plan): number =>
  Math.ceil((ratePerSecond * durationMs) / 1_000);
/** Whether the model runs it while the reader waits. */
export const isSmall = (plan: Plan): boolean => plannedOf(plan) <= MAX_REQUESTS && plan.connections <= 200;

type Async<T = void> = Generator<unknown, T>;

/** From when to when, in virtual ms. */
interface Sample {
  dueMs: number;
  sentMs: number;
  answeredMs: number;
}

export function experiment(plan: Plan): Experiment {
  const closed = played((samples) => closedLoop(plan, samples));
  const open = played((samples) => openLoop(plan, samples));
  const intervalNs = (plan.connections * 1e9) / plan.ratePerSecond;
  const fromSend = (all: readonly Sample[]) =>
    all.map(({ sentMs, answeredMs }) => (answeredMs - sentMs) * 1e6);
  const lists = {
    closed: {
      send: fromSend(closed),
      corrected: fromSend(closed).flatMap((ns) => withOmitted(ns, intervalNs)),
    },
    open: { send: fromSend(open), intended: open.map(({ dueMs, answeredMs }) => (answeredMs - dueMs) * 1e6) },
  };
  const planned = plannedOf(plan);
  const load = (name: Load["load"], answered: number): Load => ({
    load: name,
    planned,
    answered,
    series: Object.entries(lists[name]).map(([clock, ns]) => seriesOf(clock as Series["clock"], ns)),
  });
  return {
    plan,
    loads: [load("closed", closed.length), load("open", open.length)],
    samples: Object.values(lists).flatMap((one) => Object.values(one).map((ns) => Float64Array.from(ns))),
  };
}

function played(loop: (samples: Sample[]) => Async): Sample[] {
  const samples: Sample[] = [];
  Builder.newCurrentThread()
    .build()
    .blockOn(asyncBlock(() => loop(samples)));
  return samples;
}

/** Each client waits for its answer before it sends again. */
function* closedLoop(plan: Plan, samples: Sample[]): Async {
  const intervalMs = (plan.connections * 1_000) / plan.ratePerSecond;
  const clients = Array.from({ length: plan.connections }, (_, client) =>
    spawn(
      asyncBlock(function* () {
        let dueMs = (client * 1_000) / plan.ratePerSecond;
        while (dueMs < plan.durationMs) {
          yield* awaited(sleepUntil(dueMs));
          const sentMs = now();
          yield* serve(plan);
          samples.push({ dueMs: sentMs, sentMs, answeredMs: now() });
          // Late is late: what was due meanwhile is never sent.
          dueMs = Math.max(dueMs + intervalMs, now());
        }
      }),
    ),
  );
  for (const client of clients) yield* awaited(client);
}

/** Requests become due by the clock; the next free connection sends the oldest of them. */
function* openLoop(plan: Plan, samples: Sample[]): Async {
  const [requests, due] = mpsc.unboundedChannel<number>();
  const shared = new Mutex(due);
  const senders = Array.from({ length: plan.connections }, () =>
    spawn(
      asyncBlock(function* () {
        for (;;) {
          const guard = yield* awaited(shared.lock());
          const dueMs = yield* awaited(guard.value.recv());
          guard.drop();
          if (dueMs === undefined) return;
          const sentMs = now();
          yield* serve(plan);
          samples.push({ dueMs, sentMs, answeredMs: now() });
        }
      }),
    ),
  );
  for (let index = 0; index < plannedOf(plan); index += 1) {
    const dueMs = (index * 1_000) / plan.ratePerSecond;
    yield* awaited(sleepUntil(dueMs));
    requests.send(dueMs);
  }
  requests.drop();
  for (const sender of senders) yield* awaited(sender);
}

/** The server, whose only thread does nothing at all while it stalls. */
function* serve({ serviceMs, stall }: Plan): Async {
  const endMs = stall.atMs + stall.lastsMs;
  const isStalled = (): boolean => now() >= stall.atMs && now() < endMs;
  if (isStalled()) yield* awaited(sleepUntil(endMs));
  yield* awaited(sleep(serviceMs));
  if (isStalled()) yield* awaited(sleepUntil(endMs));
}

/** HdrHistogram's remedy: a sample longer than the client's interval stands for those that were due meanwhile. */
function withOmitted(ns: number, intervalNs: number): number[] {
  const all = [ns];
  for (let missing = ns - intervalNs; missing >= intervalNs; missing -= intervalNs) all.push(missing);
  return all;
}

function seriesOf(clock: Series["clock"], ns: readonly number[]): Series {
  const sorted = ns.toSorted((a, b) => a - b);
  const at = (q: number): number => sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] ?? 0;
  const buckets = new Map<number, number>();
  for (const one of sorted) {
    const bucket = Math.max(0, Math.floor(Math.log10(Math.max(1, one)) * BUCKETS_PER_DECADE));
    buckets.set(bucket, (buckets.get(bucket) ?? 0) + 1);
  }
  return {
    clock,
    exact: { count: sorted.length, p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), max: at(1) },
    histogramNs: [...buckets],
  };
}
