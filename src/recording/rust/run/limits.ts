/** What a run may do: its steps, its depth, what it prints; and where in the source it is. */
import { EndsRun } from "../../../runtime/errors.ts";
import { Lines } from "../syntax/problem.ts";

/** Ends the run, not only the task: the program did too much, or something that cannot run here. */
export class Stopped extends EndsRun {
  override readonly name = "Stopped";
  readonly at: number;
  readonly instead: string | undefined;
  constructor(at: number, message: string, instead?: string) {
    super(message);
    this.at = at;
    this.instead = instead;
  }
}

const MOST_STEPS = 20_000_000;
const MOST_DEPTH = 2_000;
const MOST_PRINTED = 200_000;
export interface Printed {
  text: string;
  toError: boolean;
}

export abstract class Limits {
  readonly printed: Printed[] = [];
  /** Where in the source the code that runs is. */
  at = 0;
  onPrint: ((printed: Printed) => void) | null = null;
  readonly #lines: Lines;
  #steps = 0;
  #depth = 0;
  #length = 0;

  constructor(source: string) {
    this.#lines = new Lines(source);
  }

  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MOST_STEPS)
      throw new Stopped(
        this.at,
        "The program has run 20 million steps, and a run ends there: a loop here does not end.",
        "an `.await` in the loop, or fewer rounds",
      );
  }

  enter(at: number): void {
    this.#steps++;
    if (this.#steps > MOST_STEPS) this.spend(0);
    if (++this.#depth > MOST_DEPTH) throw this.tooDeep(at);
  }

  tooDeep(at: number): Stopped {
    return new Stopped(
      at,
      `The program has called functions in functions ${MOST_DEPTH} deep: it would overflow the stack.`,
      "a loop",
    );
  }

  leave(): void {
    this.#depth--;
  }

  refuse(at: number, message: string, instead?: string): never {
    throw new Stopped(at, message, instead);
  }

  /** For a fault of the model's own, which is none of the program's panics. */
  stopped({ message }: Error): Stopped {
    return new Stopped(this.at, `The model cannot run what is here (${message}).`);
  }

  lineOf(at: number): number {
    return this.#lines.at(at).line;
  }

  placeOf(at: number): { line: number; column: number } {
    return this.#lines.at(at);
  }

  print(text: string, toError: boolean): void {
    this.#length += text.length;
    if (this.#length > MOST_PRINTED)
      throw new Stopped(this.at, "The program has printed 200,000 characters, and a run ends there.");
    const printed = { text, toError };
    this.printed.push(printed);
    this.onPrint?.(printed);
  }
}
