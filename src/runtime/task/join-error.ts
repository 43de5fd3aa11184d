/** `JoinError`: why a task has no output. Models tokio/src/runtime/task/error.rs, tokio 1.53.1. */

export class JoinError extends Error {
  override readonly name = "JoinError";
  /** The task's id. */
  readonly id: number;
  readonly #payload: { readonly panic: unknown } | null;

  private constructor(id: number, payload: { panic: unknown } | null, message: string) {
    super(message, payload === null ? undefined : { cause: payload.panic });
    this.id = id;
    this.#payload = payload;
  }

  static cancelled(id: number): JoinError {
    return new JoinError(id, null, `task ${id} was cancelled`);
  }

  static panic(id: number, payload: unknown): JoinError {
    return new JoinError(id, { panic: payload }, `task ${id} panicked with message "${messageOf(payload)}"`);
  }

  isCancelled(): boolean {
    return this.#payload === null;
  }

  isPanic(): boolean {
    return this.#payload !== null;
  }

  /** What the task threw; undefined when it was cancelled. */
  intoPanic(): unknown {
    return this.#payload?.panic;
  }
}

/** The code may have thrown anything, even a proxy whose traps all run learner code. */
function messageOf(payload: unknown): string {
  try {
    return payload instanceof Error ? payload.message : String(payload);
  } catch {
    return "a value that throws when it is looked at";
  }
}
