/** `mpsc`: many senders, one receiver, bounded or not. Models tokio/src/sync/mpsc/{chan,bounded,unbounded}.rs, tokio 1.53.1. */
import { CONTEXT, traceWait } from "../context.ts";
import type { Future } from "../std/future.ts";
import { Panic } from "../std/panic.ts";
import { ADVANCE, LaterWakes, PAUSED } from "../std/pause.ts";
import type { Pausable } from "../std/pause.ts";
import { PENDING, PollReady, READY_UNIT } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context, Waker } from "../std/waker.ts";
import { pollProceed } from "../task/coop.ts";
import { R } from "../trace/kinds.ts";
import { VecDeque } from "../util/vec-deque.ts";
import { BatchSemaphore } from "./batch-semaphore.ts";
import type { Acquire } from "./batch-semaphore.ts";
import { SendError, TryError } from "./errors.ts";

/** `Chan`: the values, the receiver's waker slot, and for a bounded channel the permits. */
class Chan<T> {
  readonly #values = new VecDeque<T>(32);
  readonly id = CONTEXT.handle?.nextResource() ?? 0;
  /** Null on an unbounded channel, which only needs to know whether it was closed. */
  readonly semaphore: BatchSemaphore | null;
  readonly #capacity: number | null;
  #senders = 1;
  #rxClosed = false;
  #rxWaker: Waker | null = null;

  constructor(capacity: number | null) {
    this.#capacity = capacity;
    this.semaphore = capacity === null ? null : new BatchSemaphore(capacity, R.MpscPermit);
  }

  get rxClosed(): boolean {
    return this.#rxClosed;
  }

  get length(): number {
    return this.#values.length;
  }

  push(value: T): void {
    this.#values.pushBack(value);
    this.#wakeReceiver();
  }

  cloneSender(): void {
    this.#senders++;
  }

  dropSender(): void {
    this.#senders--;
    if (this.#senders === 0) this.#wakeReceiver();
  }

  /** The slot holds one waker, and waking removes it. */
  #wakeReceiver(): void {
    const waker = this.#rxWaker;
    this.#rxWaker = null;
    waker?.wake();
  }

  /** The permit goes to the first waiting sender before the receiver sees the value. */
  pop(): T {
    const value = this.take();
    this.semaphore?.release(1);
    return value;
  }

  take(): T {
    return this.#values.popFront() as T;
  }

  /** Whether no more values will ever come. */
  isFinished(): boolean {
    if (this.#values.length > 0) return false;
    return this.#senders === 0 || (this.#rxClosed && this.#isIdle());
  }

  /** All permits are back: no sender that holds one is still about to send. */
  #isIdle(): boolean {
    return this.#capacity === null || this.semaphore?.available === this.#capacity;
  }

  register(waker: Waker): void {
    this.#rxWaker = waker.clone();
  }

  closeReceiver(): void {
    this.#rxClosed = true;
    this.semaphore?.close();
  }

  /** The receiver is gone, so the values that no one will receive go too. */
  dropReceiver(): void {
    this.closeReceiver();
    while (this.#values.length > 0) this.pop();
    this.#rxWaker = null;
  }
}

export class Sender<T> {
  readonly #chan: Chan<T>;
  #dropped = false;

  constructor(chan: Chan<T>) {
    this.#chan = chan;
  }

  /** @throws SendError, when polled, once the receiver is gone */
  send(value: T): Future<void> {
    return new Send(this.#chan, value);
  }

  trySend(value: T): void {
    const chan = this.#chan;
    if (chan.rxClosed) throw new SendError(value);
    if (!(chan.semaphore as BatchSemaphore).tryAcquire(1)) throw new TryError("no available capacity");
    chan.push(value);
  }

  isClosed(): boolean {
    return this.#chan.rxClosed;
  }

  clone(): Sender<T> {
    this.#chan.cloneSender();
    return new Sender(this.#chan);
  }

  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.#chan.dropSender();
  }
}

/** Acquires a permit, adds the value, wakes the receiver: three steps. */
class Send<T> implements Pausable<void> {
  readonly #chan: Chan<T>;
  readonly #value: T;
  readonly #acquire: Acquire;
  readonly #wakes = new LaterWakes();
  #next: "acquire" | "push" | "wake" = "acquire";

  constructor(chan: Chan<T>, value: T) {
    this.#chan = chan;
    this.#value = value;
    this.#acquire = (chan.semaphore as BatchSemaphore).acquire(1);
  }

