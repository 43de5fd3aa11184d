/** `Waker` and `Context`: how a future asks to be polled again. Models `std::task::{Wake, Waker, Context}`. */
import { Panic } from "./panic.ts";
import { describe } from "./poll.ts";

export interface Wake {
  wake(): void;
}

/**
 * What a waker wakes; for a task's waker, the task. It is not a field: a polled future holds a waker, and must not get
 * access to the task.
 */
export let dataOf: (waker: Waker) => object;

/**
 * Rust's `Waker` is a data pointer and a vtable; here each kind of waker is a subclass, and `#data` is the pointer:
 * two wakers wake the same thing exactly when their data is identical.
 */
export abstract class Waker {
  readonly #data: object;

  static {
    dataOf = (waker) => waker.#data;
  }

  constructor(data: object) {
    this.#data = data;
  }

  /** @throws Panic when `wake` is not a function: the mistake would otherwise surface at a far-away wake */
  static from(wake: Wake): Waker {
    if (typeof wake !== "object" || wake === null || typeof wake.wake !== "function") {
      throw new Panic(`Waker.from() takes an object with a wake() method, and was given ${describe(wake)}`);
    }
    return new ArcWaker(wake);
  }

  static noop(): Waker {
    return NOOP;
  }

  /** Rust's `wake` consumes the waker; here the caller simply stops using it. */
  abstract wake(): void;
  abstract wakeByRef(): void;
  abstract clone(): Waker;

  willWake(other: Waker): boolean {
    return #data in other && this.#data === other.#data;
  }
}

/** `impl From<Arc<impl Wake>> for Waker` */
class ArcWaker extends Waker {
  readonly #wake: Wake;
  constructor(wake: Wake) {
    super(wake);
    this.#wake = wake;
  }
  wake(): void {
    this.#wake.wake();
  }
  wakeByRef(): void {
    this.#wake.wake();
  }
  clone(): Waker {
    return new ArcWaker(this.#wake);
  }
}

class NoopWaker extends Waker {
  constructor() {
    super(NoopWaker);
  }
  wake(): void {}
  wakeByRef(): void {}
  clone(): Waker {
    return this;
  }
}

const NOOP = new NoopWaker();

/** Abstract internally, since a task's context makes its waker only on demand. */
export abstract class Context {
  abstract readonly waker: Waker;

  /** @throws Panic when given something that cannot wake */
  static fromWaker(waker: Waker): Context {
    if (!(waker instanceof Waker)) {
      throw new Panic(
        `Context.fromWaker() takes a Waker, and was given ${describe(waker)}: ` +
          "use cx.waker, Waker.from({ wake() {} }) or Waker.noop()",
      );
    }
    return new WakerContext(waker);
  }
}

class WakerContext extends Context {
  readonly #waker: Waker;
  constructor(waker: Waker) {
    super();
    this.#waker = waker;
  }
  override get waker(): Waker {
    return this.#waker;
  }
}
