/** A renaming or removal in course.yaml: its list, and the aliases under which learners' work is found again. */
import { isMap, isScalar, isSeq, parseDocument } from "yaml";
import type { Document, YAMLMap, YAMLSeq } from "yaml";
import type { Renaming } from "./rename-edit.ts";

const SECTION = { week: "weeks", day: "lessons", exercise: "exercises" } as const;

const printed = (document: Document): string =>
  document.toString({ lineWidth: 0, flowCollectionPadding: false });

export function withNewName(course: string, { what, from, to }: Renaming): string {
  const document = parseDocument(course);
  if (what === "week") weekOf(document, from)?.set("id", to);
  if (what === "day") {
    const [week = "", name] = from.split("/");
    const item = lessonsOf(document, week)?.items.find((each) => isScalar(each) && each.value === name);
    if (isScalar(item)) item.value = to.split("/")[1];
  }
  const isInWeek = what === "week" && `${from}/`;
  for (const aliases of sectionsOf(document))
    for (const { key, value } of aliases.items) {
      const today = String(value);
      if (isInWeek && today.startsWith(isInWeek)) aliases.set(key, `${to}/${today.slice(isInWeek.length)}`);
    }
  const path = ["aliases", SECTION[what]];
  const own = document.getIn(path);
  if (isMap(own)) for (const { key, value } of own.items) if (String(value) === from) own.set(key, to);
  // It has its earlier name back.
  if (document.hasIn([...path, to])) document.deleteIn([...path, to]);
  document.setIn([...path, from], to);
  return printed(document);
}

/** Without its entry, and without the aliases that lead to it. */
export function withoutEntry(course: string, what: Renaming["what"], id: string): string {
  const document = parseDocument(course);
  const weeks = document.get("weeks");
  const [week = "", name] = id.split("/");
  if (what === "week" && isSeq(weeks))
    weeks.items = weeks.items.filter((item) => item !== weekOf(document, id));
  const lessons = lessonsOf(document, week);
  if (what === "day" && lessons)
    lessons.items = lessons.items.filter((item) => !isScalar(item) || item.value !== name);
  for (const aliases of sectionsOf(document))
    aliases.items = aliases.items.filter(({ value }) => {
      const today = String(value);
      const isOther = what !== "week" && aliases !== document.getIn(["aliases", SECTION[what]]);
      return isOther || !(today === id || (what === "week" && today.startsWith(`${id}/`)));
    });
  for (const section of Object.values(SECTION)) {
    const aliases = document.getIn(["aliases", section]);
    if (isMap(aliases) && aliases.items.length === 0) document.deleteIn(["aliases", section]);
  }
  const all = document.get("aliases");
  if (isMap(all) && all.items.length === 0) document.delete("aliases");
  return printed(document);
}

/** Earlier ids, to refuse a name that still means something else. */
export function earlierNames(course: string, what: Renaming["what"]): Map<string, string> {
  const aliases = parseDocument(course).getIn(["aliases", SECTION[what]]);
  return new Map(isMap(aliases) ? aliases.items.map(({ key, value }) => [String(key), String(value)]) : []);
}

function weekOf(document: Document, id: string): YAMLMap | undefined {
  const weeks = document.get("weeks");
  const found = isSeq(weeks) ? weeks.items.find((item) => isMap(item) && item.get("id") === id) : undefined;
  return isMap(found) ? found : undefined;
}

function lessonsOf(document: Document, week: string): YAMLSeq | undefined {
  const lessons = weekOf(document, week)?.get("lessons");
  return isSeq(lessons) ? lessons : undefined;
}

function sectionsOf(document: Document): YAMLMap[] {
  return Object.values(SECTION).flatMap((section) => {
    const aliases = document.getIn(["aliases", section]);
    return isMap(aliases) ? [aliases] : [];
  });
}
