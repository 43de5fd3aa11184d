/** Remembers what each page and exercise compiled to, so that a saved file costs no more than itself. */
import type { Problem } from "../course/problem.ts";

/** What was compiled, and the problems that it has. */
export interface Remembered<T> {
  value: T;
  /** Found while it was compiled. */
  own: Problem[];
  /** Found since, in its relation to other pages: its sources report here, anew in each compilation of the course. */
  across: Problem[];
}

export class Memo {
  readonly #entries = new Map<string, { key: string; remembered: Remembered<unknown> }>();

  /**
   * @param name one thing of the course, always of the same type `T`
   * @param key all that its compilation depends on
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
