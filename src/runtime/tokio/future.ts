/** Futures from tokio, as the page sees them. */
import type { Future } from "../std/future.ts";
import { Panic } from "../std/panic.ts";
import { PENDING, PollReady, READY_UNIT } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context } from "../std/waker.ts";
import type { Border, Thrown } from "./border.ts";
import { Status } from "./exports.ts";

/** How to handle the word that goes with each status; a status that is left out does not occur. */
export interface Reading<T> {
  ready?: (word: number) => T;
  /** Throws where tokio returns an error. */
  closed?: (word: number) => T;
  cancelled?: (word: number) => T;
  threw?: (thrown: Thrown) => T;
  /** The message for a poll after completion. */
  spent?: string;
}

const SPENT = "`async fn` resumed after completion: once a future has answered Ready, do not poll it again";

/** @throws the error that the status stands for */
export function read<T>(border: Border, status: number, reading: Reading<T>): T {
  switch (status) {
    case Status.Ready:
      return reading.ready === undefined ? (undefined as T) : reading.ready(border.call("word"));
    case Status.Closed:
      if (reading.closed !== undefined) return reading.closed(border.call("word"));
      break;
    case Status.Cancelled:
      if (reading.cancelled !== undefined) return reading.cancelled(border.call("word"));
      break;
    case Status.Threw: {
      const thrown = border.takeValue(border.call("word")) as Thrown;
      if (reading.threw !== undefined) return reading.threw(thrown);
      throw thrown.payload;
    }
    case Status.Spent:
      throw new Panic(reading.spent ?? SPENT);
    default:
  }
  throw new Panic("this is used from inside its own poll, or after it was dropped");
}

export class TokioFuture<T> implements Future<T> {
  readonly #border: Border;
  readonly #reading: Reading<T>;
  #handle: number;

  constructor(border: Border, handle: number, reading: Reading<T> = {}) {
    this.#border = border;
    this.#handle = handle;
    this.#reading = reading;
  }

  poll(cx: Context): Poll<T> {
    return pollHandle(this.#border, this.#handle, cx, this.#reading);
  }

  drop(): void {
    const handle = this.#handle;
    this.#handle = 0;
    this.#border.call("drop_thing", handle);
  }
}

export function pollHandle<T>(border: Border, handle: number, cx: Context, reading: Reading<T>): Poll<T> {
  const status = border.poll(handle, cx);
  if (status === Status.Pending) return PENDING;
  const value = read(border, status, reading);
  return value === undefined ? (READY_UNIT as unknown as Poll<T>) : new PollReady(value);
}

/** @throws Panic outside a runtime */
export function needRuntime(border: Border, what: string): void {
  if (border.isInside) return;
  throw new Panic(
    `${what} must be called from the context of a runtime: there is no reactor running. ` +
      "Call it inside a future that block_on or spawn runs, or inside rt.enter(() => …)",
  );
}
