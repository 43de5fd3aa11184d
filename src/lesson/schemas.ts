/** The schemas of front matter and the YAML files; AUTHORING.md is generated from them. */
import * as v from "valibot";
import { isIdentifier, isReserved } from "./names.ts";

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export const Id = v.pipe(
  v.string(),
  v.regex(KEBAB, "must be kebab-case: a-z, 0-9 and single dashes"),
  v.description("kebab-case"),
);
export const Text = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, "must not be empty"),
  v.regex(/^[^`]*$/, "is shown as plain text: remove the backticks"),
  v.check(
    (text) => !/^[“„«].*[”“»]$/.test(text),
    'is in typographic quotation marks, which would be shown: use ""',
  ),
  v.description("text"),
);
const Minutes = v.pipe(
  v.number(),
  v.integer("must be a whole number of minutes"),
  v.minValue(1, "must be at least 1 minute"),
  v.maxValue(600, "must be at most 600 minutes"),
  v.description("whole minutes, 1 to 600"),
);

const JavaScriptName = v.pipe(
  v.string(),
  v.check((name) => !isReserved(name), "must not be a reserved word in JavaScript"),
  v.check(isIdentifier, "must be a name that a module can export"),
);
/** `gather` of the same week, or `week-01/gather`. */
export const ExerciseRef = v.pipe(
  v.string(),
  v.regex(/^([a-z0-9-]+\/)?[a-z][a-z0-9-]*$/, 'must be an exercise\'s name, "gather" or "week-01/gather"'),
  v.description("`gather` of the same week, or `week-01/gather`"),
);

const PageRef = v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "must be an id, `week-01/day-1`"));
/** An entry of a list or map: a key that it does not have is reported with those that it has, which are the message. */
const Entry = <E extends v.ObjectEntries>(
  entries: E,
): v.StrictObjectSchema<E, v.ErrorMessage<v.StrictObjectIssue>> =>
  v.strictObject(entries, ({ expected, message }) =>
    expected === "never" ? Object.keys(entries).join() : message,
  );

/** Keys and values are ids of the same kind: earlier -> today. */
const Renamed = (id: typeof Id | typeof PageRef) => v.optional(v.record(id, id), {});

export const CourseFile = v.object({
  title: Text,
  tagline: Text,
  weeks: v.pipe(
    v.array(Entry({ id: Id, lessons: v.pipe(v.array(Id), v.minLength(1, "must name a lesson")) })),
    v.minLength(1, "must name a week"),
    v.description("list of weeks, each with its `id` and its list of `lessons`, in the order of the course"),
  ),
  aliases: v.optional(
    v.pipe(
      Entry({ weeks: Renamed(Id), lessons: Renamed(PageRef), exercises: Renamed(PageRef) }),
      v.description(
        "earlier ids of `weeks`, `lessons` and `exercises`, each with the id of today; `npx course rename` writes them",
      ),
    ),
  ),
});

export const WeekFrontMatter = v.object({
  label: v.optional(
    v.pipe(Text, v.description("the line above its title; left out, it is `Week 2` for `week-02`")),
  ),
  title: Text,
  subtitle: Text,
  hours: v.optional(
    v.pipe(
      v.number(),
      v.minValue(0.5, "must be at least half an hour"),
      v.maxValue(80, "must be at most 80 hours"),
      v.description("planned hours of the week, 0.5 to 80; authors see it beside the sum of its minutes"),
    ),
  ),
});

export const LessonFrontMatter = v.object({
  kind: v.pipe(
    v.picklist(["day", "capstone"], 'must be "day" or "capstone"'),
    v.description("`day` or `capstone`"),
  ),
  label: Text,
  title: Text,
  summary: Text,
  minutes: v.optional(
    v.pipe(Minutes, v.description("whole minutes, 1 to 600; left out, the page shows what is counted")),
  ),
});

export const GlossaryFile = v.object({
  terms: v.pipe(
    v.array(
      Entry({
        term: Text,
        also: v.optional(v.array(Text), []),
        lesson: v.pipe(v.string(), v.regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "must be a lesson, `week-01/day-1`")),
        means: v.pipe(v.string(), v.trim(), v.minLength(1, "must not be empty")),
      }),
    ),
    v.description(
      "list of terms, each with its `term`, other forms of it (`also`, optional), the `lesson` that introduces it, and what it `means`",
    ),
  ),
});

export const ExerciseFile = v.object({
  title: Text,
  summary: Text,
  exports: v.pipe(
    v.array(JavaScriptName),
    v.minLength(1, "must name the exports of the learner's module"),
    v.description("list of names that the learner's module must export"),
  ),
  minutes: Minutes,
  uses: v.optional(
    v.pipe(v.array(ExerciseRef), v.description("list of exercises that the learner's module can import")),
    [],
  ),
  overlaps: v.optional(
    v.pipe(
      v.array(
        Entry({
          checks: v.pipe(v.array(v.string()), v.minLength(1, "must name a check")),
          reason: Text,
          language: v.optional(v.picklist(["typescript", "rust"], 'must be "typescript" or "rust"')),
        }),
      ),
      v.description(
        "list of `checks` without a wrong answer that they alone kill, each with the `reason` to keep them, in one `language` only (`typescript`, `rust`) if it is given",
      ),
    ),
    [],
  ),
});
