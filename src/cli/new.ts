/** `course new`: creates a week, a lesson or an exercise that passes `course check`, and says what to fill in. */
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { Id } from "../lesson/schemas.ts";
import { kindOf, whyNotCalled } from "./course-ids.ts";
import { listedLessons, withChecks, withExercise, withLesson } from "./new-edits.ts";
import { exerciseFiles, exportOf, functionOf, lessonFiles, rustFiles, weekFiles } from "./new-files.ts";
import type { NewFiles } from "./new-files.ts";
import { changing, Refusal } from "./refusal.ts";
import type { EditOptions } from "./refusal.ts";
import { counted } from "../lib/words.ts";

const COURSE = "lessons/course.yaml";
const REGISTRY = "harness/index.ts";

interface Options extends EditOptions {
  title?: string;
  /** For an exercise: the lesson that shows it; by default the last day of its week. */
  lesson?: string;
  /** For an exercise: also its files in Rust. */
  rust?: boolean;
}

/** The files to write, all or, after an error, none. */
interface Plan {
  created: NewFiles;
  edited: NewFiles;
  next: string[];
}

/**
 * @param id `week-02`, `week-02/day-3`, `week-02/limit`
 * @returns 0, or 2 if nothing was written
 */
export function run(what: string, id: string, options: Options): Promise<number> {
  return changing(options, async (root) => {
    const plan = await planOf(what, id, options, root);
    for (const path of Object.keys(plan.created))
      if (existsSync(join(root, path))) throw new Refusal(`${path} already exists`);
    for (const [path, text] of Object.entries({ ...plan.created, ...plan.edited })) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return told(plan);
  });
}

async function planOf(what: string, id: string, options: Options, root: string): Promise<Plan> {
  const [week = "", name, ...rest] = id.split("/");
  const parts = what === "week" ? [week] : [week, name ?? ""];
  const kind = kindOf(what);
  if (
    rest.length > 0 ||
    (name !== undefined) !== (what !== "week") ||
    !parts.every((part) => v.is(Id, part))
  ) {
    const example = what === "week" ? "week-02" : what === "day" ? "week-02/day-3" : "week-02/limit";
    throw new Refusal(
      `invalid id "${id}" for a new ${what}; write for example \`course new ${what} ${example}\``,
    );
  }
  const refused =
    whyNotCalled(name ?? week, kind) ?? (options.rust ? whyNotInRust(name ?? week, kind) : undefined);
  if (refused !== undefined) throw new Refusal(`cannot use "${id}": ${refused}; choose another name`);
  const course = await readFile(join(root, COURSE), "utf8");
  const lessons = listedLessons(course, week);
  if (what === "week") {
    if (lessons !== undefined) throw new Refusal(`${COURSE} already has a week "${week}"`);
    return newWeek(week, course, options);
  }
  if (lessons === undefined)
    throw new Refusal(`${COURSE} has no week "${week}"; write \`course new week ${week}\` first`);
  return what === "day"
    ? newDay(week, name ?? "", course, options)
    : newExercise(week, name ?? "", lessons, options, root);
}

/** The strict and reserved words of edition 2024. */
const WORDS_OF_RUST = new Set(
  `abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if impl in let loop
  macro match mod move mut override priv pub ref return self static struct super trait true try type typeof unsafe unsized use
  virtual where while yield`.split(/\s+/),
);

function whyNotInRust(name: string, what: string): string | undefined {
  if (what !== "exercise") return "only an exercise has a Rust side, so leave out --rust";
  return WORDS_OF_RUST.has(functionOf(name))
    ? `"${functionOf(name)}" is a reserved word in Rust, so no function can have this name`
    : undefined;
}

function newWeek(week: string, course: string, { title }: Options): Plan {
  return {
    created: weekFiles(week, title),
    edited: { [COURSE]: withLesson(course, week, "day-1") },
    next: [`course new day ${week}/day-2`, `course new exercise ${week}/<name>`],
  };
}

function newDay(week: string, lesson: string, course: string, { title }: Options): Plan {
  return {
    created: lessonFiles(week, lesson, title),
    edited: { [COURSE]: withLesson(course, week, lesson) },
    next: [],
  };
}

async function newExercise(
  week: string,
  name: string,
  lessons: readonly string[],
  { title, lesson: wanted, rust }: Options,
  root: string,
): Promise<Plan> {
  const lesson = wanted ?? lessons.findLast((each) => each !== "capstone") ?? lessons[0] ?? "";
  const page = `lessons/${week}/${lesson}.md`;
  const text = await readFile(join(root, page), "utf8").catch(() => {
    throw new Refusal(`unknown lesson ${page}; create it first, or name another lesson with --lesson`);
  });
  // Another week may have an exercise of this name.
  const inWeek = existsSync(join(root, `harness/${name}.ts`)) || existsSync(join(root, `harness/${name}`));
  const checks = inWeek ? `harness/${week}/${name}.ts` : `harness/${name}.ts`;
  const registry = await readFile(join(root, REGISTRY), "utf8").catch(() => "");
  const exported = `${exportOf(name)}Checks`;
  // The registry cannot use a name twice.
  const local = registry.includes(`{ ${exported} }`)
    ? `${exportOf(name)}Of${exportOf(`x-${week}`).slice(1)}`
    : exported;
  const listed = withChecks(registry, local, `./${checks.slice("harness/".length)}`);
  const files = exerciseFiles(`${week}/${name}`, checks, title);
  files[checks] = (files[checks] ?? "").replace(`export const ${exported}`, `export const ${local}`);
  return {
    created: { ...files, ...(rust && rustFiles(`${week}/${name}`, checks)) },
    edited: {
      [page]: withExercise(text, name),
      ...(listed !== null && { [REGISTRY]: listed }),
    },
    next: listed === null ? [`name ${local} of ${checks} in ${REGISTRY}`] : [],
  };
}

function told({ created, edited, next }: Plan): string {
  const waiting = (text: string): string => {
    const count = text.split("TODO").length - 1;
    return count === 0 ? "" : `  ${counted(count, "TODO")}`;
  };
  return [
    "written:",
    ...Object.entries(created).map(([path, text]) => `  ${path}${waiting(text)}`),
    "changed:",
    ...Object.keys(edited).map((path) => `  ${path}`),
    "next:",
    ...next.map((step) => `  ${step}`),
    "  fill in each TODO; AUTHORING.md explains each file",
    "  npm run dev shows it and updates it on every save",
    "  npx course check reports what is missing",
    "",
  ].join("\n");
}
