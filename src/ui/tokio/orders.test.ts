/** Finds the first difference of two orders anywhere, and the text names both. */
import { expect, test } from "vitest";
import { asText, firstDifference } from "./orders.ts";

const same = { title: "a", model: ["0", "0!"], tokio: ["0", "0!"] };

test("equal orders do not differ", () => {
  expect(firstDifference([same])).toBeNull();
});

test("a token that differs, in the run in which it does", () => {
  const other = { title: "b", model: ["0", "1", "1!"], tokio: ["0", "2", "1!"] };
  expect(firstDifference([same, other])).toEqual({ title: "b", at: 1, model: "1", tokio: "2" });
});

test("an order that ends sooner", () => {
  const other = { title: "b", model: ["0"], tokio: ["0", "0!"] };
  expect(firstDifference([other])).toEqual({ title: "b", at: 1, model: undefined, tokio: "0!" });
});

test("both are in the text", () => {
  expect(asText([{ ...same, title: "" }], "1.53.1")).toBe("model: 0 0!\ntokio 1.53.1: 0 0!");
});
