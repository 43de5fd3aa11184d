/** Messages format values readably, without running their code. */
import { expect, it } from "vitest";
import { kindOf, show } from "./show.ts";

class Opaque {}

it.each<[unknown, string]>([
  [undefined, "undefined"],
  [null, "null"],
  [-0, "-0"],
  [NaN, "NaN"],
  [999, "999"],
  [1000, "1,000"],
  [4294967296, "4,294,967,296"],
  [1217.7482, "1,217.75"],
  [1e21, "1e+21"],
  [12n, "12n"],
  ['a"b', '"a\\"b"'],
  ["x".repeat(70), `"${"x".repeat(60)}…"`],
  [[1000, undefined, [true]], "[1000, undefined, [true]]"],
  // oxlint-disable-next-line no-sparse-arrays
  [[, 1], "[<empty>, 1]"],
  [Array.from({ length: 12 }, () => 0), `[${"0, ".repeat(10)}… 12 in all]`],
  [Promise.resolve(), "a Promise"],
  [(function* () {})(), "a generator"],
  [new Opaque(), "an Opaque"],
  [{}, "an object"],
  [() => 1, "a function"],
])("%o is shown as %s", (value, shown) => expect(show(value)).toBe(shown));

it("runs no code of the value's", () => {
  const refuse = (): never => {
    throw new Error("looked");
  };
  expect(show(new Proxy({}, { get: refuse, getPrototypeOf: refuse }))).toBe("an object");
});

it("says what something is", () => {
  expect(kindOf([])).toBe("an array");
});
