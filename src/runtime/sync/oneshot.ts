/** `oneshot`: one value, once. Models tokio/src/sync/oneshot.rs, tokio 1.53.1. */
import { CONTEXT, traceWait } from "../context.ts";
import type { Future } from "../std/future.ts";
import { Panic } from "../std/panic.ts";
import { PENDING, PollReady } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context, Waker } from "../std/waker.ts";
import { pollProceed } from "../task/coop.ts";
import { R } from "../trace/kinds.ts";
import { RecvError, SendError, TryError } from "./errors.ts";

/** `Inner`, shared by the two ends. */
class Inner<T> {
  state: "open" | "sent" | "sender-dropped" | "closed" | "taken" = "open";
  value: T | undefined = undefined;
  rxWaker: Waker | null = null;
  readonly id = CONTEXT.handle?.nextResource() ?? 0;

  wakeReceiver(): void {
    const waker = this.rxWaker;
    this.rxWaker = null;
    waker?.wake();
  }

  take(): T {
    const value = this.value as T;
    this.value = undefined;
    this.state = "taken";
    return value;
  }
}

export class OneshotSender<T> {
  #inner: Inner<T> | null;

  constructor(inner: Inner<T>) {
    this.#inner = inner;
  }

  /** @throws SendError when the receiver is gone */
  send(value: T): void {
    const inner = this.#inner;
    if (inner === null)
      throw new Panic("oneshot::Sender::send consumes the sender: a second value needs a second channel");
    this.#inner = null;
    if (inner.state === "closed") throw new SendError(value);
    inner.value = value;
    inner.state = "sent";
    inner.wakeReceiver();
  }

  isClosed(): boolean {
    return this.#inner?.state === "closed";
  }

  drop(): void {
    const inner = this.#inner;
    this.#inner = null;
    if (inner === null || inner.state !== "open") return;
    inner.state = "sender-dropped";
    inner.wakeReceiver();
  }
}

export class OneshotReceiver<T> implements Future<T> {
  readonly #inner: Inner<T>;

  constructor(inner: Inner<T>) {
    this.#inner = inner;
  }

  /** @throws RecvError when the sender was dropped without sending */
  poll(cx: Context): Poll<T> {
    const inner = this.#inner;
    const budget = CONTEXT.budget;
    if (!pollProceed(cx)) return PENDING;
    switch (inner.state) {
      case "sent":
        return new PollReady(inner.take());
      case "taken":
        throw new Panic("oneshot::Receiver polled after completion: it gives its one value once");
      case "open":
        inner.rxWaker = inner.rxWaker?.willWake(cx.waker) === true ? inner.rxWaker : cx.waker.clone();
        CONTEXT.budget = budget;
        if (__TRACE__) traceWait(R.Oneshot, inner.id);
        return PENDING;
      default:
        inner.state = "taken";
        throw new RecvError();
    }
  }

  /** @throws TryError when nothing has been sent yet */
  tryRecv(): T {
    if (this.#inner.state === "sent") return this.#inner.take();
    if (this.#inner.state === "open") throw new TryError("channel empty");
    throw new RecvError();
  }

  /** A value already sent can still be received. */
  close(): void {
    if (this.#inner.state === "open") this.#inner.state = "closed";
  }

  drop(): void {
    this.close();
    this.#inner.rxWaker = null;
  }
}

export function channel<T>(): [OneshotSender<T>, OneshotReceiver<T>] {
  const inner = new Inner<T>();
  return [new OneshotSender(inner), new OneshotReceiver(inner)];
}
