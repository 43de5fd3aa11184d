/** Adds a new file to those that list it: course.yaml, harness/index.ts, and the lesson that shows an exercise. */
import { isMap, isSeq, parseDocument } from "yaml";
import type { YAMLMap, YAMLSeq } from "yaml";

/** @returns course.yaml with the lesson at the end of its week, or before the capstone; a new week comes last */
export function withLesson(course: string, week: string, lesson: string): string {
  const document = parseDocument(course);
  const weeks = document.get("weeks");
  if (!isSeq(weeks)) throw new Error("lessons/course.yaml: expected a list of weeks, found none");
  const lessons = lessonsOf(weeks, week);
  if (lessons === undefined) {
    const added = document.createNode({ id: week, lessons: [lesson] }) as YAMLMap;
    (added.get("lessons") as YAMLSeq).flow = true;
    weeks.add(added);
  } else {
    const end = lessons.items.length;
    const last = String(lessons.get(end - 1));
    lessons.items.splice(last === "capstone" ? end - 1 : end, 0, document.createNode(lesson));
  }
  return document.toString({ lineWidth: 120, flowCollectionPadding: false });
}

function lessonsOf(weeks: YAMLSeq, week: string): YAMLSeq | undefined {
  const entry = weeks.items.find((item) => isMap(item) && item.get("id") === week);
  const lessons = isMap(entry) ? entry.get("lessons") : undefined;
  return isSeq(lessons) ? lessons : undefined;
}

/** The lessons that course.yaml lists for a week; undefined for an unknown week. */
export function listedLessons(course: string, week: string): string[] | undefined {
  const weeks = parseDocument(course).get("weeks");
  if (!isSeq(weeks)) return undefined;
  return lessonsOf(weeks, week)?.items.map(String);
}

/**
 * @param from as harness/index.ts imports it: `./limit.ts`
 * @returns null if the registry does not look as expected and must be edited by hand
 */
export function withChecks(registry: string, name: string, from: string): string | null {
  const imports = [...registry.matchAll(/^import .*;\n/gm)];
  const last = imports.at(-1);
  const close = registry.lastIndexOf("\n};");
  if (last === undefined || close === -1 || close < last.index) return null;
  const afterImports = last.index + last[0].length;
  return [
    registry.slice(0, afterImports),
    `import { ${name} } from "${from}";\n`,
    registry.slice(afterImports, close),
    `\n  [${name}.exercise]: ${name},`,
    registry.slice(close),
  ].join("");
}

/** The lesson with the exercise at its end, under an unused id. */
export function withExercise(lesson: string, name: string): string {
  const taken = new Set([
    ...[...lesson.matchAll(/\{#([\w-]+)/g)].map(([, id]) => id),
    ...[...lesson.matchAll(/^#+ (.*)$/gm)].map(([, text = ""]) => slugOf(text)),
  ]);
  let id = name;
  for (let n = 2; taken.has(id); n++) id = `${name}-${n}`;
  return `${lesson.trimEnd()}\n\n::exercise{#${id} exercise="${name}"}\n`;
}

/** Close enough to the ids of headings. */
const slugOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .replaceAll(" ", "-");
