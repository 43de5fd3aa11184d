// check: broken
// says: run() threw what its task had thrown
// What breaks in a connection comes out of its JoinHandle, and ends the gather.

import { asyncBlock, awaited } from "std/future";
import type { Future } from "std/future";
import { selectBiased, spawn } from "tokio";
import type { JoinHandle } from "tokio";
import { Notify } from "tokio/sync";
import { now } from "tokio/time";
import { gather } from "week-01/gather";
import { Histogram } from "week-01/histogram";

interface Connection {
  read(): Future<string | undefined>;
  tryRead(): string | undefined;
  write(request: string): Future<void>;
  close(): void;
}

interface Listener {
  accept(): Future<Connection>;
}

export class ConnectionManager {
  readonly #listener: Listener;
  readonly #graceMs: number;
  readonly #signal = new Notify();
  readonly #kept = new Histogram();
  #signalMs: number | undefined;

  constructor(listener: Listener, graceMs: number) {
    this.#listener = listener;
    this.#graceMs = graceMs;
  }

  run(): Future<{ answered: number[]; kept: Histogram }> {
    return asyncBlock(() => this.#accepting());
  }

  shutdown(): void {
    if (this.#signalMs !== undefined) return;
    this.#signalMs = now();
    this.#signal.notifyWaiters();
  }

  *#accepting() {
    const open: JoinHandle<number>[] = [];
    for (;;) {
      const { value: connection } = yield* awaited(selectBiased(this.#signalled(), this.#listener.accept()));
      if (!connection) break;
      open.push(spawn(asyncBlock(() => this.#serving(connection))));
    }
    return { answered: yield* awaited(gather(open)), kept: this.#kept };
  }

  *#serving(connection: Connection) {
    let answered = 0;
    for (;;) {
      const request = yield* this.#nextRequest(connection);
      if (request === undefined) break;
      yield* awaited(connection.write(request));
      answered += 1;
    }
    connection.close();
    if (this.#signalMs !== undefined) this.#kept.record((now() - this.#signalMs) * 1e6);
    return answered;
  }

  *#nextRequest(connection: Connection): Generator<unknown, string | undefined> {
    if (this.#signalMs === undefined) {
      const first = yield* awaited(selectBiased(connection.read(), this.#signalled()));
      if (first.branch === 0) return first.value;
    }
    return now() < this.#signalMs! + this.#graceMs ? connection.tryRead() : undefined;
  }

  #signalled(): Future<undefined> {
    return asyncBlock(() => this.#hearing());
  }

  *#hearing(): Generator<unknown, undefined> {
    const notified = this.#signal.notified();
    if (this.#signalMs === undefined) yield* awaited(notified);
    return undefined;
  }
}
