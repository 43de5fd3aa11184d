/** `tokio::sync::{mpsc, oneshot}` on tokio's own channels: values stay in the page, and only their numbers cross. */
import type { Future } from "../std/future.ts";
import { Panic } from "../std/panic.ts";
import type { Poll } from "../std/poll.ts";
import type { Context } from "../std/waker.ts";
import { RecvError, SendError, TryError } from "../sync/errors.ts";
import type { Border } from "./border.ts";
import { Status } from "./exports.ts";
import { pollHandle, read, TokioFuture } from "./future.ts";
import type { Reading } from "./future.ts";

export function channelsOn(border: Border) {
  const take = <T>(word: number): T => border.takeValue(word) as T;
  const refused = (word: number): never => {
    throw new SendError(take(word));
  };
  /** The result of a call that does not wait. */
  function atOnce<T>(status: number, reading: Reading<T>, wouldWait = ""): T {
    if (status === Status.WouldWait) throw new TryError(wouldWait);
    return read(border, status, reading);
  }

  class Sender<T> {
    #handle: number;
    constructor(handle: number) {
      this.#handle = handle;
    }
    send(value: T): Future<void> {
      const handle = border.call("send", this.#handle, border.give(value));
      return new TokioFuture<void>(border, handle, { closed: refused });
    }
    trySend(value: T): void {
      const status = border.call("try_send", this.#handle, border.give(value));
      atOnce<void>(status, { closed: refused }, "no available capacity");
    }
    isClosed(): boolean {
      return border.call("sender_is_closed", this.#handle) !== 0;
    }
    clone(): Sender<T> {
      return new Sender(border.call("clone_sender", this.#handle));
    }
    drop(): void {
      const handle = this.#handle;
      this.#handle = 0;
      border.call("drop_thing", handle);
    }
  }

  class UnboundedSender<T> {
    #handle: number;
    constructor(handle: number) {
      this.#handle = handle;
    }
    send(value: T): void {
      const status = border.call("send_unbounded", this.#handle, border.give(value));
      atOnce<void>(status, { closed: refused });
    }
    isClosed(): boolean {
      return border.call("sender_is_closed", this.#handle) !== 0;
    }
    clone(): UnboundedSender<T> {
      return new UnboundedSender(border.call("clone_sender", this.#handle));
    }
    drop(): void {
      const handle = this.#handle;
      this.#handle = 0;
      border.call("drop_thing", handle);
    }
  }

  class Receiver<T> {
    readonly #reading: Reading<T | undefined> = { ready: take, closed: () => undefined };
    #handle: number;
    constructor(handle: number) {
      this.#handle = handle;
    }
    recv(): Future<T | undefined> {
      return { poll: (cx) => this.pollRecv(cx) };
    }
    pollRecv(cx: Context): Poll<T | undefined> {
      return pollHandle(border, this.#handle, cx, this.#reading);
    }
    tryRecv(): T | undefined {
      return atOnce(border.call("try_recv", this.#handle), this.#reading, "receiving on an empty channel");
    }
    close(): void {
      border.call("close_receiver", this.#handle);
    }
    drop(): void {
      const handle = this.#handle;
      this.#handle = 0;
      border.call("drop_thing", handle);
    }
  }

  class OneshotSender<T> {
    #handle: number;
    constructor(handle: number) {
      this.#handle = handle;
    }
    send(value: T): void {
      const handle = this.#handle;
      if (handle === 0)
        throw new Panic("oneshot::Sender::send consumes the sender: a second value needs a second channel");
      this.#handle = 0;
      atOnce<void>(border.call("send_oneshot", handle, border.give(value)), { closed: refused });
    }
    isClosed(): boolean {
      return border.call("sender_is_closed", this.#handle) !== 0;
    }
    drop(): void {
      const handle = this.#handle;
      this.#handle = 0;
      border.call("drop_thing", handle);
    }
  }

  class OneshotReceiver<T> {
    readonly #reading: Reading<T> = {
      ready: take,
      closed: () => {
        throw new RecvError();
      },
      spent: "oneshot::Receiver polled after completion: it gives its one value once",
    };
    #handle: number;
    /** `tryRecv` already took the result; tokio would panic at a poll. */
    #taken = false;
    constructor(handle: number) {
      this.#handle = handle;
    }
    poll(cx: Context): Poll<T> {
      if (this.#taken) throw new Panic(this.#reading.spent);
      return pollHandle(border, this.#handle, cx, this.#reading);
    }
    tryRecv(): T {
      if (this.#taken) throw new RecvError();
      const status = border.call("try_recv_oneshot", this.#handle);
      this.#taken = status !== Status.WouldWait;
      return atOnce(status, this.#reading, "channel empty");
    }
    close(): void {
      border.call("close_receiver", this.#handle);
    }
    drop(): void {
      const handle = this.#handle;
      this.#handle = 0;
      border.call("drop_thing", handle);
    }
  }

  return {
    mpsc: {
      channel<T>(capacity: number): [Sender<T>, Receiver<T>] {
        if (!Number.isInteger(capacity) || capacity < 1 || capacity > border.call("max_permits"))
          throw new Panic(`mpsc bounded channel requires buffer > 0, and was given ${capacity}`);
        const tx = border.call("channel", capacity);
        return [new Sender(tx), new Receiver(border.call("word"))];
      },
      unboundedChannel<T>(): [UnboundedSender<T>, Receiver<T>] {
        const tx = border.call("channel", 0);
        return [new UnboundedSender(tx), new Receiver(border.call("word"))];
      },
    },
    oneshot: {
      channel<T>(): [OneshotSender<T>, OneshotReceiver<T>] {
        const tx = border.call("oneshot");
        return [new OneshotSender(tx), new OneshotReceiver(border.call("word"))];
      },
    },
    SendError,
    RecvError,
    TryError,
  };
}
