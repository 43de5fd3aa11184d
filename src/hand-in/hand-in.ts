/** The hand-in: one file with a learner's code, answers, reports and measurements, which re-grades itself on the instructor's machine. */
import * as v from "valibot";
import { Bench, HARNESS_VERSION, Report } from "../../harness/report.ts";
import type { Stored } from "../progress/schema.ts";
import { kindOf } from "../progress/schema.ts";
import type { Answer, BenchRun, Result } from "../progress/schema.ts";

const FORMAT = "tokio-internals-hand-in";
export const HAND_IN_VERSION = 1;
export const MAX_HAND_IN_BYTES = 10_000_000;

const Text = v.pipe(v.string(), v.maxLength(200_000));
const Name = v.pipe(v.string(), v.maxLength(200));

/** What is claimed of one exercise; the code is run again, the report is only compared. */
const Submitted = v.object({ exercise: Name, code: Text, report: Report });
export type Submitted = v.InferOutput<typeof Submitted>;

export const HandIn = v.object({
  format: v.literal(FORMAT),
  version: v.literal(HAND_IN_VERSION),
  learner: Name,
  createdAt: v.pipe(v.string(), v.maxLength(40)),
  harnessVersion: Name,
  exercises: v.pipe(v.array(Submitted), v.maxLength(200)),
  answers: v.pipe(
    v.array(v.object({ id: Name, text: Text, choice: v.optional(v.number()) })),
    v.maxLength(2_000),
  ),
  benches: v.pipe(v.array(Bench), v.maxLength(200)),
});
export type HandIn = v.InferOutput<typeof HandIn>;

/** Takes the newest result of every exercise; where code passed once and fails now, what passed is handed in. */
export function makeHandIn(records: Readonly<Record<string, Stored>>, learner: string, now: Date): HandIn {
  const of = <T>(kind: string): [string, T][] =>
    Object.values(records)
      .filter(({ key }) => kindOf(key) === kind)
      .toSorted((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ key, value }) => [key.slice(kind.length + 1), value as T]);
  return {
    format: FORMAT,
    version: HAND_IN_VERSION,
    learner: learner.trim(),
    createdAt: now.toISOString(),
    harnessVersion: HARNESS_VERSION,
    exercises: of<Result>("result").map(([exercise, { report, code }]) => ({
      exercise,
      code,
      report: withoutTraces(report),
    })),
    answers: of<Answer>("answer")
      .filter(([, { text, choice }]) => text.trim() !== "" || choice !== undefined)
      .map(([id, { text, choice }]) => ({ id, text, ...(choice !== undefined && { choice }) })),
    benches: of<BenchRun>("bench").map(([, { bench }]) => bench),
  };
}

/** The traces are made again when the code is. */
function withoutTraces(report: Report): Report {
  return { ...report, checks: report.checks.map((check) => ({ ...check, trace: undefined })) };
}

export type ParsedHandIn = { ok: true; handIn: HandIn } | { ok: false; message: string };

/** @param text a file from anyone */
export function parseHandIn(text: string): ParsedHandIn {
  if (text.length > MAX_HAND_IN_BYTES) return { ok: false, message: "it is larger than any hand-in" };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, message: "it is not JSON" };
  }
  const version = v.safeParse(v.object({ format: v.literal(FORMAT), version: v.number() }), json);
  if (!version.success) return { ok: false, message: "it is not a hand-in of this course" };
  if (version.output.version !== HAND_IN_VERSION)
    return {
      ok: false,
      message: `it is a hand-in of version ${version.output.version}; this course reads version ${HAND_IN_VERSION}`,
    };
  const parsed = v.safeParse(HandIn, json);
  if (!parsed.success)
    return {
      ok: false,
      message: `${v.getDotPath(parsed.issues[0]) ?? "the file"} is not as expected: ${parsed.issues[0].message}`,
    };
  return { ok: true, handIn: parsed.output };
}
