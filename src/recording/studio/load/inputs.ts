/** Where one instance of a task gets its messages from: a socket, a channel, or what is new at its own tick. */
import { now } from "../../../runtime/index.ts";
import type { Context, Handle } from "../../../runtime/index.ts";
import type { Handler, Source, Task } from "../schema.ts";
import type { FanOut, Subscriber } from "./fan-out.ts";
import type { Message } from "./message.ts";
import type { Meters, Queue } from "./meters.ts";
import { Random } from "./random.ts";
import { DriverTimer, ThreadTimer } from "./timers.ts";
import type { Timer } from "./timers.ts";
import type { Pipes, World } from "./world.ts";

export interface Input {
  readonly handler: Handler;
  /** @returns the next message; null when there is none, and then the task is woken when there is */
  next(cx: Context): Message | null;
}

export function inputOf(world: World, task: Task, index: number, handler: Handler): Input {
  const source = world.sources.get(handler.from);
  if (source !== undefined) return new Socket(world, task, index, handler, source.source, source.queue);
  const pipes = world.pipes.get(handler.from);
  if (pipes !== undefined) return new Pipe(world.meters, handler, pipes, index);
  const fan = world.fans.get(handler.from) as FanOut;
  return handler.everyUs === undefined
    ? new Following(handler, fan, index)
    : new Ticking(timerOf(world.handle, task), task, handler, fan, index, handler.everyUs);
}

export const timerOf = (handle: Handle, task: Task): Timer =>
  task.runsOn === "thread" ? new ThreadTimer(handle) : new DriverTimer(handle);

/** Messages from outside: each instance has its own arrivals, which wait in its socket until it reads. */
class Socket implements Input {
  readonly handler: Handler;
  readonly #meters: Meters;
  readonly #source: Source;
  readonly #queue: Queue;
  readonly #index: number;
  readonly #timer: Timer;
  readonly #random: Random;
  readonly #gapUs: number;
  readonly #kind: number;
  #atUs: number;
  #left: number;
  #key: number;

  constructor(world: World, task: Task, index: number, handler: Handler, source: Source, queue: Queue) {
    this.handler = handler;
    this.#meters = world.meters;
    this.#source = source;
    this.#queue = queue;
    this.#index = index;
    this.#timer = timerOf(world.handle, task);
    this.#random = new Random(world.seed * 65_537 + index * 31 + world.design.sources.indexOf(source));
    this.#gapUs = (1e6 * source.burst * task.count) / source.rate;
    this.#kind = world.meters.kindOf(source.id, null);
    this.#atUs =
      source.arrivals === "even"
        ? (this.#gapUs * (index + 1)) / task.count
        : this.#random.exponential(this.#gapUs);
    this.#timer.set(this.#atUs);
    this.#left = source.burst;
    this.#key = this.#nextKey();
  }

  next(cx: Context): Message | null {
    const { burst, arrivals } = this.#source;
    if (this.#left === burst) {
      if (!this.#timer.isDue(cx)) return null;
      this.#meters.offered += burst;
    }
    const bornUs = Math.ceil(this.#atUs);
    const atUs = now();
    this.#meters.passed(this.#queue, this.#index, atUs - bornUs, atUs);
    const message: Message = {
      kind: this.#kind,
      bornUs,
      sentUs: bornUs,
      key: this.#key,
      asked: false,
      reply: null,
    };
    if (--this.#left === 0) {
      this.#atUs += arrivals === "even" ? this.#gapUs : this.#random.exponential(this.#gapUs);
      this.#timer.set(this.#atUs);
      this.#left = burst;
      this.#key = this.#nextKey();
    }
    return message;
  }

  #nextKey(): number {
    const { keys, hot } = this.#source;
    if (keys === 1 || (hot > 0 && this.#random.next() < hot)) return 0;
    return Math.floor(this.#random.next() * keys);
  }
}

class Pipe implements Input {
  readonly handler: Handler;
  readonly #meters: Meters;
  readonly #pipes: Pipes;
  readonly #index: number;

  constructor(meters: Meters, handler: Handler, pipes: Pipes, index: number) {
    this.handler = handler;
    this.#meters = meters;
    this.#pipes = pipes;
    this.#index = index;
  }

  next(cx: Context): Message | null {
    const { ends, queue } = this.#pipes;
    const poll = (ends[this.#index] as Pipes["ends"][number]).receive.pollRecv(cx);
    const message = poll.isReady() ? poll.value : undefined;
    if (message === undefined) return null;
    this.#meters.left(queue, this.#index, now() - message.sentUs, now());
    return message;
  }
}

/** What a follower sends on goes to its own partner, not to a key's. */
const own = ({ kind, bornUs, sentUs, asked, reply }: Message, index: number): Message => ({
  kind,
  bornUs,
  sentUs,
  key: index,
  asked,
  reply,
});

class Following implements Input {
  readonly handler: Handler;
  readonly #index: number;
  readonly #fan: FanOut;
  readonly #subscriber: Subscriber;

  constructor(handler: Handler, fan: FanOut, index: number) {
    this.handler = handler;
    this.#index = index;
    this.#fan = fan;
    this.#subscriber = fan.subscribe(index, handler.subscribes);
  }

  next(cx: Context): Message | null {
    const message = this.#fan.next(this.#subscriber, cx);
    return message === null ? null : own(message, this.#index);
  }
}

/** tokio's timers fire on the millisecond; a thread's own sleep does not wait for that. */
const TICK_US = 1_000;

/** Looks at its own pace, and takes the newest of all that has changed since. */
class Ticking implements Input {
  readonly handler: Handler;
  readonly #index: number;
  readonly #everyUs: number;
  readonly #timer: Timer;
  readonly #tickUs: number;
  readonly #fan: FanOut;
  readonly #subscriber: Subscriber;
  #dueUs: number;

  constructor(timer: Timer, task: Task, handler: Handler, fan: FanOut, index: number, everyUs: number) {
    this.handler = handler;
    this.#index = index;
    this.#everyUs = everyUs;
    this.#timer = timer;
    this.#fan = fan;
    this.#subscriber = fan.subscribe(index, handler.subscribes);
    // Tasks that started at different times tick at different times.
    this.#dueUs = Math.ceil((everyUs * (index + 1)) / task.count);
    this.#tickUs = task.runsOn === "thread" ? 1 : TICK_US;
    this.#arm();
  }

  #arm(): void {
    this.#timer.set(Math.ceil(this.#dueUs / this.#tickUs) * this.#tickUs);
  }

  next(cx: Context): Message | null {
    while (this.#timer.isDue(cx)) {
      this.#dueUs = Math.max(this.#dueUs + this.#everyUs, now());
      this.#arm();
      const newest = this.#fan.newest(this.#subscriber);
      if (newest !== null) return own(newest, this.#index);
    }
    return null;
  }
}
