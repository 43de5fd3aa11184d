/** An async block polls the same way however the JavaScript engine implements `yield*`. */
import { describe, expect, it } from "vitest";
import { Builder, sleep } from "../index.ts";
import { asyncBlock, awaited } from "./async-block.ts";

/** Like JavaScriptCore's `yield*`: wraps every result in a new object. */
function rewrapped<T>(generator: Generator<unknown, T, unknown>): Generator<unknown, T, unknown> {
  const next = (): IteratorResult<unknown, T> => ({ ...generator.next() });
  return { next, return: generator.return.bind(generator) } as Generator<unknown, T, unknown>;
}

const runtime = () => Builder.newCurrentThread().build();

describe("an async block", () => {
  it("waits where `yield*` makes a new result of each that it hands on", () => {
    const block = asyncBlock(() =>
      rewrapped(
        (function* () {
          yield* awaited(sleep(3));
          return "slept";
        })(),
      ),
    );
    expect(runtime().blockOn(block)).toBe("slept");
  });

  it.each([
    ["nothing", undefined, "undefined"],
    ["a symbol", Symbol("suspended at an await"), "symbol Symbol(suspended at an await)"],
    ["a future", asyncBlock(function* () {}), "a future"],
  ])("tells a yield of %s from an await", (_what, value, said) => {
    const block = asyncBlock(function* () {
      yield value;
    });
    expect(() => runtime().blockOn(block)).toThrow(`an async block yielded ${said}`);
  });
});
