/** Objects of the page that tokio knows by number. Numbers count from 1. */
export class Table<T> {
  readonly #things: (T | undefined)[] = [undefined];
  readonly #free: number[] = [];

  add(thing: T): number {
    const number = this.#free.pop() ?? this.#things.length;
    this.#things[number] = thing;
    return number;
  }

  get(number: number): T | undefined {
    return this.#things[number];
  }

  take(number: number): T | undefined {
    const thing = this.#things[number];
    if (thing === undefined) return undefined;
    this.#things[number] = undefined;
    this.#free.push(number);
    return thing;
  }
}
