/** The lab's input: a handler as a list of steps, and its load. */
import * as v from "valibot";

/** What a step does with the thread that runs it. */
export const STEP_KINDS = ["await", "cpu", "file", "lock"] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Remedies for a blocking step; `inline` is none. */
export const REMEDIES = ["inline", "spawn_blocking", "rayon", "yield", "block_in_place"] as const;
export type Remedy = (typeof REMEDIES)[number];

export const MAX_STEPS = 12;
export const MAX_STEP_MS = 500;
/** 1 µs; an await is a timer, and those count whole ms. */
export const MIN_BLOCKING_MS = 0.001;
export const MIN_AWAIT_MS = 1;

export const Step = v.pipe(
  v.object({
    kind: v.picklist(STEP_KINDS),
    ms: v.pipe(v.number(), v.minValue(MIN_BLOCKING_MS), v.maxValue(MAX_STEP_MS)),
    /** In the author's words, one line. */
    what: v.pipe(v.string(), v.maxLength(80)),
    /** The author's choice; always `inline` for an await. */
    remedy: v.picklist(REMEDIES),
  }),
  v.check(({ kind, ms }) => kind !== "await" || Number.isInteger(ms), "an await takes whole milliseconds"),
);
export type Step = v.InferOutput<typeof Step>;

export const Handler = v.object({
  name: v.pipe(v.string(), v.maxLength(40)),
  steps: v.pipe(v.array(Step), v.maxLength(MAX_STEPS)),
});
export type Handler = v.InferOutput<typeof Handler>;

export const MAX_RATE = 2_000;
export const MAX_WORKERS = 8;

export const Load = v.object({
  requestsPerSecond: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_RATE)),
  /** Also the number of processors, as by default in tokio. */
  workers: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_WORKERS)),
});
export type Load = v.InferOutput<typeof Load>;

export const STEP_WORDS: Record<StepKind, string> = {
  await: "await I/O",
  cpu: "CPU",
  file: "file I/O",
  lock: "std lock",
};

/** The nearest valid duration of a step of this kind. */
export function allowedMs(kind: StepKind, ms: number): number {
  if (!Number.isFinite(ms)) return kind === "await" ? MIN_AWAIT_MS : 1;
  const clamped = Math.min(MAX_STEP_MS, Math.max(kind === "await" ? MIN_AWAIT_MS : MIN_BLOCKING_MS, ms));
  return kind === "await" ? Math.round(clamped) : Number(clamped.toFixed(3));
}

/** Remedies that help a step: a read cannot be cut into pieces, and a lock must not be held over a yield. */
export function remediesFor(kind: StepKind): readonly Remedy[] {
  if (kind === "await") return ["inline"];
  if (kind === "cpu") return REMEDIES;
  return REMEDIES.filter((remedy) => remedy !== "yield");
}

const step = (kind: StepKind, ms: number, what: string, remedy: Remedy = "inline"): Step => ({
  kind,
  ms,
  what,
  remedy,
});

/** The handler of the lesson's audit, with durations as a 200 kB body might have them; and two simpler ones. */
export const PRESETS: readonly Handler[] = [
  {
    name: "settle",
    steps: [
      step("cpu", 1.5, "parse the body"),
      step("file", 0.4, "read rules.toml"),
      step("lock", 0.3, "apply the orders to the book"),
      step("await", 6, "save the batch"),
      step("cpu", 9, "argon2 tag"),
      step("await", 3, "sign the receipt"),
    ],
  },
  {
    name: "price",
    steps: [step("await", 2, "fetch the curve"), step("cpu", 4, "solve it"), step("await", 1, "answer")],
  },
  {
    name: "quick",
    steps: [step("await", 2, "fetch"), step("cpu", 0.02, "decode 2 kB"), step("await", 1, "answer")],
  },
];
