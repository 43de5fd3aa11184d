/** Compiles one lesson file to data: front matter, blocks, headings, links. */
import type { Root } from "mdast";
import { buildBlocks } from "./build-blocks.ts";
import { parseYaml } from "./front-matter.ts";
import type { Highlight } from "./highlight.ts";
import { rewriteLinks } from "./links.ts";
import type { PageLinks } from "./links.ts";
import { parseMarkdown, spanOf } from "./markdown.ts";
import { suggest } from "../course/problem.ts";
import type { SourceFile } from "../course/problem.ts";
import type { ProgramUse } from "./programs.ts";
import { checkProse } from "./prose.ts";
import { renderSlots } from "./render.ts";
import { LessonFrontMatter } from "./schemas.ts";
import { checkStructure } from "./structure.ts";
import type { Glossary } from "./glossary.ts";
import { linkTerms } from "./terms.ts";
import type { TermUse } from "./terms.ts";
import { flatBlocks } from "../course/flat-blocks.ts";
import type { Block, TaskMeta, WrittenLesson } from "../course/types.ts";
import type * as v from "valibot";

export interface CompiledLesson extends PageLinks {
  /** null if its front matter is unreadable */
  lesson: WrittenLesson | null;
  /** Ids that a link can point at: headings and blocks; null if a mistake has cut the page up. */
  anchors: Set<string> | null;
  /** Ids of the exercises in it. */
  exercises: Set<string>;
  terms: TermUse[];
  /** Files of its drawings and programs. */
  beside: Set<string>;
  programs: readonly ProgramUse[];
}

export interface LessonContext {
  weekId: string;
  lessonId: string;
  /** Exercise id -> title. */
  exercises: ReadonlyMap<string, string>;
  glossary: Glossary;
  highlight: Highlight;
  /** The SVG files in its folder, by their paths from the repository's root. */
  drawings: ReadonlyMap<string, SourceFile>;
  /** The Rust programs in its folder, likewise. */
  programs: ReadonlyMap<string, SourceFile>;
  /** The YAML files in its folder, likewise: designs for the studio. */
  designs: ReadonlyMap<string, SourceFile>;
}

/** Never throws: every mistake in the text is reported to `source`. */
export function compileLesson(source: SourceFile, context: LessonContext): CompiledLesson {
  const { weekId, lessonId } = context;
  const tree = parseMarkdown(source.text);
  const meta = readFrontMatter(tree, source, LessonFrontMatter);
  const structure = checkStructure(tree, source);
  checkProse(tree, source, structure);
  const found = rewriteLinks(tree, source, { folder: weekId, self: `${weekId}/${lessonId}`, on: "lesson" });
  const terms = linkTerms(tree, source, context.glossary, "../../");
  const layout = buildBlocks(tree.children, {
    source,
    weekId,
    page: meta?.kind ?? null,
    exercises: context.exercises,
    unclosed: structure.unclosed,
    drawings: context.drawings,
    programs: context.programs,
    designs: context.designs,
  });
  const rendered = renderSlots(layout.slots, context.highlight);
  const blocks = layout.blocks.map((finish) => finish());
  if (rendered.footnotesHtml !== "") blocks.push({ kind: "html", html: rendered.footnotesHtml });

  const anchors = new Set(rendered.headings.map((heading) => heading.id));
  for (const [id, span] of layout.ids) {
    if (anchors.has(id))
      source.report("duplicate-id", span, `duplicate id "${id}"; a heading already has it`, "choose another");
    anchors.add(id);
  }
  const journals = flatBlocks(blocks).flatMap((block) => (block.kind === "journal" ? [block.id] : []));
  // A block that is not one may be the entry.
  if (!source.isCutUp)
    for (const [id, span] of layout.journalsFilled)
      if (!journals.includes(id))
        source.report("no-journal", span, `this lesson has no journal entry "${id}"`, suggest(id, journals));
  const headings = rendered.headings.flatMap(({ depth, id, text }) =>
    depth === 2 || depth === 3 ? [{ depth, id, text } as const] : [],
  );
  const lesson: WrittenLesson | null = meta && {
    id: lessonId,
    weekId,
    ...meta,
    tasks: tasksOf(blocks),
    blocks,
    headings,
  };
  return {
    lesson,
    anchors: source.isCutUp ? null : anchors,
    exercises: layout.exercisesUsed,
    beside: new Set([...layout.drawingsUsed, ...layout.programsUsed]),
    programs: layout.programs,
    terms,
    ...found,
  };
}

