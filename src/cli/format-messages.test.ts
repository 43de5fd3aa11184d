/** The page of messages shows the first message a learner reads and the message each answer is meant to get. */
import { expect, it } from "vitest";
import type { CheckResult } from "../../harness/report.ts";
import { formatMessages } from "./format-messages.ts";

const check = (id: string, status: CheckResult["status"]): CheckResult => ({
  id,
  title: "",
  status,
  message: status === "pass" ? "" : `${id} is wrong.`,
  ...(status === "fail" && { hint: "Look there." }),
});

it("has the first message and the one that the answer names", () => {
  const checks = [check("a", "pass"), check("b", "fail"), check("c", "fail"), check("d", "error")];
  const rows = [{ name: "forgets", claim: { check: "d", says: "" }, checks }];
  expect(formatMessages("Rust", { exercise: "week-01/gather", checks: [], rows, problems: [] })).toBe(
    "# week-01/gather in Rust\n\n## forgets\n\n- **b** b is wrong.\n  *Look there.*\n\n- **d** d is wrong.\n",
  );
});
