/** The report, the versioned type that the page, the command line, the hand-in and the tests read. */
import * as v from "valibot";

/** Increased whenever a reader of older reports would misread a new one. */
export const REPORT_VERSION = 1;

/** Increased whenever a check is added, removed, or changes what it accepts. */
export const HARNESS_VERSION = "1.0.0";

export const CheckStatus = v.picklist(["pass", "fail", "todo", "error", "not-run"]);
export type CheckStatus = v.InferOutput<typeof CheckStatus>;

/**
 * Limit for a text that quotes the learner's values: the engine itself cuts at 4,000 characters, and the
 * checks in Rust quote little. Longer texts are shown in part; no check is dropped.
 */
const MAX_QUOTE = 10_000;
export const Quote = v.pipe(
  v.string(),
  v.transform((text) => (text.length > MAX_QUOTE ? `${text.slice(0, MAX_QUOTE)} …` : text)),
);
/** Limit for the course's own texts: ids, titles, names of engines. No text of the course is longer. */
export const Words = v.pipe(v.string(), v.maxLength(1_000));

/** More than any exercise has. */
export const MAX_CHECKS = 200;
/** Limit of a trace: nobody can read a longer timeline. The rest of the report is kept. */
export const MAX_TRACE_STEPS = 1_000;
/** Limit for the workers that measured one profile. */
const MAX_WORKERS = 1_000;
/** Limit for the points of a work curve. */
const MAX_CURVE = 100;
/** Far above the console's own cap. */
const MAX_LOGS = 10_000;

