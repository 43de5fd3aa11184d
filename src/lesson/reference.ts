/** Generates the tables of AUTHORING.md from the schemas that check the lessons. */
import * as v from "valibot";
import { attributes, blockSpecs, mayBeOn, mayHold } from "./blocks.ts";
import type { BlockName } from "./blocks.ts";
import { languages } from "./languages.ts";
import { countingRules, gradingRules, readingRules, rules } from "../course/rules.ts";
import { StudioFile } from "./studio.ts";
import { CourseFile, ExerciseFile, GlossaryFile, LessonFrontMatter, WeekFrontMatter } from "./schemas.ts";
import { capital } from "../lib/words.ts";

type ObjectOf = v.ObjectSchema<v.ObjectEntries, undefined>;

/** Section name -> markdown; in AUTHORING.md a section is between `<!-- name -->` and `<!-- /name -->`. */
function referenceSections(): Record<string, string> {
  return {
    "course.yaml": keyTable(CourseFile),
    "week.md": keyTable(WeekFrontMatter),
    lesson: keyTable(LessonFrontMatter),
    "exercise.yaml": keyTable(ExerciseFile),
    "glossary.yaml": keyTable(GlossaryFile),
    "studio.yaml": keyTable(StudioFile),
    places: placesTable(),
    blocks: (Object.keys(blockSpecs) as BlockName[]).map(blockSection).join("\n\n"),
    languages: Object.keys(languages)
      .map((language) => `\`${language}\``)
      .join(", "),
    rules: table(
      ["name", "what it means"],
      Object.entries({ ...rules, ...readingRules, ...countingRules, ...gradingRules }).map(
        ([rule, meaning]) => [`\`${rule}\``, meaning],
      ),
    ),
  };
}

/** `text` with every section as the schemas have it. */
export function withReference(text: string): string {
  let result = text;
  for (const [name, section] of Object.entries(referenceSections())) {
    const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const start = result.indexOf(open);
    const end = result.indexOf(close);
    if (start === -1 || end === -1) throw new Error(`AUTHORING.md has no section ${open}`);
    result = `${result.slice(0, start + open.length)}\n\n${section}\n\n${result.slice(end)}`;
  }
  return result;
}

/** Where each block may be, and what may be in it. */
function placesTable(): string {
  const names = Object.keys(blockSpecs) as BlockName[];
  const yes = (may: boolean): string => (may ? "yes" : "–");
  const rows = names.map((name) => {
    const outer = names.find((each) => blockSpecs[each].inside.includes(name));
    const { form, inside } = blockSpecs[name];
    const on = (["day", "capstone", "week"] as const).map((page) =>
      outer === undefined ? yes(mayBeOn(page, name)) : "–",
    );
    const within = outer ?? (mayHold("deeper", name) ? "deeper" : undefined);
    const holds =
      name === "deeper"
        ? "text, and blocks with a yes here"
        : ["text", ...inside.map((each) => `\`${each}\``)].join(", ");
    return [
      `\`${name}\``,
      ...on,
      within === undefined ? "–" : `\`${within}\``,
      form === "leaf" ? "nothing: it is one line" : holds,
    ];
  });
  return table(["block", "in a day", "in a capstone", "in `week.md`", "in another block", "holds"], rows);
}

function blockSection(name: BlockName): string {
  const { purpose, example } = blockSpecs[name];
  const keys = Object.entries(attributes[name].entries).map(([key, schema]: [string, v.GenericSchema]) => {
    const written = key === "id" ? "`#id`" : `\`${key}\``;
    return `${written} (${describe(schema)}${isOptional(schema) ? ", optional" : ""})`;
  });
  const takes = keys.length === 0 ? "" : ` Takes ${keys.join(", ")}.`;
  return `#### \`${name}\`\n\n${capital(purpose)}.${takes}\n\n\`\`\`\`text\n${example}\n\`\`\`\``;
}

function keyTable(schema: ObjectOf): string {
  const rows = Object.entries(schema.entries).map(([key, entry]: [string, v.GenericSchema]) => [
    `\`${key}\``,
    describe(entry),
    isOptional(entry) ? "no" : "yes",
  ]);
  return table(["key", "what it holds", "required"], rows);
}

/** @throws if a schema has no description for AUTHORING.md */
function describe(schema: v.GenericSchema): string {
  const inner = isOptional(schema) ? schema.wrapped : schema;
  const description = v.getDescription(inner);
  if (description === undefined) throw new Error(`a schema of type ${inner.type} has no description`);
  return description;
}

function isOptional(schema: v.GenericSchema): schema is v.OptionalSchema<v.GenericSchema, unknown> {
  return schema.type === "optional";
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
