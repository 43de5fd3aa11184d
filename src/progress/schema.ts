/** What is stored about a learner: every record's shape, parsed on every read. */
import * as v from "valibot";
import { Bench, BenchProfile, Environment, Report } from "../../harness/report.ts";
import { RunConfig } from "../recording/run/config.ts";

/** The learner's code for one exercise. */
export const Draft = v.object({
  text: v.string(),
  /** The exercise's content hash and stub when this draft was begun: the base of a later three-way merge. */
  baseHash: v.string(),
  baseStub: v.string(),
  /** The check in which the last run hung; code that hung is not run again by itself. */
  hungIn: v.optional(v.string()),
});
export type Draft = v.InferOutput<typeof Draft>;

/** What was written to an open question, a journal entry or a day's closing note; or the choice of a prediction. */
export const Answer = v.object({
  text: v.string(),
  /** Index of the chosen answer of a prediction. */
  choice: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export type Answer = v.InferOutput<typeof Answer>;

/** The newest report on an exercise, with the code it judged. */
export const Result = v.object({
  report: Report,
  code: v.string(),
  at: v.number(),
  /** The last code that passed every check, kept when later attempts fail. */
  passedCode: v.optional(v.string()),
  passedAt: v.optional(v.number()),
});
export type Result = v.InferOutput<typeof Result>;

/** A program of the learner's own in an explorer. */
export const OwnProgram = v.object({
  /** What it began as, in words. */
  from: v.string(),
  /** One text in TypeScript, one in the words of a task program; which of them is shown. */
  drafts: v.object({ code: v.string(), program: v.string() }),
  language: v.picklist(["code", "program"]),
  config: RunConfig,
});
export type OwnProgram = v.InferOutput<typeof OwnProgram>;

export const Mark = v.object({ done: v.boolean(), at: v.number() });
export type Mark = v.InferOutput<typeof Mark>;

export const BenchRun = v.object({ bench: Bench, at: v.number() });
export type BenchRun = v.InferOutput<typeof BenchRun>;

/** What a learner expected of a measurement's debug profile before there was one; what they did not say is not there. */
export const Expectation = v.object({
  /** spawn / inline */
  ratio: v.optional(v.number()),
  inlineP99Ns: v.optional(v.number()),
  spawnP99Ns: v.optional(v.number()),
});
export type Expectation = v.InferOutput<typeof Expectation>;

const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Bucket and count, empty buckets left out; 1 ns to 10 s at the finest. */
const Counts = v.pipe(v.array(v.tuple([Count, Count])), v.maxLength(10_000));

/** What one flavor of real tokio's runtime measured in one profile, on the learner's machine. */
export const TokioRun = v.object({
  flavor: v.picklist(["current_thread", "multi_thread"]),
  workRounds: v.number(),
  /** Bounded by what a Date can hold. */
  atMs: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15)),
  environment: Environment,
  profile: BenchProfile,
  /** How the raw samples lie: bucket i holds those from 10^(i / bucketsPerDecade) ns up to where bucket i + 1 begins. */
  histogramNs: v.optional(
    v.object({
      bucketsPerDecade: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
      inline: Counts,
      spawn: Counts,
    }),
  ),
});
export type TokioRun = v.InferOutput<typeof TokioRun>;
export const TokioBench = v.object({ runs: v.array(TokioRun), at: v.number() });

/** What was learned of each rule in the rounds of a `predict-next`. */
export const Mastery = v.object({
  /** Rounds answered; also the number that the next round is made from. */
  answered: Count,
  rules: v.record(v.string(), v.object({ seen: Count, right: Count, streak: Count })),
});
export type Mastery = v.InferOutput<typeof Mastery>;

export const kinds = {
  draft: Draft,
  answer: Answer,
  result: Result,
  mark: Mark,
  bench: BenchRun,
  expectation: Expectation,
  "tokio-bench": TokioBench,
  mastery: Mastery,
  program: OwnProgram,
};
export type Kind = keyof typeof kinds;
export type Value<K extends Kind> = v.InferOutput<(typeof kinds)[K]>;

/** `rev` counts the writes of a record; a writer that does not know the newest one has a conflict. */
export interface Stored<K extends Kind = Kind> {
  key: string;
  rev: number;
  savedAt: number;
  value: Value<K>;
}

const Envelope = v.object({ key: v.string(), rev: v.number(), savedAt: v.number(), value: v.unknown() });

export const keyOf = (kind: Kind, id: string): string => `${kind}:${id}`;

export function kindOf(key: string): Kind | undefined {
  const kind = key.slice(0, key.indexOf(":"));
  return Object.hasOwn(kinds, kind) ? (kind as Kind) : undefined;
}

/** Undefined for a record of a kind or shape that this version does not know; such records are left where they are. */
export function parseRecord(input: unknown): Stored | undefined {
  const envelope = v.safeParse(Envelope, input);
  if (!envelope.success) return undefined;
  const kind = kindOf(envelope.output.key);
  if (kind === undefined) return undefined;
  const value = v.safeParse(kinds[kind] as v.GenericSchema<unknown, Value<Kind>>, envelope.output.value);
  return value.success ? { ...envelope.output, value: value.output } : undefined;
}

/** A version of a text that was or could be lost: each run, and whatever a reset, a solve or an import replaced. */
export const Snapshot = v.object({
  key: v.string(),
  at: v.number(),
  reason: v.string(),
  text: v.string(),
  result: v.optional(v.object({ passed: v.number(), total: v.number() })),
});
export type Snapshot = v.InferOutput<typeof Snapshot>;
