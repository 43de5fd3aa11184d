/** What the records of a renamed lesson or exercise are called today; stored records keep the key that they were written under. */
import { currentId, earlierIds, NO_ALIASES, type Aliases, type Named } from "../course/aliases.ts";
import { keyOf, kindOf, type Kind, type Result, type Stored } from "./schema.ts";

const OF: Record<Kind, Named> = {
  draft: "exercises",
  result: "exercises",
  bench: "exercises",
  expectation: "exercises",
  "tokio-bench": "exercises",
  answer: "lessons",
  mark: "lessons",
  mastery: "lessons",
  program: "lessons",
  console: "lessons",
};

let aliases = NO_ALIASES;

/** Call before anything is read. */
export function knowNames(of: Aliases = NO_ALIASES): void {
  aliases = of;
}

export const currentLesson = (id: string): string => currentId(aliases, "lessons", id);
export const currentExercise = (id: string): string => currentId(aliases, "exercises", id);

export function currentKey(key: string): string {
  const kind = kindOf(key);
  return kind === undefined ? key : keyOf(kind, currentId(aliases, OF[kind], idOf(key)));
}

/** @param key of today */
export function earlierKeys(key: string): string[] {
  const kind = kindOf(key);
  const [, whole = "", rest = ""] = /^([^/#]+\/[^/#]+)([^]*)$/.exec(idOf(key)) ?? [];
  if (kind === undefined || whole === "") return [];
  return earlierIds(aliases, OF[kind], whole).map((old) => keyOf(kind, old + rest));
}

const idOf = (key: string): string => key.slice(key.indexOf(":") + 1);

export function currentRecord(record: Stored): Stored {
  const key = currentKey(record.key);
  if (key === record.key) return record;
  if (kindOf(key) !== "result") return { ...record, key };
  const { report, ...rest } = record.value as Result;
  return {
    ...record,
    key,
    value: { ...rest, report: { ...report, exercise: currentExercise(report.exercise) } },
  };
}
