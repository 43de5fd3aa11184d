/** The hand-in: one file with a learner's code, answers, reports and measurements, which the instructor grades again. */
import * as v from "valibot";
import { Bench, HARNESS_VERSION, Report } from "../../../harness/report.ts";
import { ConsoleRecordings, masked, type ConsoleRecording } from "../../progress/console-recording.ts";
import { exerciseOf, languageOf } from "../../progress/language.ts";
import type { Answer, BenchRun, Draft, Result, Stored } from "../../progress/schema.ts";
import { withWords } from "../../progress/choices-1.ts";
import {
  chosenOfBoth,
  keyOf,
  kindOf,
  MAX_TEXT_CHARACTERS,
  TokioRun,
  withChosen,
} from "../../progress/schema.ts";
import { contentHash } from "./content-hash.ts";

export const FORMAT = "tokio-internals-hand-in";
/** 1: TypeScript alone. 2: each exercise with its language, measurements on real tokio, a hash of everything. */
export const HAND_IN_VERSION = 2;

export const Text = v.pipe(v.string(), v.maxLength(MAX_TEXT_CHARACTERS));
export const Name = v.pipe(v.string(), v.maxLength(200));

/** What the file claims about one exercise. TypeScript is run again and its report only compared; Rust is only a claim. */
const Submitted = v.variant("language", [
  v.object({ exercise: Name, language: v.literal("typescript"), code: Text, report: Report }),
  v.object({
    exercise: Name,
    language: v.literal("rust"),
    code: Text,
    /** Missing for a draft that was never checked. */
    report: v.optional(Report),
  }),
]);
export type Submitted = v.InferOutput<typeof Submitted>;
export type SubmittedRust = Extract<Submitted, { language: "rust" }>;

/** Measurements of `cargo bench` that the learner brought back. */
const RealTokio = v.object({ exercise: Name, runs: v.pipe(v.array(TokioRun), v.maxLength(100)) });

/** Minutes of the learner's own applications under the console. */
const Recorded = v.object({ id: Name, ...v.pick(ConsoleRecordings, ["recordings"]).entries });

/** A minute, and the one after the change. */
const MAX_RECORDED = 2;

/** The newest ones are kept. */
const MAX_BENCHES = 200;

/** The fields of both versions. */
export const Common = v.object({
  format: v.literal(FORMAT),
  learner: Name,
  createdAt: v.pipe(v.string(), v.maxLength(40)),
  harnessVersion: Name,
  answers: v.pipe(
    v.array(
      v.pipe(
        v.object({ id: Name, text: Text, ...chosenOfBoth }),
        v.transform((answer) => ({ id: answer.id, ...withWords(answer.id, withChosen(answer)) })),
      ),
    ),
    v.maxLength(2_000),
  ),
  benches: v.pipe(v.array(Bench), v.maxLength(MAX_BENCHES)),
});

export const HandIn = v.object({
  ...Common.entries,
  version: v.literal(HAND_IN_VERSION),
  exercises: v.pipe(v.array(Submitted), v.maxLength(200)),
  realTokio: v.pipe(v.array(RealTokio), v.maxLength(200)),
  /** Recordings of applications, if the learner wants to show them. */
  consoles: v.optional(v.pipe(v.array(Recorded), v.maxLength(200))),
});
export type HandIn = v.InferOutput<typeof HandIn>;

type Records = Readonly<Record<string, Stored>>;

function recordsOf<T>(records: Records, kind: string): [id: string, value: T][] {
  return Object.values(records)
    .filter(({ key }) => kindOf(key) === kind)
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ key, value }) => [key.slice(kind.length + 1), value as T]);
}

/** The newest result of every exercise in each language, and Rust drafts without one. */
export function submittedOf(records: Records): Submitted[] {
  const judged = recordsOf<Result>(records, "result").map(([id, { report, code }]) => ({
    exercise: exerciseOf(id),
    language: languageOf(id),
    code,
    report: withoutTraces(report),
  }));
  const drafts = recordsOf<Draft>(records, "draft")
    .filter(([id]) => languageOf(id) === "rust" && records[keyOf("result", id)] === undefined)
    .filter(([, { text, baseStub }]) => text !== baseStub)
    .map(([id, { text }]) => ({ exercise: exerciseOf(id), language: "rust" as const, code: text }));
  return [...judged, ...drafts];
}

export function makeHandIn(records: Records, learner: string, now: Date): HandIn & { contentHash: string } {
  const consoles = recordsOf<ConsoleRecordings>(records, "console")
    .filter(([, { handIn: wanted, recordings }]) => wanted !== "no" && recordings.length > 0)
    .map(([id, { handIn: wanted, recordings }]) => ({
      id,
      recordings: recordings
        .slice(-MAX_RECORDED)
        .map(withoutScheduledTimes)
        .map((one) => (wanted === "masked" ? masked(one) : one)),
    }));
  const handIn: HandIn = {
    format: FORMAT,
    version: HAND_IN_VERSION,
    learner: learner.trim(),
    createdAt: now.toISOString(),
    harnessVersion: HARNESS_VERSION,
    exercises: submittedOf(records),
    answers: recordsOf<Answer>(records, "answer")
      .filter(([, { text, chosen }]) => text.trim() !== "" || chosen !== undefined)
      .map(([id, { text, chosen }]) => ({ id, text, ...(chosen && { chosen }) })),
    benches: recordsOf<BenchRun>(records, "bench")
      .toSorted(([, a], [, b]) => a.at - b.at)
      .slice(-MAX_BENCHES)
      .map(([, { bench }]) => bench),
    realTokio: recordsOf<{ runs: TokioRun[] }>(records, "tokio-bench").map(([id, { runs }]) => ({
      exercise: exerciseOf(id),
      runs,
    })),
    ...(consoles.length > 0 && { consoles }),
  };
  return { ...handIn, contentHash: contentHash(handIn) };
}

/** The question is about polls, and a hand-in has to stay small. */
function withoutScheduledTimes(recording: ConsoleRecording): ConsoleRecording {
  return { ...recording, tasks: recording.tasks.map((task) => ({ ...task, scheduledTimes: undefined })) };
}

/** A new run makes the traces again. */
function withoutTraces(report: Report): Report {
  return { ...report, checks: report.checks.map((check) => ({ ...check, trace: undefined })) };
}