/** A position in the learner's file: `line` and `column` count from 1, columns in UTF-16 units. */
export const SourcePosition = v.object({
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
  column: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export type SourcePosition = v.InferOutput<typeof SourcePosition>;

/** One step of a failed check, as drawn on the timeline. `time` is virtual, in ms; `line` and `column` are the learner's. */
export const TraceStep = v.object({
  kind: v.picklist(["poll-start", "poll-end", "wake", "clone", "park", "timer", "spawn", "complete", "note"]),
  /** The lane it is drawn in: `gather`, `child 2`, `task 1`, … */
  who: Words,
  what: Quote,
  time: v.optional(v.number()),
  line: v.optional(v.number()),
  column: v.optional(v.number()),
  /** The first step that a right answer would not have taken. */
  diverges: v.optional(v.boolean()),
});
export type TraceStep = v.InferOutput<typeof TraceStep>;

/** The place of a mistake in a check: its file from the repository's root. */
export const Fault = v.object({ file: Words, ...v.partial(SourcePosition).entries });
export type Fault = v.InferOutput<typeof Fault>;

export const CheckResult = v.object({
  id: Words,
  title: Words,
  status: CheckStatus,
  /** What happened, with the learner's values. Empty when passed. */
  message: Quote,
  /** Where to look next. */
  hint: v.optional(Quote),
  /** Where in the learner's file it happened, if known. */
  position: v.optional(SourcePosition),
  /** The check itself is broken, not the answer. */
  fault: v.optional(Fault),
  /** The run was cut short during this check: it hung, ran out of memory, or flooded the page. */
  cut: v.optional(v.picklist(["hung", "crashed", "flooded"])),
  /** The smallest interleaving that fails, replayable. */
  seed: v.optional(v.number()),
  trace: v.optional(
    v.pipe(
      v.array(v.unknown()),
      v.transform((steps) => steps.slice(0, MAX_TRACE_STEPS)),
      v.array(TraceStep),
    ),
  ),
});
export type CheckResult = v.InferOutput<typeof CheckResult>;

export const LogLine = v.object({
  level: v.picklist(["log", "info", "warn", "error", "debug"]),
  text: Quote,
  /** The id of the check during which it was written. */
  check: v.optional(Words),
});
export type LogLine = v.InferOutput<typeof LogLine>;

/** Where the run took place: everything that can be detected, nothing guessed. */
export const Environment = v.object({
  engine: Words,
  platform: v.optional(Words),
  cores: v.optional(v.number()),
  crossOriginIsolated: v.optional(v.boolean()),
  /** The smallest observed step of performance.now(), in ns. */
  clockStepNs: v.optional(v.number()),
});
export type Environment = v.InferOutput<typeof Environment>;

/** Quantiles in ns. */
export const Quantiles = v.object({ p50: v.number(), p90: v.number(), p99: v.number() });
export type Quantiles = v.InferOutput<typeof Quantiles>;

/** One profile's measurement: spawn against inline. Times are ns per operation, of batch means. */
export const BenchProfile = v.object({
  profile: v.picklist(["debug", "release"]),
  /** What was measured: tokio itself, or the model, which older reports without this field measured alone. */
  engine: v.optional(v.picklist(["tokio", "model"])),
  /** For tokio itself: its sources, compiler and target. */
  build: v.optional(v.object({ tokio: Words, rustc: Words, target: Words })),
  recorded: v.boolean(),
  /** Why it was not recorded; empty when it was. */
  reason: Quote,
  /** Median of paired ratios spawn / inline over a worker's rounds, geometric mean of the workers; see `discarded`. */
  ratio: v.number(),
  workerRatios: v.pipe(v.array(v.number()), v.maxLength(MAX_WORKERS)),
  /** 95 % interval of that mean, from the scatter of the workers. */
  interval: v.tuple([v.number(), v.number()]),
  /**
   * Workers that were too noisy and are not part of these numbers. Where it is missing, the measurement is an older
   * one: of
   * three workers, `ratio` and `interval` are those of the one in the middle.
   */
  discarded: v.optional(v.number()),
  /** Median of inline / inline from a second copy of the code, of the worker where it is farthest from 1. */
  control: v.number(),
  rounds: v.number(),
  batchInline: v.number(),
  batchSpawn: v.number(),
  inline: Quantiles,
  spawn: Quantiles,
  /** The same quantiles from the learner's own Histogram; null if it threw. */
  learner: v.nullable(v.object({ inline: Quantiles, spawn: Quantiles })),
  /** Ratio when the same jobs go through the learner's gather, several at a time; null where it failed. */
  throughGather: v.nullable(v.number()),
  /** The control of each worker, in the order of workerRatios. */
  controls: v.optional(v.pipe(v.array(v.number()), v.maxLength(MAX_WORKERS))),
  /** The coarsest clock step among the workers. */
  clockStepNs: v.optional(v.number()),
  /** One FNV-1a round without a runtime: the slope of the work W in (W + S) / W. */
  workRoundNs: v.optional(v.number()),
  /** Trace events per operation, counted; null where tracing is compiled out. */
  eventsPerOp: v.optional(
    v.nullable(
      v.object({
        inline: v.number(),
        spawn: v.number(),
        /** Of one spawned and awaited operation, by kind of event. */
        kinds: v.optional(v.record(Words, v.number())),
      }),
    ),
  ),
  /** Medians of the steps between inline and spawn: with one turn of the executor; spawned, with nobody waiting. */
  ladder: v.optional(
    v.object({
      inlineNs: v.number(),
      turnNs: v.number(),
      detachedNs: v.number(),
      spawnNs: v.number(),
      /** Inline, with an allocation for each operation; for tokio only. */
      boxedNs: v.optional(v.number()),
    }),
  ),
  /** The ratio at other amounts of work, each from a few pairs of batches of one worker. */
  curve: v.optional(
    v.pipe(v.array(v.object({ rounds: v.number(), ratio: v.number() })), v.maxLength(MAX_CURVE)),
  ),
  /** Notes for the reader, such as why the learner's gather did not take part. */
  notes: v.optional(v.pipe(v.array(Quote), v.maxLength(100))),
});
export type BenchProfile = v.InferOutput<typeof BenchProfile>;

export const Bench = v.object({
  /** BENCH: the ratio of the profile that `gradedIn` names; null when it was too noisy to record. */
  value: v.nullable(v.number()),
  /** FNV-1a rounds of work per operation. */
  workRounds: v.number(),
  profiles: v.pipe(v.array(BenchProfile), v.maxLength(10)),
  /** Why measuring tokio itself failed; BENCH is then the model's. */
  withoutTokio: v.optional(Quote),
  startedAt: Words,
  environment: Environment,
});
export type Bench = v.InferOutput<typeof Bench>;

type Measured = Pick<BenchProfile, "profile" | "engine">;

export const engineOf = ({ engine = "model" }: Measured): "tokio" | "model" => engine;

export function profileIn(
  { profiles }: Pick<Bench, "profiles">,
  engine: "tokio" | "model",
  name: BenchProfile["profile"],
): BenchProfile | undefined {
  return profiles.find((profile) => profile.profile === name && engineOf(profile) === engine);
}

/** The profile that BENCH is: the debug build of tokio itself, and the model's where tokio was not measured. */
export function gradedIn(bench: Pick<Bench, "profiles">): BenchProfile | undefined {
  return profileIn(bench, "tokio", "debug") ?? profileIn(bench, "model", "debug");
}

/** Why a report is not trusted although its checks passed. */
export const Doubt = v.object({
  /**
   * `forged`: a check that no answer can pass was passed. `unsteady`: two runs gave different results. `unconfirmed`:
   * each
   * further run was cut short.
   */
  kind: v.picklist(["forged", "unsteady", "unconfirmed"]),
  message: Quote,
});
export type Doubt = v.InferOutput<typeof Doubt>;

export const Report = v.object({
  version: v.literal(REPORT_VERSION),
  exercise: Words,
  /** SHA-256 (hex, first 16 digits) of the exercise's stub and checks, so that a changed exercise is noticed. */
  contentHash: Words,
  harnessVersion: Words,
  passed: v.boolean(),
  doubt: v.optional(Doubt),
  checks: v.pipe(v.array(CheckResult), v.maxLength(MAX_CHECKS)),
  logs: v.pipe(v.array(LogLine), v.maxLength(MAX_LOGS)),
  /** Lines that the cap on logs dropped. */
  logsDropped: v.number(),
  environment: Environment,
  bench: v.optional(Bench),
});
export type Report = v.InferOutput<typeof Report>;

/** Passed means: there are checks, and every one of them passed. */
export function allPassed(checks: readonly CheckResult[]): boolean {
  return checks.length > 0 && checks.every((check) => check.status === "pass");
}

/** @throws v.ValiError naming the first field that is not as it should be */
export function parseReport(input: unknown): Report {
  return v.parse(Report, input);
}
