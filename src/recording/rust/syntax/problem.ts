/** What cannot be read or run here: a place in the source, a sentence, and what to write instead. */

export interface Problem {
  /** Both count from 1. */
  line: number;
  column: number;
  message: string;
  /** What to write instead, if there is something. */
  instead?: string;
}

/** Thrown by whatever reads a program, and caught where the reading began. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  /** Where, as an offset into the source. */
  readonly at: number;
  readonly instead: string | undefined;

  constructor(at: number, message: string, instead?: string) {
    super(message);
    this.at = at;
    this.instead = instead;
  }
}

/** Lines end in "\n"; the text of a Windows file has a "\r" before it, which no column counts. */
export class Lines {
  readonly #starts: number[] = [0];
  readonly #length: number;

  constructor(source: string) {
    this.#length = source.length;
    for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1))
      this.#starts.push(at + 1);
  }

  at(offset: number): { line: number; column: number } {
    const within = Math.max(0, Math.min(offset, this.#length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] as number) <= within) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: within - (this.#starts[low] as number) + 1 };
  }

  problem({ at, message, instead }: Refusal): Problem {
    return { ...this.at(at), message, ...(instead !== undefined && { instead }) };
  }
}
