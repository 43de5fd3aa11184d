/** Grades a passing answer a second time, in another order and with other schedules, and compares the results. */
import type { Guard } from "../../harness/guard.ts";
import type { CheckResult, Doubt, Report } from "../../harness/report.ts";
import type { GradeOutcome } from "./types.ts";

/** Known to the page and the engine, never to the answer. */
export function newGuard(again = false): Guard {
  return { seed: crypto.getRandomValues(new Uint32Array(1))[0] ?? 0, again };
}

/** A loaded machine also cuts short right answers, so a run that was cut short is repeated, at most this often. */
const CONFIRMATIONS = 2;

/** @param run grades once, under the given guard */
export async function confirmed(run: (guard: Guard) => Promise<GradeOutcome>): Promise<GradeOutcome> {
  const first = await run(newGuard());
  if (first.kind !== "report" || !first.report.passed) return first;
  let doubt: Doubt | undefined;
  for (let left = CONFIRMATIONS; left > 0; left -= 1) {
    const again = await run(newGuard(true));
    if (again.kind !== "report") return again;
    doubt = doubtOf(first.report, again.report);
    if (doubt?.kind !== "unconfirmed") break;
  }
  return doubt ? { kind: "report", report: { ...first.report, passed: false, doubt } } : first;
}

/** What the later run says against the first, passing one. */
function doubtOf(first: Report, again: Report): Doubt | undefined {
  if (again.doubt) return again.doubt;
  const found = new Map(again.checks.map((check) => [check.id, check]));
  const cut = again.checks.find((check) => check.cut !== undefined);
  const differing = first.checks.filter(({ id, status }) => found.get(id)?.status !== status);
  // A run cut short, and the checks it did not reach, prove nothing.
  const contradicted = differing.filter(({ id }) => !isLost(found.get(id), cut));
  if (contradicted.length > 0) {
    const what = contradicted.map(({ id }) => `${id} (${found.get(id)?.status ?? "missing"})`).join(", ");
    const message = `It passed, but failed when run again in another order: ${what}. Either the report is forged or the answer is not deterministic.`;
    return { kind: "unsteady", message };
  }
  if (again.passed) return undefined;
  const where = cut ? ` in ${cut.id} (${cut.cut})` : "";
  return {
    kind: "unconfirmed",
    message: `It passed, but the pass could not be confirmed: run again in another order, it was cut short${where}, ${CONFIRMATIONS} times. Grade it again when the machine is less busy; if it is cut short again, the answer is the cause.`,
  };
}

const isLost = (check: CheckResult | undefined, cut: CheckResult | undefined): boolean =>
  check !== undefined && (check === cut || (cut !== undefined && check.status === "not-run"));
