/** The schemas of everything stored about a learner; every read parses with them. */
import * as v from "valibot";
import { Bench, BenchProfile, Environment, MAX_TRACE_STEPS, Report } from "../../harness/report.ts";
import { within, type Bounds } from "../lib/bounds.ts";
import { ConsoleRecordings } from "./console-recording.ts";
import { RunConfig } from "../recording/run/config.ts";

/** Limit for one text by a learner, also in a hand-in. */
export const MAX_TEXT_CHARACTERS = 200_000;
const Text = v.pipe(v.string(), v.maxLength(MAX_TEXT_CHARACTERS));
export const MAX_WORDS_CHARACTERS = 1_000;
const Words = v.pipe(v.string(), v.maxLength(MAX_WORDS_CHARACTERS));

/** ms since 1970, within the range of Date. */
const At = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15));

/** The learner's code for one exercise. */
export const Draft = v.object({
  text: Text,
  /** The exercise's content hash and stub when this draft began: the base of a later three-way merge. */
  baseHash: Words,
  baseStub: Text,
  /** The check in which the last run hung; code that hung does not run again automatically. */
  hungIn: v.optional(Words),
});
export type Draft = v.InferOutput<typeof Draft>;

const Place = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Of a prediction. Version 1 stored only the position of a choice; if its words are no longer known, it stays a position. */
export const Chosen = v.union([v.object({ words: Words, right: v.boolean() }), v.object({ place: Place })]);
export type Chosen = v.InferOutput<typeof Chosen>;

/** Version 1 wrote `{ text, choice: 2 }`. */
export const chosenOfBoth = {
  chosen: v.optional(Chosen),
  choice: v.optional(Place),
};
export const withChosen = <T extends { choice?: number | undefined; chosen?: Chosen | undefined }>({
  choice,
  ...rest
}: T): Omit<T, "choice"> =>
  choice === undefined || rest.chosen ? rest : { ...rest, chosen: { place: choice } };

/** The text of an open question, a journal entry or a day's closing note; or the choice in a prediction. */
export const Answer = v.pipe(v.object({ text: Text, ...chosenOfBoth }), v.transform(withChosen));
export type Answer = v.InferOutput<typeof Answer>;

/** The newest report on an exercise, with the code it graded. */
export const Result = v.object({
  report: Report,
  code: Text,
  at: At,
  /** The last code that passed every check, kept when later attempts fail. */
  passedCode: v.optional(Text),
  passedAt: v.optional(At),
});
export type Result = v.InferOutput<typeof Result>;

/** The learner's own program in an explorer. */
export const OwnProgram = v.object({
  /** The name of the program it started from. */
  from: Words,
  /** As the learner calls it. */
  title: v.optional(Words),
  /** One text in Rust, one in TypeScript, one as a task program, and which of them is shown. */
  drafts: v.object({ rust: v.optional(Text), code: Text, program: Text }),
  language: v.picklist(["rust", "code", "program"]),
  config: RunConfig,
});
export type OwnProgram = v.InferOutput<typeof OwnProgram>;

const Mark = v.object({ done: v.boolean(), at: At });

/** A learner's guess about a measurement's debug profile before the first one; missing fields were not guessed. */
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

/** The distribution of raw samples: bucket i holds those from 10^(i / bucketsPerDecade) ns up to the start of bucket i + 1. */
export const HistogramNs = v.object({
  bucketsPerDecade: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1000)),
  inline: Counts,
  spawn: Counts,
});
export type HistogramNs = v.InferOutput<typeof HistogramNs>;

/** `histograms` is by subject, and missing in older records. */
export const BenchRun = v.object({
  bench: Bench,
  at: At,
  histograms: v.optional(v.record(Words, HistogramNs)),
});
export type BenchRun = v.InferOutput<typeof BenchRun>;

/** The measurement of one flavor of real tokio's runtime in one profile, on the learner's machine. */
export const TokioRun = v.object({
  flavor: v.picklist(["current_thread", "multi_thread"]),
  workRounds: v.number(),
  atMs: At,
  environment: Environment,
  profile: BenchProfile,
  histogramNs: v.optional(HistogramNs),
});
export type TokioRun = v.InferOutput<typeof TokioRun>;
const TokioBench = v.object({ runs: v.array(TokioRun), at: At });

/** A round is generated from its number, so the number must leave room for arithmetic; nobody plays this many. */
export const MAX_ROUNDS = 1_000_000;

