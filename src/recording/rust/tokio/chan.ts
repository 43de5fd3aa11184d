/** The channel of `mpsc` and its two halves. Models tokio/src/sync/mpsc/chan.rs, tokio 1.53.1. */
import { CONTEXT } from "../../../runtime/context.ts";
import type { Context } from "../../../runtime/index.ts";
import { BatchSemaphore } from "../../../runtime/sync/batch-semaphore.ts";
import { Notify } from "../../../runtime/sync/notify.ts";
import { R } from "../../../runtime/trace/kinds.ts";
import type { Machine, Native, Value } from "../values/values.ts";

export const M = "tokio::sync::mpsc";

type Waker = Context["waker"];

export class Chan {
  readonly values: Value[] = [];
  readonly id = CONTEXT.handle?.nextResource() ?? 0;
  readonly semaphore: BatchSemaphore | null;
  readonly capacity: number | null;
  readonly closedNotify = new Notify();
  senders = 1;
  rxClosed = false;
  rxWaker: Waker | null = null;
  /** Without a semaphore: values that were sent and not yet received. */
  constructor(capacity: number | null) {
    this.capacity = capacity;
    this.semaphore = capacity === null ? null : new BatchSemaphore(capacity, R.MpscPermit);
  }
  push(value: Value): void {
    this.values.push(value);
    this.wake();
  }
  wake(): void {
    const waker = this.rxWaker;
    this.rxWaker = null;
    waker?.wake();
  }
  pop(): Value {
    const value = this.values.shift();
    this.semaphore?.release(1);
    return value;
  }
  dropSender(): void {
    if (--this.senders === 0) this.wake();
  }
  /** No value will come any more. */
  get isFinished(): boolean {
    if (this.values.length > 0) return false;
    return (
      this.senders === 0 ||
      (this.rxClosed && (this.semaphore === null || this.semaphore.available === this.capacity))
    );
  }
  close(): void {
    if (!this.rxClosed) {
      this.rxClosed = true;
      this.semaphore?.close();
      this.closedNotify.notifyWaiters();
    }
  }
}

export class Sender implements Native {
  readonly type: string;
  readonly chan: Chan;
  constructor(chan: Chan) {
    this.chan = chan;
    this.type = `${M}::${chan.capacity === null ? "UnboundedSender" : "Sender"}`;
  }
  clone(): Sender {
    this.chan.senders++;
    return new Sender(this.chan);
  }
  drop(): void {
    this.chan.dropSender();
  }
}

export class WeakSender implements Native {
  readonly type: string;
  readonly chan: Chan;
  constructor(chan: Chan) {
    this.chan = chan;
    this.type = `${M}::${chan.capacity === null ? "WeakUnboundedSender" : "WeakSender"}`;
  }
  clone(): WeakSender {
    return this;
  }
}

export class Receiver implements Native {
  readonly type: string;
  readonly chan: Chan;
  constructor(chan: Chan) {
    this.chan = chan;
    this.type = `${M}::${chan.capacity === null ? "UnboundedReceiver" : "Receiver"}`;
  }
  drop(machine: Machine): void {
    const { chan } = this;
    chan.close();
    while (chan.values.length > 0) machine.drop(chan.pop());
    chan.rxWaker = null;
  }
}

/** The right to send one value. */
export class Permit implements Native {
  readonly type: string;
  readonly sender: Sender;
  readonly owned: boolean;
  #isUsed = false;
  constructor(sender: Sender, owned: boolean) {
    this.sender = sender;
    this.owned = owned;
    this.type = `${M}::${owned ? "OwnedPermit" : "Permit"}`;
  }
  use(): Chan {
    this.#isUsed = true;
    return this.sender.chan;
  }
  drop(): void {
    if (this.#isUsed) return;
    this.#isUsed = true;
    const { chan } = this.sender;
    chan.semaphore?.release(1);
    if (chan.rxClosed && chan.isFinished) chan.wake();
    if (this.owned) this.sender.drop();
  }
}
