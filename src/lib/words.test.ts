import { expect, test } from "vitest";
import { capital, counted } from "./words.ts";

test("counts in words, with thousands separators", () => {
  expect(counted(1, "check")).toBe("1 check");
  expect(counted(0, "child", "children")).toBe("0 children");
  expect(counted(3_000_000, "record")).toBe("3,000,000 records");
});

test("starts a sentence", () => {
  expect(capital("task 3 is done")).toBe("Task 3 is done");
  expect(capital("")).toBe("");
});
