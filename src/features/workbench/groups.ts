/** The checks that the verdict does not show itself, in folds: other failures, what was not run, what passes. */
import type { CheckResult } from "../../../harness/report.ts";
import { counted } from "../../lib/words.ts";
import type { PlannedCheck } from "./run-state.ts";

export interface Group {
  title: string;
  checks: readonly CheckResult[];
}

/** @param first the check that is shown already */
export function groupsOf(
  plan: readonly PlannedCheck[],
  results: readonly CheckResult[],
  first: CheckResult | undefined,
): Group[] {
  const byId = new Map(results.map((check) => [check.id, check]));
  const rest = plan
    .map(({ id, title }): CheckResult => byId.get(id) ?? { id, title, status: "not-run", message: "" })
    .filter(({ id }) => id !== first?.id);
  const of = (...statuses: CheckResult["status"][]) => rest.filter(({ status }) => statuses.includes(status));
  const [failed, todo, notRun, passed] = [of("fail", "error"), of("todo"), of("not-run"), of("pass")];
  return [
    { title: counted(failed.length, first ? "other failure" : "failure"), checks: failed },
    { title: first?.status === "todo" ? `${todo.length} more todo` : `${todo.length} todo`, checks: todo },
    { title: `${notRun.length} not run`, checks: notRun },
    { title: passed.length === 1 ? "1 pass" : `${passed.length} passes`, checks: passed },
  ].filter(({ checks }) => checks.length > 0);
}
