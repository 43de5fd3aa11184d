/** Which checks are folded under which words. */
import { expect, test } from "vitest";
import type { CheckResult, CheckStatus } from "../../../harness/report.ts";
import { groupsOf } from "./groups.ts";

const check = (id: string, status: CheckStatus): CheckResult => ({ id, title: id, status, message: "" });
const fold = (checks: readonly CheckResult[], first?: CheckResult, plan: readonly CheckResult[] = checks) =>
  groupsOf(plan, checks, first).map(({ title, checks }) => [title, checks.map(({ id }) => id).join("")]);

test("the first failure is shown already; the others and the passes are folded, in the order of the run", () => {
  const all = [
    check("a", "pass"),
    check("b", "fail"),
    check("c", "error"),
    check("d", "fail"),
    check("e", "pass"),
  ];
  expect(fold(all, all[1])).toEqual([
    ["2 other failures", "cd"],
    ["2 passes", "ae"],
  ]);
});

test("what a run did not reach is a fold of its own, and an empty fold is none", () => {
  const plan = [check("a", "pass"), check("b", "fail"), check("c", "pass")];
  expect(fold(plan.slice(0, 2), plan[1], plan)).toEqual([
    ["1 not run", "c"],
    ["1 pass", "a"],
  ]);
});

test("a stub: the first todo is shown, the rest is folded as todo", () => {
  const all = [check("a", "todo"), check("b", "todo"), check("c", "todo")];
  expect(fold(all, all[0])).toEqual([["2 more todo", "bc"]]);
});
