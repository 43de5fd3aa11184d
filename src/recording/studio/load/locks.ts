/** A lock that blocks the thread that waits for it, in virtual time; who asked first gets it first. */
import { now } from "../../../runtime/index.ts";

/** How long a thread waits before it looks again at a lock whose holder may be asleep. */
const LOOK_US = 20;

export class StdLock {
  #writtenUntilUs = 0;
  #readUntilUs = 0;
  /** Somebody holds it until they say otherwise. */
  #kept = false;

  /**
   * Takes the lock for `holdUs`, as soon as it is free.
   * @returns for how long the thread must wait for it; null when that is not known: look again after `LOOK_US`
   */
  take(holdUs: number, write: boolean): number | null {
    if (this.#kept) return null;
    const freeUs = write ? Math.max(this.#writtenUntilUs, this.#readUntilUs) : this.#writtenUntilUs;
    const waitUs = Math.max(0, freeUs - now());
    const untilUs = now() + waitUs + holdUs;
    if (write) this.#writtenUntilUs = untilUs;
    else this.#readUntilUs = Math.max(this.#readUntilUs, untilUs);
    return waitUs;
  }

  static readonly LOOK_US = LOOK_US;

  keep(): void {
    this.#kept = true;
  }

  release(): void {
    this.#kept = false;
    this.#writtenUntilUs = Math.min(this.#writtenUntilUs, now());
  }
}
