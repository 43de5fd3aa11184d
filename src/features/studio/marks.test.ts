/** Tests that a box carries the name of each rule that it breaks, once. */
import { expect, test } from "vitest";
import { lint } from "../../recording/studio/lints.ts";
import { STARTS } from "../../recording/studio/starts.ts";
import { marksOf } from "./marks.ts";

test("each box has the names of its rules, and of the first overload before them", () => {
  const finding = (at: string, rule: "overload" | "long-poll") => ({ at, rule, says: "", change: "" });
  const findings = [finding("book", "overload"), finding("book", "long-poll"), finding("book", "overload")];
  expect([...marksOf(findings, "orders")]).toEqual([
    ["orders", { tone: "overload", words: ["overloaded first"] }],
    ["book", { tone: "finding", words: ["overload", "long-poll"] }],
  ]);
  expect(marksOf(findings, "book").get("book")).toEqual({
    tone: "overload",
    words: ["overloaded first", "overload", "long-poll"],
  });
});

test("a rule that several boxes break together is on each of them", () => {
  const finding = { at: "a", also: ["b", "c"], rule: "bounded-cycle", says: "", change: "" } as const;
  expect([...marksOf([finding], null).keys()]).toEqual(["a", "b", "c"]);
});

test("a design without a finding has no marks", () => {
  expect(marksOf(lint(STARTS["exchange-owner-per-shard"]), null).size).toBe(0);
});
