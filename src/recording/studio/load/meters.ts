/** What a simulated run counts while it runs: latencies, queues, who was busy, who waited for what. */
import { HdrHistogram } from "../../../lib/hdr-histogram.ts";
import type { Design } from "../schema.ts";

/** Pieces of the run for everything that is shown over time. */
export const SLICES = 100;
/** Longer than any run, in ns. */
const MAX_NS = 60_000_000_000;

export interface Latency {
  /** `orders`, or `orders via prices` for the copies that a broadcast or a watch makes. */
  name: string;
  source: string;
  /** The last broadcast or watch that it passed; null for the message itself. */
  via: string | null;
  histogram: HdrHistogram;
  sumNs: number;
  maxNs: number;
}

/** A queue in which messages wait: a channel, or what has arrived at a source and nobody has read. */
export interface Queue {
  id: string;
  capacity: number | null;
  /** Messages in it now, over all its instances, and in each. */
  depth: number;
  depths: Int32Array;
  deepest: number;
  /** At the end of each slice: in all, and in the fullest instance. */
  overTime: Float64Array;
  dropped: number;
  waitNs: HdrHistogram;
}

export interface Overload {
  queue: string;
  atUs: number;
  why: "full" | "old";
}

/** In an unbounded queue, a message this old is a sign that nobody keeps up; in a short run, a quarter of it. */
const OLD_US = 10_000;

export type WaitedFor = "reply" | "room" | "lock" | "await";

export class TaskMeter {
  readonly busyUs: Float64Array;
  handled = 0;
  wakes = 0;
  /** Tasks of this kind stood waiting so long, in all, by reason and name. */
  readonly waitedUs = new Map<string, number>();
  constructor(count: number) {
    this.busyUs = new Float64Array(count);
  }
  waited(what: WaitedFor, of: string, us: number): void {
    const key = of === "" ? what : `${what} ${of}`;
    this.waitedUs.set(key, (this.waitedUs.get(key) ?? 0) + us);
  }
}

export class Meters {
  readonly latencies: Latency[] = [];
  readonly queues = new Map<string, Queue>();
  readonly tasks: TaskMeter[];
  /** Of each worker, in each slice: µs busy. */
  readonly workers: Float64Array[];
  readonly forUs: number;
  first: Overload | null = null;
  offered = 0;
  /** Messages of a source that came to their end, without the copies of broadcasts and watches. */
  finished = 0;
  readonly #kinds = new Map<string, number>();
  readonly #copies: Map<string, number>[] = [];
  #slice = 0;

  constructor(design: Design, forUs: number) {
    this.forUs = forUs;
    this.tasks = design.tasks.map(({ count }) => new TaskMeter(count));
    this.workers = Array.from({ length: design.workers }, () => new Float64Array(SLICES));
  }

  kindOf(source: string, via: string | null): number {
    const name = via === null ? source : `${source} via ${via}`;
    const known = this.#kinds.get(name);
    if (known !== undefined) return known;
    this.#kinds.set(name, this.latencies.length);
    this.latencies.push({ name, source, via, histogram: new HdrHistogram(MAX_NS), sumNs: 0, maxNs: 0 });
    return this.latencies.length - 1;
  }

  /** The kind of the copies that a broadcast or a watch makes of such messages. */
  copiedBy(kind: number, via: string): number {
    const copies = (this.#copies[kind] ??= new Map());
    let copy = copies.get(via);
    if (copy === undefined) {
      copy = this.kindOf((this.latencies[kind] as Latency).source, via);
      copies.set(via, copy);
    }
    return copy;
  }

  ended(kind: number): void {
    if ((this.latencies[kind] as Latency).via === null) this.finished++;
  }

  arrived(kind: number, us: number): void {
    const latency = this.latencies[kind] as Latency;
    const ns = Math.max(0, Math.round(us * 1_000));
    latency.histogram.record(ns);
    latency.sumNs += ns;
    latency.maxNs = Math.max(latency.maxNs, ns);
  }

  addQueue(id: string, capacity: number | null, instances: number): Queue {
    const queue: Queue = {
      id,
      capacity,
      depth: 0,
      depths: new Int32Array(instances),
      deepest: 0,
      overTime: new Float64Array(SLICES),
      dropped: 0,
      waitNs: new HdrHistogram(MAX_NS),
    };
    this.queues.set(id, queue);
    return queue;
  }

  entered(queue: Queue, instance: number): void {
    queue.depth++;
    const depth = ((queue.depths[instance] as number) += 1);
    if (depth > queue.deepest) queue.deepest = depth;
  }

  left(queue: Queue, instance: number, waitedUs: number, atUs: number): void {
    queue.depth--;
    (queue.depths[instance] as number)--;
    queue.waitNs.record(Math.max(0, Math.round(waitedUs * 1_000)));
    if (queue.capacity === null && waitedUs > Math.min(OLD_US, this.forUs / 4))
      this.overloaded(queue.id, atUs, "old");
  }

  /** Into a queue and out of it at once, after a wait in the socket. */
  passed(queue: Queue, instance: number, waitedUs: number, atUs: number): void {
    this.entered(queue, instance);
    this.left(queue, instance, waitedUs, atUs);
  }

  overloaded(queue: string, atUs: number, why: Overload["why"]): void {
    this.first ??= { queue, atUs, why };
  }

  /** Spread over the slices that it covers. */
  workerBusy(worker: number, fromUs: number, us: number): void {
    const slices = this.workers[worker];
    if (slices === undefined) return;
    const width = this.forUs / SLICES;
    let at = fromUs;
    for (let left = us; left > 0 && at < this.forUs;) {
      const slice = Math.min(SLICES - 1, Math.floor(at / width));
      const here = Math.min(left, (slice + 1) * width - at);
      if (here <= 0) break;
      slices[slice] = (slices[slice] as number) + here;
      left -= here;
      at += here;
    }
  }

  /** Called as time goes on: notes the queues' depths at the end of each slice that is over. */
  timeIs(us: number): void {
    const upTo = Math.min(SLICES, Math.floor((us * SLICES) / this.forUs));
    for (; this.#slice < upTo; this.#slice++) {
      for (const queue of this.queues.values()) queue.overTime[this.#slice] = queue.depth;
    }
  }
}
