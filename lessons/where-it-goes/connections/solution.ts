/** Lab A: a server's connections, and a shutdown that finishes what it has begun. */
import { asyncBlock, awaited } from "std/future";
import type { Future } from "std/future";
import { selectBiased, spawn } from "tokio";
import type { JoinHandle } from "tokio";
import { Notify } from "tokio/sync";
import { now } from "tokio/time";
import { gather } from "week-01/gather";
import { Histogram } from "week-01/histogram";

export interface Listener {
  accept(): Future<Connection>;
}

export interface Connection {
  read(): Future<string | undefined>;
  tryRead(): string | undefined;
  write(request: string): Future<void>;
  close(): void;
}

export interface Shutdown {
  answered: number[];
  kept: Histogram;
}

export class ConnectionManager {
  readonly #listener: Listener;
  readonly #graceMs: number;
  readonly #signal = new Notify();
  readonly #kept = new Histogram();
  /** When the signal came: the part of it that stays, for tasks that were busy at the time. */
  #signalMs: number | undefined;

  constructor(listener: Listener, graceMs: number) {
    this.#listener = listener;
    this.#graceMs = graceMs;
  }

  run(): Future<Shutdown> {
    return asyncBlock(() => this.#accepting());
  }

  shutdown(): void {
    if (this.#signalMs !== undefined) return; // A second signal moves no deadline.
    this.#signalMs = now();
    this.#signal.notifyWaiters();
  }

  *#accepting(): Generator<unknown, Shutdown> {
    const open: JoinHandle<number>[] = [];
    for (;;) {
      const { value: connection } = yield* awaited(selectBiased(this.#signalled(), this.#listener.accept()));
      if (!connection) break;
      open.push(spawn(asyncBlock(() => this.#serving(connection))));
    }
    return { answered: yield* awaited(gather(open)), kept: this.#kept };
  }

  *#serving(connection: Connection): Generator<unknown, number> {
    let answered = 0;
    try {
      for (;;) {
        const request = yield* this.#nextRequest(connection);
        if (request === undefined) break;
        // Nothing is awaited beside the write, so nothing can cut it.
        yield* awaited(connection.write(request));
        answered += 1;
      }
    } catch {
      // This connection is broken; the others are not.
    }
    connection.close();
    if (this.#signalMs !== undefined) this.#kept.record((now() - this.#signalMs) * 1e6);
    return answered;
  }

  /** Before the signal, the next to come; after it, one that is there already, until the deadline. */
  *#nextRequest(connection: Connection): Generator<unknown, string | undefined> {
    if (this.#signalMs === undefined) {
      const first = yield* awaited(selectBiased(connection.read(), this.#signalled()));
      if (first.branch === 0) return first.value;
    }
    const deadline = this.#signalMs! + this.#graceMs;
    return now() < deadline ? connection.tryRead() : undefined;
  }

  /** Ready once the signal has come, however long ago. */
  #signalled(): Future<undefined> {
    return asyncBlock(() => this.#hearing());
  }

  *#hearing(): Generator<unknown, undefined> {
    // Made before the question is asked: `notifyWaiters` reaches it from here on.
    const notified = this.#signal.notified();
    if (this.#signalMs === undefined) yield* awaited(notified);
    return undefined;
  }
}
