/** What may stand in front matter and in the YAML files: the schemas that check it and that AUTHORING.md is held to. */
import * as v from "valibot";

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export const Id = v.pipe(v.string(), v.regex(KEBAB, "must be kebab-case: a-z, 0-9 and single dashes"));
export const Text = v.pipe(v.string(), v.trim(), v.minLength(1, "must not be empty"));
export const Minutes = v.pipe(
  v.number(),
  v.integer("must be a whole number of minutes"),
  v.minValue(1, "must be at least 1 minute"),
  v.maxValue(600, "must be at most 600 minutes"),
);

const JavaScriptName = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z_$][\w$]*$/, "must be a name that a module can export"),
);
/** `gather` of the same week, or `week-01/gather`. */
export const ExerciseRef = v.pipe(
  v.string(),
  v.regex(/^([a-z0-9-]+\/)?[a-z][a-z0-9-]*$/, 'must be an exercise\'s name, "gather" or "week-01/gather"'),
);

export const CourseFile = v.object({
  title: Text,
  tagline: Text,
  weeks: v.pipe(
    v.array(v.object({ id: Id, lessons: v.pipe(v.array(Id), v.minLength(1, "must name a lesson")) })),
    v.minLength(1, "must name a week"),
  ),
});

export const WeekFrontMatter = v.object({ title: Text, subtitle: Text });

export const LessonFrontMatter = v.object({
  kind: v.picklist(["day", "capstone"], 'must be "day" or "capstone"'),
  label: Text,
  title: Text,
  summary: Text,
  minutes: Minutes,
});

export const ExerciseFile = v.object({
  title: Text,
  summary: Text,
  exports: v.pipe(v.array(JavaScriptName), v.minLength(1, "must name what the learner's module exports")),
  minutes: Minutes,
  uses: v.optional(v.array(ExerciseRef), []),
});
