/** Caches the compilation of each page and exercise, so that a saved file recompiles only itself. */
import type { Problem } from "../course/problem.ts";

/** A compiled part and its problems. */
export interface Remembered<T> {
  value: T;
  /** Found during its compilation. */
  own: Problem[];
  /** Found later, in relation to other pages: its sources report here, again in each compilation of the course. */
  across: Problem[];
}

export class Memo {
  readonly #entries = new Map<string, { key: string; remembered: Remembered<unknown> }>();

  /**
   * @param name one part of the course, always with the same type `T` @param key everything that its
   * compilation depends on
   */
  get<T>(name: string, key: string, compile: (problems: Problem[]) => T): Remembered<T> {
    const known = this.#entries.get(name);
    if (known?.key === key) {
      const remembered = known.remembered as Remembered<T>;
      remembered.across.length = 0;
      return remembered;
    }
    const across: Problem[] = [];
    const value = compile(across);
    const remembered: Remembered<T> = { value, own: across.splice(0), across };
    this.#entries.set(name, { key, remembered });
    return remembered;
  }
}
