/** Makes the reference pages in `docs/` from the doc comments of the sources: nothing on them is written by hand twice. */
import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { exportsOf, modulesOf, openingOf, type Declared } from "./declarations.ts";

const LEARNER_API = "src/runtime/learner-api.d.ts";
const RUNTIME = "src/runtime/index.ts";
/** The last module there only types the exercises of Week 1. */
const NOT_IMPORTED = new Set(["exercises"]);

interface Section {
  title: string;
  says: string;
  /** File -> the exports to show, in this order. */
  from: Readonly<Record<string, readonly string[]>>;
}

/** What a check is made of. */
const OF_CHECKS: readonly Section[] = [
  {
    title: "A check",
    says: "An exercise's file in `harness/` exports one `ExerciseChecks`, which `harness/index.ts` lists.",
    from: {
      "harness/check.ts": [
        "ExerciseChecks",
        "Check",
        "Learner",
        "fail",
        "FailureDetails",
        "Tools",
        "ScriptPosition",
      ],
    },
  },
  {
    title: "Messages",
    says: "What a failed check says holds the learner's values. Format them with these: a value of the learner's may be anything, and its own `toString` is their code.",
    from: { "harness/show.ts": ["show", "kindOf"], "src/lib/words.ts": ["counted", "thousands", "capital"] },
  },
  {
    title: "Many cases",
    says: "A check that tries many cases generates them from a fixed seed, and shows the smallest one that fails.",
    from: { "harness/random.ts": ["Random"], "harness/smallest.ts": ["smallest"] },
  },
  {
    title: "The runtime",
    says: "The model of tokio in `src/runtime`, on which the learner's futures run. Time is virtual: it jumps to the next timer when nothing else can run, so a check of an hour takes no time and always gives the same.",
    from: {
      "src/runtime/builder.ts": ["Builder"],
      "src/runtime/runtime.ts": ["Runtime"],
      "src/runtime/handle.ts": ["Metrics"],
      "src/runtime/errors.ts": ["ParkedForever", "ParkedTask", "PollLimit"],
    },
  },
];

const read = (root: string, path: string): string => readFileSync(`${root}/${path}`, "utf8");

/** @param root of the project, without the last slash @returns path -> markdown */
export async function referencePages(root: string): Promise<Map<string, string>> {
  const pages = { "docs/learner-api.md": learnerApi(root), "docs/checks-api.md": checksApi(root) };
  const formatted = Object.entries(pages).map(async ([path, text]): Promise<[string, string]> => [
    path,
    await formattedPage(root, path, text),
  ]);
  return new Map(await Promise.all(formatted));
}

/** Formats the declarations, and leaves the comments' own examples alone: out of their function, `yield*` would be a product. */
async function formattedPage(root: string, path: string, text: string): Promise<string> {
  const options = await resolveConfig(`${root}/${path}`);
  const codes = await Promise.all(
    [...text.matchAll(DECLARATION)].map(([, code = ""]) =>
      format(code, { ...options, parser: "typescript" }),
    ),
  );
  const whole = text.replace(DECLARATION, () => `\`\`\`ts\n${codes.shift()}\`\`\``);
  return format(whole, { ...options, parser: "markdown", embeddedLanguageFormatting: "off" });
}

/** A fence until its code is formatted. */
const DECLARATION = /```ts declaration\n([^]*?)\n```/g;

function learnerApi(root: string): string {
  const text = read(root, LEARNER_API);
  const modules = modulesOf(LEARNER_API, text).filter(({ name }) => !NOT_IMPORTED.has(name));
  return [
    madeFrom([LEARNER_API]),
    "# What learner code may import",
    openingOf(text),
    "The runtime that checks use, and what else they may import, is in [checks-api.md](checks-api.md).",
    ...modules.flatMap(({ name, declared, passedOn }) => [
      `## \`${name}\``,
      ...passedOn.map((each) => `\`${each.name}\` is that of \`${each.from}\`.`),
      ...declared.map(entry),
    ]),
  ].join("\n\n");
}

function checksApi(root: string): string {
  const sources = OF_CHECKS.flatMap(({ from }) => Object.keys(from));
  return [
    madeFrom(sources),
    "# What checks may use",
    "Paths are from the root of the project; a check imports them by a relative path, and its own files. [AUTHORING.md](../AUTHORING.md#checks) says how to write one.",
    ...OF_CHECKS.flatMap(({ title, says, from }) => [
      `## ${title}`,
      says,
      ...Object.entries(from).flatMap(([path, names]) => sectionOf(root, path, names)),
    ]),
    learnerNames(root),
  ].join("\n\n");
}

/** @throws if the file exports no such name, or the runtime does not pass it on */
function sectionOf(root: string, path: string, names: readonly string[]): string[] {
  const text = read(root, path);
  const all = exportsOf(path, text);
  const entries = names.map((name) => {
    const found = all.find((each) => each.name === name);
    if (!found) throw new Error(`${path} exports no ${name}`);
    return entry(found);
  });
  const isRuntime = path.startsWith("src/runtime/");
  for (const name of names) if (isRuntime) assertPassedOn(root, name);
  const from = `From \`${isRuntime ? RUNTIME : path}\`: ${names.map((name) => `\`${name}\``).join(", ")}.`;
  return [isRuntime ? from : `${from} ${openingOf(text)}`, ...entries];
}

function learnerNames(root: string): string {
  const modules = modulesOf(LEARNER_API, read(root, LEARNER_API)).filter(
    ({ name }) => !/^(exercises|std\/thread)$/.test(name),
  );
  const names = modules.flatMap(({ declared }) => declared.map(({ name }) => name));
  const passedOn = [...new Set(names)].filter((name) => isPassedOn(root, name)).toSorted();
  return `\`${RUNTIME}\` exports these of the [learner API](learner-api.md) too: ${passedOn.map((name) => `\`${name}\``).join(", ")}.`;
}

function assertPassedOn(root: string, name: string): void {
  if (!isPassedOn(root, name)) throw new Error(`${RUNTIME} does not export ${name}`);
}

const isPassedOn = (root: string, name: string): boolean =>
  new RegExp(`^export (type )?(\\{[^}]*\\b${name}\\b[^}]*\\}|\\* as ${name}) from`, "m").test(
    read(root, RUNTIME),
  );

const entry = ({ name, doc, code }: Declared): string =>
  [`### \`${name}\``, inProse(doc), `\`\`\`ts declaration\n${code}\n\`\`\``]
    .filter((part) => part !== "")
    .join("\n\n");

/** `@param n` and `@throws` as a list. */
const inProse = (doc: string): string =>
  doc.replace(/^@(param|returns|throws) ?(.*)$/gm, (_, tag: string, rest: string) => {
    const [, name, says] = /^(\w+) (.*)$/.exec(rest) ?? [];
    return tag === "param" && name ? `- \`${name}\`: ${says}` : `- ${tag} ${rest}`;
  });

const madeFrom = (paths: readonly string[]): string =>
  `<!-- Made from the comments in ${paths.join(", ")}: change them there, then run \`npx vitest run tools/reference -u\`. -->`;
