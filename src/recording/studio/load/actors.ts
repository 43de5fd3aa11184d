/** One instance of a task, as a future of the model that waits for messages and takes its steps. A model ms stands for 1 µs. */
import { now, oneshot, spawnBlockingOn, thread } from "../../../runtime/index.ts";
import type { Context, Future, MutexGuard, Poll } from "../../../runtime/index.ts";
import { CONTEXT } from "../../../runtime/context.ts";
import { WorkerThread } from "../../../runtime/scheduler/multi-thread/thread.ts";
import { ADVANCE, PAUSED } from "../../../runtime/std/pause.ts";
import type { Pausable } from "../../../runtime/std/pause.ts";
import { PENDING, PollReady } from "../../../runtime/std/poll.ts";
import type { Handler, Step, Task } from "../schema.ts";
import { inputOf, timerOf } from "./inputs.ts";
import type { Input } from "./inputs.ts";
import { StdLock } from "./locks.ts";
import type { Message } from "./message.ts";
import type { TaskMeter, WaitedFor } from "./meters.ts";
import { Random } from "./random.ts";
import type { Locks, Pipes, World } from "./world.ts";

/** The end of a step's part: go on, compute first, or wait to be woken. */
type Signal = typeof DONE | typeof PAUSED | typeof PENDING;
const DONE = Symbol("done");

type Sending = Extract<Step, { do: "send" }>;
type Locking = Extract<Step, { do: "lock" }>;

/** Stands for the message that is over, so that it is garbage at once. */
const NONE: Message = { kind: -1, bornUs: 0, sentUs: 0, key: 0, asked: false, reply: null };

/** Written as a state machine: a generator for each step of each message costs more than the scheduler. */
export class Actor implements Pausable<void> {
  readonly #world: World;
  readonly #index: number;
  readonly #meter: TaskMeter;
  readonly #inputs: Input[];
  /** Made on first use: most tasks draw nothing. */
  #random: Random | null = null;
  readonly #onThread: boolean;
  readonly #task: Task;
  #turn = 0;
  #handler: Handler | null = null;
  #message = NONE;
  /** Which step of the handler, and how far it has got. */
  #at = 0;
  #part = 0;
  /** What it awaits within a step. */
  #future: Future<unknown> | null = null;
  #answer: Future<null> | null = null;
  #sinceUs = 0;
  #isAsleep = false;
  /** Scheduling costs that the next piece of work pays. */
  #owedUs = 0;
  #guards: (() => void)[] = [];

  constructor(world: World, task: Task, index: number, meter: TaskMeter) {
    this.#world = world;
    this.#task = task;
    this.#index = index;
    this.#meter = meter;
    this.#onThread = task.runsOn === "thread";
    this.#inputs = task.on.map((handler) => inputOf(world, task, index, handler));
  }

  /** A runtime of several workers, and a thread, ask for one part after another. */
  [ADVANCE](cx: Context): Poll<void> | typeof PAUSED {
    if (this.#isAsleep) this.#wokeUp();
    for (;;) {
      const handler = this.#handler;
      if (handler === null) {
        if (!this.#takeNext(cx)) return this.#sleep();
      } else if (this.#at < handler.does.length) {
        const signal = this.#step(handler.does[this.#at] as Step, cx);
        if (signal === PENDING) return this.#sleep();
        if (signal === PAUSED) return PAUSED;
        this.#at++;
        this.#part = 0;
      } else if (this.#owedUs > 0) {
        this.#hold(0);
        return PAUSED;
      } else this.#finish(handler);
    }
  }

  /** The only worker polls in one step: its time passes within the poll. */
  poll(cx: Context): Poll<void> {
    for (;;) {
      const poll = this[ADVANCE](cx);
      if (poll !== PAUSED) return poll;
    }
  }

  #sleep(): typeof PENDING {
    this.#isAsleep = true;
    return PENDING;
  }

  #wokeUp(): void {
    this.#isAsleep = false;
    this.#meter.wakes++;
    this.#owedUs += this.#world.costs.wakeUs;
    const { unparks, costs } = this.#world;
    const by = CONTEXT.scheduler;
    if (!(by instanceof WorkerThread) || !by.hasCore) return;
    const { index, parker } = by.worker;
    if (unparks[index] === parker.unparks) return;
    unparks[index] = parker.unparks;
    // The thread was away, not busy.
    if (costs.unparkUs > 0) thread.sleep(costs.unparkUs);
  }

