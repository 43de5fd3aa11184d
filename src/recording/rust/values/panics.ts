/** What a panic of the program throws, and what that carries. */
import { Panic } from "../../../runtime/index.ts";
import { Text } from "./values.ts";
import type { Value } from "./values.ts";

/** A panic whose payload is not simply the text that it says. */
export class Panicked extends Panic {
  readonly payload: Value;
  constructor(message: string, payload: Value) {
    super(message);
    this.payload = payload;
  }
}

/** `panic!` with arguments carries a `String`, without any a `&'static str`. */
export const payloadOf = (thrown: unknown): Value =>
  thrown instanceof Panicked
    ? thrown.payload
    : new Text(thrown instanceof Error ? thrown.message : String(thrown));
