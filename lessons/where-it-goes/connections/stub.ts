/** Lab A: a server's connections, and a shutdown that finishes what it has begun. */
import { todo } from "std";
import type { Future } from "std/future";
import type { Histogram } from "week-01/histogram";

// What the server gives you. A read or an accept that is dropped loses nothing; a write that is dropped leaves half an
// answer on the wire.

export interface Listener {
  /** Waits for the next peer. */
  accept(): Future<Connection>;
}

export interface Connection {
  /** Waits for the next request; undefined once the peer has hung up. Throws if the connection breaks. */
  read(): Future<string | undefined>;
  /** A request that has arrived already; undefined if there is none. */
  tryRead(): string | undefined;
  /** Answers one request. That takes a while. Throws if the connection breaks. */
  write(request: string): Future<void>;
  /** Says goodbye: once, and last. */
  close(): void;
}

/** What `run` is ready with. */
export interface Shutdown {
  /** How many requests each connection answered, in the order in which the connections were accepted. */
  answered: number[];
  /** How long each connection that was open at the signal kept you: from the signal to its close, in ns. */
  kept: Histogram;
}

export class ConnectionManager {
  /** @param graceMs how long after the signal a connection may still begin an answer */
  constructor(listener: Listener, graceMs: number) {
    void listener;
    void graceMs;
  }

  /** Accepts and serves until the signal comes, and is ready when the last connection has closed. */
  run(): Future<Shutdown> {
    // - Accept in a loop, and spawn a task for each connection. Stop accepting when the signal comes.
    // - A connection reads, answers, and reads again. After the signal it answers what has arrived already, begins no
    //   answer past the deadline, finishes every answer that it has begun, and closes.
    // - `gather` the JoinHandles: they are futures. Record in a Histogram how long each connection kept you.
    //
    // Import what you need: `import { gather } from "week-01/gather"` is your own gather once it has passed.
    return todo("ConnectionManager.run");
  }

  /** The signal. Every task has to hear it, whatever it is doing at the time. */
  shutdown(): void {
    todo("ConnectionManager.shutdown");
  }
}
