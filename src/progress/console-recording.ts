/** A recorded minute of an application's tasks, as it is kept, exported and handed in. */
import * as v from "valibot";

const MAX_WORDS_CHARACTERS = 1_000;
const Words = v.pipe(v.string(), v.maxLength(MAX_WORDS_CHARACTERS));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const Ms = v.pipe(v.number(), v.finite(), v.minValue(0));

/** HdrHistogram's steps that hold a value, in ns, with two significant digits. */
const MAX_STEPS = 8_000;
const Histogram = v.object({
  maxNs: Count,
  outliers: Count,
  highestNs: Count,
  counts: v.pipe(v.array(v.tuple([v.pipe(Count, v.maxValue(MAX_STEPS)), Count])), v.maxLength(MAX_STEPS)),
});
export type RecordedHistogram = v.InferOutput<typeof Histogram>;

/** All tasks that one line of the program spawned under one name. */
const RecordedTask = v.object({
  name: Words,
  kind: Words,
  location: Words,
  fields: Words,
  /** How many there were. */
  tasks: Count,
  polls: Count,
  wakes: Count,
  selfWakes: Count,
  totalMs: Ms,
  busyMs: Ms,
  scheduledMs: Ms,
  idleMs: Ms,
  warnings: v.pipe(v.array(Words), v.maxLength(10)),
  /** Missing if the application had forgotten the tasks before it was asked. */
  pollTimes: v.optional(Histogram),
  scheduledTimes: v.optional(Histogram),
});
export type RecordedTask = v.InferOutput<typeof RecordedTask>;

export const MAX_RECORDED_TASKS = 100;

export const ConsoleRecording = v.object({
  kind: v.literal("console-recording"),
  version: v.literal(1),
  /** The learner's own word for it: "before", "release build". */
  label: Words,
  /** ms since 1970, when it ended. */
  at: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e15)),
  seconds: v.pipe(v.number(), v.finite(), v.minValue(0)),
  masked: v.boolean(),
  droppedEvents: Count,
  /** How many groups of tasks were left out, those that used least. */
  leftOut: Count,
  tasks: v.pipe(v.array(RecordedTask), v.maxLength(MAX_RECORDED_TASKS)),
});
export type ConsoleRecording = v.InferOutput<typeof ConsoleRecording>;

export const MAX_RECORDINGS = 4;

/** The recordings of one console, oldest first, and whether the learner hands them in. */
export const ConsoleRecordings = v.object({
  recordings: v.pipe(v.array(ConsoleRecording), v.maxLength(MAX_RECORDINGS)),
  handIn: v.picklist(["no", "masked", "yes"]),
});
export type ConsoleRecordings = v.InferOutput<typeof ConsoleRecordings>;

/** Takes out what names the application. Numbers, kinds and warnings stay; the same name keeps the same stand-in. */
export function masked(recording: ConsoleRecording): ConsoleRecording {
  const names = new Map<string, string>();
  const standIn = (text: string, what: string): string => {
    if (text === "") return "";
    const known = names.get(text) ?? `${what} ${names.size + 1}`;
    names.set(text, known);
    return known;
  };
  return {
    ...recording,
    label: "recording",
    masked: true,
    tasks: recording.tasks.map((task) => ({
      ...task,
      name: standIn(task.name, "task"),
      location: standIn(task.location, "place"),
      fields: "",
    })),
  };
}
