/** A thread outside the runtime that runs one future, and sleeps while it is pending. */
import { Context, Waker } from "../../../runtime/index.ts";
import type { Future, Handle } from "../../../runtime/index.ts";
import { CONTEXT, onThread } from "../../../runtime/context.ts";
import { ADVANCE, isPausable, PAUSED } from "../../../runtime/std/pause.ts";
import { PENDING } from "../../../runtime/std/poll.ts";
import { By } from "../../../runtime/trace/kinds.ts";

export class OwnThread {
  readonly #handle: Handle;
  readonly #future: Future<void>;
  readonly #unparkUs: number;
  readonly #cx: Context;
  /** `asleep` until it is woken; `running` also while it computes. */
  #state: "asleep" | "running" | "over" = "asleep";
  #woken = false;

  constructor(handle: Handle, future: Future<void>, unparkUs: number) {
    this.#handle = handle;
    this.#future = future;
    this.#unparkUs = unparkUs;
    this.#cx = Context.fromWaker(Waker.from({ wake: () => this.#wake() }));
  }

  start(): void {
    this.#state = "running";
    this.#in(0);
  }

  /** Waking a sleeping thread takes its time; one that runs sees the message when it next looks. */
  #wake(): void {
    if (this.#state === "asleep") {
      this.#state = "running";
      this.#in(this.#unparkUs);
    } else this.#woken = true;
  }

  #in(us: number): void {
    const { clock, outside } = this.#handle;
    outside.at(clock.nowMs + CONTEXT.busyMs + us, () => this.#run());
  }

  #run(): void {
    const future = this.#future;
    const poll = onThread(By.Foreign, this.#handle, () => {
      const answer = isPausable(future) ? future[ADVANCE](this.#cx) : future.poll(this.#cx);
      // A pause asks for more, after the time for which the thread has computed.
      if (answer === PAUSED || this.#woken) {
        this.#woken = answer === PAUSED && this.#woken;
        this.#in(0);
        return PAUSED;
      }
      return answer;
    });
    if (poll !== PAUSED) this.#state = poll === PENDING ? "asleep" : "over";
  }
}
