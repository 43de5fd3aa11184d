/** Splits the standard output of the Rust checks into their records and the learner's output, and makes a report in any case. */
import * as v from "valibot";
import {
  allPassed,
  CheckResult,
  HARNESS_VERSION,
  REPORT_VERSION,
  Report,
  type Environment,
  type LogLine,
} from "../../../harness/report.ts";
import { deathOf, type Ended } from "./deaths.ts";

/** RFC 7464: a record begins with this and the run's secret, and ends with its line. Everything else is the learner's output. */
const RECORD = "\u001e";
const MOST_LOGS = 500;

const Planned = v.object({ id: v.string(), title: v.string() });
const Said = v.variant("kind", [
  v.object({ kind: v.literal("plan"), checks: v.array(Planned) }),
  v.object({ kind: v.literal("begin-check"), id: v.string() }),
  v.object({ kind: v.literal("check"), result: CheckResult }),
  v.object({ kind: v.literal("report"), report: Report }),
]);
type Said = v.InferOutput<typeof Said>;

export interface RunOutput extends Ended {
  stdout: string;
}

export interface RunOf {
  exercise: string;
  contentHash: string;
  environment: Environment;
  /** The secret that the checks received before any of the learner's code ran. */
  secret: string;
  /** The ids of the exercise's checks, if known: a report on others is not accepted. */
  checks?: readonly string[];
}

/**
 * The report of a run that reached its checks. If the run ended early, the report is made from the checks
 * that had begun and from how the process ended.
 * @returns undefined if not even the plan was printed: the checks never started, or they were other checks
 */
export function reportOf({ stdout, ...ended }: RunOutput, about: RunOf): Report | undefined {
  const { stderr } = ended;
  const { said, logs, logsDropped } = split(stdout, stderr, about.secret);
  const plan = said.find((one) => one.kind === "plan")?.checks;
  if (plan === undefined || (about.checks && !sameIds(plan, about.checks))) return undefined;
  const whole = said.findLast((one) => one.kind === "report")?.report;
  if (whole) {
    const ids = plan.map(({ id }) => id);
    if (whole.exercise !== about.exercise || !sameIds(whole.checks, ids)) return undefined;
    // The hash covers the files that were sent, which the harness that prints it cannot know.
    const passed = allPassed(whole.checks);
    return { ...whole, passed, contentHash: about.contentHash, logs, logsDropped };
  }
  const results = new Map(said.flatMap((one) => (one.kind === "check" ? [[one.result.id, one.result]] : [])));
  const begun = said.findLast((one) => one.kind === "begin-check")?.id;
  const checks = plan.map(({ id, title }): CheckResult => {
    const result = results.get(id);
    if (result) return result;
    if (id !== begun) return { id, title, status: "not-run", message: "" };
    return { id, title, ...deathOf(ended) };
  });
  return {
    version: REPORT_VERSION,
    exercise: about.exercise,
    contentHash: about.contentHash,
    harnessVersion: HARNESS_VERSION,
    passed: false,
    checks,
    logs,
    logsDropped,
    environment: about.environment,
  };
}

function sameIds(checks: readonly { id: string }[], ids: readonly string[]): boolean {
  return checks.length === ids.length && checks.every(({ id }, index) => id === ids[index]);
}

function split(
  stdout: string,
  stderr: string,
  secret: string,
): { said: Said[]; logs: LogLine[]; logsDropped: number } {
  const said: Said[] = [];
  const logs: LogLine[] = [];
  let check: string | undefined;
  const print = (level: LogLine["level"], text: string): void => {
    for (const line of text.split("\n")) {
      if (line.trim() !== "") logs.push({ level, text: line, ...(check !== undefined && { check }) });
    }
  };
  const [before = "", ...records] = stdout.split(RECORD);
  print("log", before);
  for (const record of records) {
    const end = record.indexOf("\n");
    const line = end < 0 ? record : record.slice(0, end);
    const json = line.startsWith(`${secret} `) ? jsonOf(line.slice(secret.length)) : undefined;
    const parsed = v.safeParse(Said, json);
    if (parsed.success) said.push(parsed.output);
    else print("log", line);
    if (parsed.success && parsed.output.kind === "begin-check") check = parsed.output.id;
    if (end >= 0) print("log", record.slice(end + 1));
  }
  check = undefined;
  print("error", stderr);
  return { said, logs: logs.slice(0, MOST_LOGS), logsDropped: Math.max(0, logs.length - MOST_LOGS) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
