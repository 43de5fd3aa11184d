/** Panics: how Rust responds to misuse. Models `std::panic!` and `std::todo!`. */

/** What a panic throws. Its message says what happened and what to do instead. */
export class Panic extends Error {
  override readonly name: string = "Panic";
}

/** What `todo()` throws, so that a check can tell unwritten code from wrong code. */
export class Todo extends Panic {
  override readonly name = "Todo";
}

/** `std::todo!`
 * @throws Todo always */
export function todo(what?: string): never {
  throw new Todo(what === undefined ? "not yet implemented" : `not yet implemented: ${what}`);
}
