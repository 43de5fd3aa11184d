/** What goes wrong in channels and semaphores: tokio's error values, thrown here. Models tokio/src/sync/mpsc/error.rs and others, tokio 1.53.1. */

/** No receiver is left. */
export class SendError<T> extends Error {
  override readonly name = "SendError";
  /** The value that was not sent. */
  readonly value: T;
  constructor(value: T) {
    super("channel closed");
    this.value = value;
  }
}

/** The sender was dropped without sending. */
export class RecvError extends Error {
  override readonly name = "RecvError";
  constructor() {
    super("channel closed");
  }
}

/** A `try_` method would have had to wait. */
export class TryError extends Error {
  override readonly name = "TryError";
}

/** The semaphore was closed. */
export class AcquireError extends Error {
  override readonly name = "AcquireError";
  constructor() {
    super("semaphore closed");
  }
}
