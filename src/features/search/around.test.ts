import { expect, it } from "vitest";
import { around } from "./around.ts";

const TEXT = `${"before ".repeat(30)}the LIFO slot ${"after ".repeat(40)}`.trim();

it("shows the words where they are, and the beginning where they are not", () => {
  expect(around(TEXT, "lifo")).toMatch(/^…(before )+the LIFO slot (after )+.*…$/);
  expect(around(TEXT, "nowhere")).toMatch(/^before .*…$/);
  expect(around("the slot", "slot the")).toBe("the slot");
  expect(around("", "slot")).toBe("");
});