  poll(cx: Context): Poll<void> {
    if (!this.#hasPermit(cx)) return PENDING;
    this.#chan.push(this.#value);
    return READY_UNIT;
  }

  [ADVANCE](cx: Context): Poll<void> | typeof PAUSED {
    if (CONTEXT.oneStep) return this.poll(cx);
    if (this.#next === "acquire") {
      if (!this.#hasPermit(cx)) return PENDING;
      this.#next = "push";
      return PAUSED;
    }
    if (this.#next === "push") {
      this.#wakes.during(() => this.#chan.push(this.#value));
      this.#next = "wake";
      return this.#wakes.isBefore() ? PAUSED : READY_UNIT;
    }
    this.#wakes.wakeNext();
    return READY_UNIT;
  }

  #hasPermit(cx: Context): boolean {
    const poll = this.#acquire.poll(cx);
    if (poll === PENDING) return false;
    if (!(poll as PollReady<boolean>).value) throw new SendError(this.#value);
    return true;
  }

  drop(): void {
    this.#acquire.drop();
  }
}

export class UnboundedSender<T> {
  readonly #chan: Chan<T>;
  #dropped = false;

  constructor(chan: Chan<T>) {
    this.#chan = chan;
  }

  /** Never waits, and uses no budget.
   * @throws SendError when the receiver is gone */
  send(value: T): void {
    if (this.#chan.rxClosed) throw new SendError(value);
    this.#chan.push(value);
  }

  isClosed(): boolean {
    return this.#chan.rxClosed;
  }

  clone(): UnboundedSender<T> {
    this.#chan.cloneSender();
    return new UnboundedSender(this.#chan);
  }

  drop(): void {
    if (this.#dropped) return;
    this.#dropped = true;
    this.#chan.dropSender();
  }
}

export class Receiver<T> {
  readonly #chan: Chan<T>;

  constructor(chan: Chan<T>) {
    this.#chan = chan;
  }

  recv(): Future<T | undefined> {
    return new Recv(this, this.#chan);
  }

  /** Ready(undefined) when no more values will ever come. */
  pollRecv(cx: Context): Poll<T | undefined> {
    const chan = this.#chan;
    const budget = CONTEXT.budget;
    if (!pollProceed(cx)) return PENDING;
    if (chan.length > 0) return new PollReady(chan.pop());
    if (chan.isFinished()) return new PollReady(undefined);
    chan.register(cx.waker);
    CONTEXT.budget = budget;
    if (__TRACE__) traceWait(R.MpscRecv, chan.id);
    return PENDING;
  }

  tryRecv(): T | undefined {
    if (this.#chan.length > 0) return this.#chan.pop();
    if (this.#chan.isFinished()) return undefined;
    throw new TryError("receiving on an empty channel");
  }

  close(): void {
    this.#chan.closeReceiver();
  }

  drop(): void {
    this.#chan.dropReceiver();
  }
}

/**
 * Looks, and looks again once its waker is in the slot; takes the value, gives the permit back, wakes the sender that
 * gets it.
 */
class Recv<T> implements Pausable<T | undefined> {
  readonly #receiver: Receiver<T>;
  readonly #chan: Chan<T>;
  readonly #wakes = new LaterWakes();
  #next: "look" | "look again" | "release" | "wake" = "look";
  #taken: T | undefined = undefined;
  /** Before this poll: a poll that finds nothing gives its unit back. */
  #budget = 0;

  constructor(receiver: Receiver<T>, chan: Chan<T>) {
    this.#receiver = receiver;
    this.#chan = chan;
  }

  poll(cx: Context): Poll<T | undefined> {
    return this.#receiver.pollRecv(cx);
  }

  [ADVANCE](cx: Context): Poll<T | undefined> | typeof PAUSED {
    if (CONTEXT.oneStep) return this.poll(cx);
    switch (this.#next) {
      case "look":
        this.#budget = CONTEXT.budget;
        if (!pollProceed(cx)) return PENDING;
        return this.#look() ?? this.#register(cx);
      case "look again":
        this.#next = "look";
        return this.#look() ?? this.#wait();
      case "release":
        this.#wakes.during(() => this.#chan.semaphore?.release(1));
        this.#next = "wake";
        return this.#wakes.isBefore() ? PAUSED : new PollReady(this.#taken);
      case "wake":
        this.#wakes.wakeNext();
        return new PollReady(this.#taken);
    }
  }

  #look(): Poll<T | undefined> | typeof PAUSED | null {
    const chan = this.#chan;
    if (chan.length > 0) {
      this.#taken = chan.take();
      this.#next = "release";
      return PAUSED;
    }
    return chan.isFinished() ? new PollReady(undefined) : null;
  }

  #register(cx: Context): typeof PAUSED {
    this.#chan.register(cx.waker);
    this.#next = "look again";
    return PAUSED;
  }

  #wait(): Poll<T | undefined> {
    CONTEXT.budget = this.#budget;
    if (__TRACE__) traceWait(R.MpscRecv, this.#chan.id);
    return PENDING;
  }
}

/** @throws Panic when `capacity` is not a whole number above 0 */
export function channel<T>(capacity: number): [Sender<T>, Receiver<T>] {
  if (!Number.isInteger(capacity) || capacity < 1) {
    throw new Panic(`mpsc bounded channel requires buffer > 0, and was given ${capacity}`);
  }
  const chan = new Chan<T>(capacity);
  return [new Sender(chan), new Receiver(chan)];
}

export function unboundedChannel<T>(): [UnboundedSender<T>, Receiver<T>] {
  const chan = new Chan<T>(null);
  return [new UnboundedSender(chan), new Receiver(chan)];
}
