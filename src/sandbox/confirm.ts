/** Grades an answer a second time when it passes: what was found must be found again, in another order and with other schedules. */
import type { Guard } from "../../harness/guard.ts";
import type { Report } from "../../harness/report.ts";
import type { GradeOutcome } from "./types.ts";

/** Known to the page and the engine; what is drawn here the answer never sees. */
export function newGuard(again = false): Guard {
  return { seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0, again };
}

/** @param run grades once, under the guard that it is given */
export async function confirmed(run: (guard: Guard) => Promise<GradeOutcome>): Promise<GradeOutcome> {
  const first = await run(newGuard());
  if (first.kind !== "report" || !first.report.passed) return first;
  const second = await run(newGuard(true));
  return second.kind === "report"
    ? { kind: "report", report: compared(first.report, second.report) }
    : second;
}

function compared(first: Report, second: Report): Report {
  if (second.doubt) return { ...first, passed: false, doubt: second.doubt };
  const found = new Map(second.checks.map(({ id, status }) => [id, status]));
  const differing = first.checks.filter(({ id, status }) => found.get(id) !== status);
  if (differing.length === 0) return first;
  const what = differing.map(({ id }) => `${id} (${found.get(id) ?? "missing"})`).join(", ");
  const message = `It passed, and run once more in another order it did not: ${what}. Either the report is forged or the answer does not do the same each time.`;
  return { ...first, passed: false, doubt: { kind: "unsteady", message } };
}
