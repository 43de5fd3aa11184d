/** Finds what a renamed week, lesson or exercise is called now; `course rename` writes the earlier ids into course.yaml. */

/** Earlier id -> the id of today. */
type Renamed = Readonly<Record<string, string>>;

export interface Aliases {
  weeks: Renamed;
  lessons: Renamed;
  exercises: Renamed;
}

export const NO_ALIASES: Aliases = { weeks: {}, lessons: {}, exercises: {} };

/** A lesson and an exercise may have the same id. */
export type Named = "lessons" | "exercises";

/** @param id of a lesson or exercise, or of something in it: `week-01/day-2/invariant`, `week-01/gather#rust` */
export function currentId(aliases: Aliases, of: Named, id: string): string {
  const [, week, name, rest = ""] = /^([^/#]+)\/([^/#]+)([^]*)$/.exec(id) ?? [];
  if (week === undefined) return id;
  const renamed = aliases[of];
  const today = own(aliases.weeks, week) ?? week;
  return (own(renamed, `${week}/${name}`) ?? own(renamed, `${today}/${name}`) ?? `${today}/${name}`) + rest;
}

/** @param path without the base: `/week-01/day-2/` */
export function currentPath(aliases: Aliases, path: string): string {
  const [, week, rest = ""] = /^\/([^/]+)([^]*)$/.exec(path) ?? [];
  if (week === undefined) return path;
  return /^\/[^/]/.test(rest)
    ? `/${currentId(aliases, "lessons", path.slice(1))}`
    : `/${own(aliases.weeks, week) ?? week}${rest}`;
}

/** Every earlier id of a lesson or exercise. @param id its id of today, `week-01/day-2` */
export function earlierIds(aliases: Aliases, of: Named, id: string): string[] {
  const renamed = Object.keys(aliases[of]).filter((key) => aliases[of][key] === id);
  const elsewhere = [id, ...renamed].flatMap((each) => {
    const [week = "", name = ""] = each.split("/");
    return earlierWeeks(aliases, week).map((old) => `${old}/${name}`);
  });
  return [...new Set([...renamed, ...elsewhere])].filter(
    (old) => old !== id && currentId(aliases, of, old) === id,
  );
}

export const earlierWeeks = (aliases: Aliases, week: string): string[] =>
  Object.keys(aliases.weeks).filter((old) => aliases.weeks[old] === week);

const own = (renamed: Renamed, key: string): string | undefined =>
  Object.hasOwn(renamed, key) ? renamed[key] : undefined;
