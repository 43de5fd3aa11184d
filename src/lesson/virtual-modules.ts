/** The course as modules that the page imports: `virtual:course`, `virtual:lesson/week-01/day-1` and the like. */
import type { Plugin } from "vite";
import type { CompiledCourse } from "./course.ts";
import { entryOf } from "./glossary-page.ts";
import { searchData } from "./search.ts";
import type { Course, WeekText } from "../course/types.ts";

const PREFIX = "virtual:";
export const RESOLVED = "\0virtual:";
export const NAMES =
  /^virtual:(course|lessons|exercises|search|glossary|studio|weeks|wrong-answers|lesson\/.+|exercise\/.+)$/;

/** The course's modules for another build of the same course. */
export function modulesOf(compiled: CompiledCourse): Plugin {
  return {
    name: "course-modules",
    resolveId: (id) => (NAMES.test(id) ? `\0${id}` : undefined),
    load(id) {
      const code = id.startsWith(RESOLVED) ? moduleCode(id.slice(RESOLVED.length), compiled) : null;
      return code === null ? undefined : { code, moduleType: "js" };
    },
  };
}

/** @param name what follows `virtual:` */
export function moduleCode(
  name: string,
  { course, lessons, exercises, wrong, glossary, studio }: CompiledCourse,
): string | null {
  if (name === "course") return asModule(forEveryPage(course));
  if (name === "weeks") return asModule(textsOf(course));
  if (name === "lessons") return lazyModules("lesson", [...lessons.keys()]);
  if (name === "wrong-answers") return asModule(Object.fromEntries(wrong));
  if (name === "search") return asModule(searchData(course, lessons.values(), glossary));
  if (name === "glossary") return asModule(glossary.map(entryOf));
  if (name === "studio") return asModule(studio);
  if (name === "exercises") return lazyModules("exercise", [...exercises.keys()]);
  const [, kind, id = ""] = /^(lesson|exercise)\/(.+)$/.exec(name) ?? [];
  const data = kind === "lesson" ? lessons.get(id) : exercises.get(id);
  return data === undefined ? null : asModule(data);
}

/** Without the texts that few pages show. */
function forEveryPage({ weeks, ...course }: Course): Course {
  return { ...course, weeks: weeks.map(({ why: _why, feedsInto: _feedsInto, ...week }) => week) };
}

const textsOf = ({ weeks }: Course): Record<string, WeekText> =>
  Object.fromEntries(weeks.map(({ id, why = [], feedsInto = [] }) => [id, { why, feedsInto }]));

/** `JSON.parse` of a string reaches the browser faster than the same object as JavaScript. */
export function asModule(data: unknown): string {
  return `export default JSON.parse(${JSON.stringify(JSON.stringify(data))});\n`;
}

function lazyModules(kind: "lesson" | "exercise", ids: readonly string[]): string {
  const entries = ids.map(
    (id) => `  ${JSON.stringify(id)}: () => import(${JSON.stringify(`${PREFIX}${kind}/${id}`)}),\n`,
  );
  return `export default {\n${entries.join("")}};\n`;
}