  /** Like a `select!` over all inputs: begins with another each time. */
  #takeNext(cx: Context): boolean {
    const inputs = this.#inputs;
    const first = this.#turn++;
    for (let i = 0; i < inputs.length; i++) {
      const input = inputs[(first + i) % inputs.length] as Input;
      const message = input.next(cx);
      if (message === null) continue;
      this.#handler = input.handler;
      this.#message = message;
      this.#at = 0;
      this.#part = 0;
      this.#meter.handled++;
      this.#owedUs += this.#world.costs.messageUs;
      return true;
    }
    return false;
  }

  #finish(handler: Handler): void {
    for (let release = this.#guards.pop(); release !== undefined; release = this.#guards.pop()) release();
    this.#handler = null;
    const { kind, asked } = this.#message;
    this.#message = NONE;
    if (!asked && !this.#world.passOn.has(handler)) this.#world.meters.ended(kind);
  }

  /** Holds the thread that runs this, and pays what is owed. Return PAUSED after it. */
  #hold(us: number): void {
    const all = us + this.#owedUs;
    this.#owedUs = 0;
    this.#busy(all);
    thread.sleep(all);
  }

  #busy(us: number): void {
    const { busyUs } = this.#meter;
    busyUs[this.#index] = (busyUs[this.#index] as number) + us;
    this.#world.meters.workerBusy(CONTEXT.scheduler?.index ?? -1, now(), us);
  }

  /** Polls what the step awaits, and notes for what and how long. */
  #await(cx: Context, what: WaitedFor, of: string): { value: unknown } | null {
    const poll = (this.#future as Future<unknown>).poll(cx);
    if (poll.isReady()) {
      if (this.#sinceUs >= 0) this.#meter.waited(what, of, now() - this.#sinceUs);
      this.#future = null;
      return poll;
    }
    if (this.#sinceUs < 0) this.#sinceUs = now();
    return null;
  }

  #start(future: Future<unknown>): void {
    this.#future = future;
    this.#sinceUs = -1;
  }

  #step(step: Step, cx: Context): Signal {
    switch (step.do) {
      case "work":
        return this.#compute(
          step.spread === "fixed" || this.#part > 0 ? step.us : this.#exponential(step.us),
        );
      case "await":
        return this.#timer(step.us, cx);
      case "block":
        return step.where === "inline" || this.#onThread
          ? this.#compute(step.us)
          : this.#elsewhere(step.us, cx);
      case "send":
        return this.#send(step, cx);
      case "reply":
        return this.#reply();
      case "lock":
        return this.#lock(step, cx);
      case "write":
        return this.#write(step.to, cx);
    }
  }

  #exponential(mean: number): number {
    const { seed, design } = this.#world;
    this.#random ??= new Random(seed * 1_000_003 + this.#index * 7_919 + design.tasks.indexOf(this.#task));
    return this.#random.exponential(mean);
  }

  #compute(us: number): Signal {
    if (this.#part > 0 || us + this.#owedUs <= 0) return DONE;
    this.#part = 1;
    this.#hold(us);
    return PAUSED;
  }

  /** What others see must not come before the time that it took to get there. */
  #payFirst(): boolean {
    if (this.#part > 0) return false;
    this.#part = 1;
    if (this.#owedUs <= 0) return false;
    this.#hold(0);
    return true;
  }

  #timer(us: number, cx: Context): Signal {
    if (this.#payFirst()) return PAUSED;
    if (this.#part === 1) {
      this.#part = 2;
      const timer = timerOf(this.#world.handle, this.#task);
      timer.set(now() + us);
      this.#start({ poll: (at) => (timer.isDue(at) ? new PollReady(null) : PENDING) });
    }
    return this.#await(cx, "await", "") === null ? PENDING : DONE;
  }

  /** On the blocking pool. */
  #elsewhere(us: number, cx: Context): Signal {
    if (this.#payFirst()) return PAUSED;
    if (this.#part === 1) {
      this.#part = 2;
      this.#start(spawnBlockingOn(() => thread.sleepHere(us)));
    }
    return this.#await(cx, "await", "") === null ? PENDING : DONE;
  }

  #reply(): Signal {
    if (this.#payFirst()) return PAUSED;
    const { reply } = this.#message;
    this.#message.reply = null;
    if (reply !== null && !reply.isClosed()) reply.send(null);
    return DONE;
  }

  #write(to: string, cx: Context): Signal {
    const sink = this.#world.sinks.get(to);
    const us = sink?.writeUs ?? 0;
    const signal = sink?.kind === "file" && !this.#onThread ? this.#elsewhere(us, cx) : this.#compute(us);
    if (signal !== DONE) return signal;
    this.#world.meters.arrived(this.#message.kind, now() - this.#message.bornUs);
    return DONE;
  }

  #send({ to, reply }: Sending, cx: Context): Signal {
    if (this.#payFirst()) return PAUSED;
    if (this.#part === 1) {
      const copy = this.#copyFor(to, reply);
      const fan = this.#world.fans.get(to);
      const sent =
        fan === undefined ? this.#sendInto(this.#world.pipes.get(to) as Pipes, copy) : fan.send(copy);
      if (sent === false) return DONE;
      this.#part = this.#future === null ? 3 : 2;
    }
    if (this.#part === 2) {
      if (this.#await(cx, "room", to) === null) return PENDING;
      this.#part = 3;
    }
    if (this.#part === 3) {
      if (this.#answer === null) return DONE;
      this.#start(this.#answer);
      this.#answer = null;
      this.#part = 4;
    }
    return this.#await(cx, "reply", to) === null ? PENDING : DONE;
  }

  #copyFor(to: string, wantsReply: boolean): Message {
    const { kind, bornUs, key } = this.#message;
    const { meters, fans } = this.#world;
    const [reply, answer] = wantsReply ? oneshot.channel<null>() : [null, null];
    this.#answer = answer;
    return {
      kind: fans.has(to) ? meters.copiedBy(kind, to) : kind,
      bornUs,
      sentUs: now(),
      key,
      asked: wantsReply,
      reply,
    };
  }

  /** @returns whether it is on its way, perhaps still waiting for room */
  #sendInto({ ends, queue, channel }: Pipes, message: Message): boolean {
    const { meters } = this.#world;
    const instance = message.key % ends.length;
    if (channel.capacity !== null && (queue.depths[instance] as number) >= channel.capacity) {
      meters.overloaded(channel.id, now(), "full");
      if (channel.whenFull === "drop") {
        queue.dropped++;
        this.#answer = null;
        return false;
      }
    }
    meters.entered(queue, instance);
    const sending = (ends[instance] as Pipes["ends"][number]).send(message);
    if (sending !== null) this.#start(sending);
    return true;
  }

  #lock(step: Locking, cx: Context): Signal {
    if (this.#payFirst()) return PAUSED;
    const locks = this.#world.locks.get(step.state) as Locks;
    const key = this.#message.key % locks.state.keys;
    return locks.std.length > 0
      ? this.#lockStd(step, locks, locks.std[key] as StdLock)
      : this.#lockTokio(step, locks, key, cx);
  }

  #lockStd(step: Locking, { state }: Locks, lock: StdLock): Signal {
    if (this.#part === 1) {
      const waitUs = lock.take(state.holdUs, state.kind === "std-mutex" || step.write);
      // Whoever waits for a std lock does nothing else: the thread stands still.
      if (waitUs !== null) this.#part = 2;
      if (waitUs !== 0) {
        const us = waitUs ?? StdLock.LOOK_US;
        this.#meter.waited("lock", step.state, us);
        this.#hold(us);
        return PAUSED;
      }
    }
    if (this.#part === 2) {
      this.#part = 3;
      if (step.keep) {
        lock.keep();
        this.#guards.push(() => lock.release());
      }
      if (state.holdUs > 0) {
        this.#hold(state.holdUs);
        return PAUSED;
      }
    }
    return DONE;
  }

  #lockTokio(step: Locking, { state, tokio }: Locks, key: number, cx: Context): Signal {
    if (this.#part === 1) {
      this.#start((tokio[key] as Locks["tokio"][number]).lock());
      this.#part = 2;
    }
    if (this.#part === 2) {
      const locked = this.#await(cx, "lock", step.state);
      if (locked === null) return PENDING;
      const guard = locked.value as MutexGuard<null>;
      this.#guards.push(() => guard.drop());
      this.#part = 3;
      if (state.holdUs + this.#owedUs > 0) {
        this.#hold(state.holdUs);
        return PAUSED;
      }
    }
    if (!step.keep) this.#guards.pop()?.();
    return DONE;
  }
}
