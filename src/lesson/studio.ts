/** `studio.yaml`: where the lessons explain each rule of the task studio. */
import * as v from "valibot";
import type { CourseFiles } from "./files.ts";
import { parseYaml } from "./front-matter.ts";
import type { CourseLink } from "./links.ts";
import { SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import type { RulePlace } from "../course/types.ts";
import { RULE_NAMES } from "../recording/studio/lints.ts";
import type { Rule } from "../recording/studio/lints.ts";

export const STUDIO = "lessons/studio.yaml";

const Place = v.pipe(
  v.string(),
  v.regex(
    /^[a-z0-9-]+\/[a-z0-9-]+(?:#[a-z0-9-]+)?$/,
    "must be a lesson, perhaps with a heading, `week-01/day-1#the-worker-loop`",
  ),
  v.description("lesson and heading that explain it, `week-01/day-1#the-worker-loop`"),
);
export const StudioFile = v.object(
  Object.fromEntries(RULE_NAMES.map((rule) => [rule, v.optional(Place)])) as Record<
    Rule,
    v.OptionalSchema<typeof Place, undefined>
  >,
);

export type RulePlaces = Partial<Record<Rule, RulePlace>>;

/** A course without the file has no places. */
export function readStudio(
  files: CourseFiles,
  problems: Problem[],
): { places: RulePlaces; links: CourseLink[] } {
  const text = files.get(STUDIO);
  if (typeof text !== "string") return { places: {}, links: [] };
  const source = new SourceFile(STUDIO, text, problems);
  const file = parseYaml(source, { start: 0, end: text.length }, StudioFile) ?? {};
  const places: RulePlaces = {};
  const links: CourseLink[] = [];
  for (const [rule, place] of Object.entries(file) as [Rule, string | undefined][]) {
    if (place === undefined) continue;
    const [target = "", anchor = ""] = place.split("#");
    places[rule] = { lesson: target, anchor };
    const start = text.indexOf(place, text.search(new RegExp(`^${rule}:`, "m")));
    links.push({ source, span: { start, end: start + place.length }, target, anchor });
  }
  return { places, links };
}