/** Progress on each rule in the rounds of a `predict-next`. */
export const Mastery = v.object({
  /** Rounds answered; also the number of the next round. */
  answered: v.pipe(Count, v.maxValue(MAX_ROUNDS)),
  rules: v.record(v.string(), v.object({ seen: Count, right: Count, streak: Count })),
});
export type Mastery = v.InferOutput<typeof Mastery>;

const kinds = {
  draft: Draft,
  answer: Answer,
  result: Result,
  mark: Mark,
  bench: BenchRun,
  expectation: Expectation,
  "tokio-bench": TokioBench,
  mastery: Mastery,
  program: OwnProgram,
  console: ConsoleRecordings,
};
export type Kind = keyof typeof kinds;
export type Value<K extends Kind> = v.InferOutput<(typeof kinds)[K]>;

/** Size limits of a record's value, by kind: several times what the course writes, but still possible to show. */
const BOUNDS: Record<Kind, Bounds> = {
  draft: { nodes: 20, characters: 2 * MAX_TEXT_CHARACTERS + 10_000 },
  answer: { nodes: 20, characters: MAX_TEXT_CHARACTERS + MAX_WORDS_CHARACTERS + 100 },
  result: { nodes: 300_000, characters: 1_000_000 },
  mark: { nodes: 20, characters: 1_000 },
  bench: { nodes: 5_000, characters: 200_000 },
  expectation: { nodes: 20, characters: 1_000 },
  "tokio-bench": { nodes: 1_000_000, characters: 1_000_000 },
  mastery: { nodes: 1_000, characters: 20_000 },
  program: { nodes: 50, characters: 3 * MAX_TEXT_CHARACTERS + 10_000 },
  console: { nodes: 1_000_000, characters: 1_500_000 },
};

/** @returns the value as stored; undefined for one that a later read would reject */
export function toKeep<K extends Kind>(kind: K, value: Value<K>): Value<K> | undefined {
  const short = clipped(kind, value) as Value<K>;
  return within(short, BOUNDS[kind]) && v.is(kinds[kind], short) ? short : undefined;
}

/** A result with its traces cut to the part that is shown. */
function clipped(kind: Kind, value: unknown): unknown {
  if (kind !== "result") return value;
  const checks = (value as { report?: { checks?: unknown } } | null)?.report?.checks;
  if (!Array.isArray(checks) || !checks.some(isLong)) return value;
  const { report } = value as { report: object };
  const short = checks.map((check: unknown) =>
    isLong(check) ? { ...check, trace: check.trace.slice(0, MAX_TRACE_STEPS) } : check,
  );
  return { ...(value as object), report: { ...report, checks: short } };
}

function isLong(check: unknown): check is { trace: unknown[] } {
  const trace = (check as { trace?: unknown } | null)?.trace;
  return Array.isArray(trace) && trace.length > MAX_TRACE_STEPS;
}

/** `rev` counts the writes of a record; a writer with an older one has a conflict. */
export interface Stored<K extends Kind = Kind> {
  key: string;
  rev: number;
  savedAt: number;
  value: Value<K>;
}

const Envelope = v.object({
  key: v.pipe(v.string(), v.maxLength(500)),
  // The next writes count up from here.
  rev: v.pipe(v.number(), v.minValue(0), v.maxValue(2 ** 40)),
  savedAt: v.number(),
  value: v.unknown(),
});

export const keyOf = (kind: Kind, id: string): string => `${kind}:${id}`;

export function kindOf(key: string): Kind | undefined {
  const kind = key.slice(0, key.indexOf(":"));
  return Object.hasOwn(kinds, kind) ? (kind as Kind) : undefined;
}

/** Undefined for a record of a kind or shape unknown to this version; such records stay stored. */
export function parseRecord(input: unknown): Stored | undefined {
  const envelope = v.safeParse(Envelope, input);
  if (!envelope.success) return undefined;
  const kind = kindOf(envelope.output.key);
  if (kind === undefined) return undefined;
  const short = clipped(kind, envelope.output.value);
  if (!within(short, BOUNDS[kind])) return undefined;
  const value = v.safeParse(kinds[kind] as v.GenericSchema<unknown, Value<Kind>>, short);
  return value.success ? { ...envelope.output, value: value.output } : undefined;
}

/** An earlier version of a text: one for each run, and one for each text that a reset, a solution or an import replaced. */
export const Snapshot = v.object({
  key: v.string(),
  at: At,
  reason: Words,
  text: v.string(),
  result: v.optional(v.object({ passed: v.number(), total: v.number() })),
});
export type Snapshot = v.InferOutput<typeof Snapshot>;