/** The front matter of a lesson or week; reports a missing one. */
export function readFrontMatter<E extends v.ObjectEntries>(
  tree: Root,
  source: SourceFile,
  schema: v.ObjectSchema<E, undefined>,
): v.InferOutput<v.ObjectSchema<E, undefined>> | null {
  const [first] = tree.children;
  if (first?.type !== "yaml") {
    const keys = Object.keys(schema.entries).join(", ");
    if (/^---[ \t]*\n/.test(source.text)) {
      const dots = /^\.\.\.[ \t]*$/m.exec(source.text)?.index;
      const [place, help] =
        dots === undefined
          ? [source.lineAt(0), "add a line `---` after its last key"]
          : [source.lineAt(dots), "close it with `---`, not with `...`"];
      source.report("front-matter", place, "the front matter is never closed", help);
      source.cutUp();
      return null;
    }
    const near = nearFrontMatter(source);
    if (near !== undefined) {
      source.report("front-matter", source.lineAt(near.at), near.message, near.help);
      source.cutUp();
      return null;
    }
    source.report(
      "front-matter",
      source.lineAt(0),
      source.text.trim() === "" ? "the file is empty" : "the file has no front matter",
      `start it with \`---\`, then ${keys}, then \`---\``,
    );
    if (source.text.trim() === "") source.cutUp();
    return null;
  }
  const span = spanOf(first);
  const start = source.lineAt(span.start).end + 1;
  return parseYaml(source, { start, end: Math.max(start, source.lineAt(span.end).start) }, schema);
}

/** What was meant as front matter, in its first line that is not empty. */
function nearFrontMatter({ text }: SourceFile): { at: number; message: string; help: string } | undefined {
  const [blank = "", first = ""] = /^(\s*)(.*)/.exec(text)?.slice(1) ?? [];
  if (blank !== "" && /^---[ \t]*$/.test(first))
    return {
      at: 0,
      message: "front matter starts in the first line of the file",
      help: `remove ${blank.includes("\n") ? "what is above" : "the space before"} \`---\``,
    };
  const at = blank.length;
  if (/^\+{3}[ \t]*$/.test(first))
    return {
      at,
      message: "the front matter is not YAML",
      help: "write it between `---` lines, as `key: value`",
    };
  if (/^(-{2}|-{4,}|[–—]+-*)[ \t]*$/.test(first) && /^[ \t]*\w+:/m.test(text.slice(at).split("\n")[1] ?? ""))
    return { at, message: "front matter starts with three dashes", help: "write `---`" };
  return undefined;
}

/** The lesson's tasks, in page order. */
function tasksOf(blocks: readonly Block[]): TaskMeta[] {
  return flatBlocks(blocks).flatMap((block): TaskMeta[] => {
    switch (block.kind) {
      case "question":
      case "prediction":
      case "journal":
      case "blocking-lab":
      case "console":
        return [{ id: block.id, kind: block.kind, title: block.title }];
      case "exercise":
      case "capstone":
        return [{ id: block.id, kind: block.kind, title: block.title, exercise: block.exercise }];
      case "latencies":
        return [{ id: block.id, kind: block.kind, title: block.title, ...journalOf(block) }];
      case "studio":
        return [
          {
            id: block.id,
            kind: block.kind,
            title: block.title,
            requires: block.requires,
            ...journalOf(block),
          },
        ];
      case "predict-next":
        return [{ id: block.id, kind: block.kind, title: block.title, rounds: block.rounds }];
      case "html":
      case "note":
      case "reading":
      case "correction":
      case "drawing":
      case "explorer":
      case "wake-walk":
      case "take-along":
        return [];
    }
  });
}

const journalOf = ({ journal }: { journal?: string }): Pick<TaskMeta, "journal"> =>
  journal === undefined ? {} : { journal };
