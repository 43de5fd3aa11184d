/** Builds the search index: every lesson, heading, correction and task, with its visible words. */
import MiniSearch from "minisearch";
import { EXPLORER_PAGE } from "../course/fragment.ts";
import { SEARCH_OPTIONS, type Place, type SearchData } from "../course/search.ts";
import type { Block, Course, Lesson } from "../course/types.ts";
import { flatBlocks } from "../course/flat-blocks.ts";
import type { Term } from "./glossary.ts";
import { escapeHtml } from "../lib/escape.ts";
import { plainHtml } from "../lib/plain-html.ts";

export function searchData(
  course: Course,
  lessons: Iterable<Lesson>,
  terms: readonly Term[] = [],
): SearchData {
  const all = [...lessons];
  const index = new MiniSearch<Place>(SEARCH_OPTIONS);
  index.addAll([
    ...TOOLS,
    ...course.weeks.flatMap(placesOfWeek),
    ...all.flatMap(placesOf),
    ...terms.map(placeOfTerm),
  ]);
  const rules: SearchData["rules"] = {};
  for (const lesson of all)
    for (const block of flatBlocks(lesson.blocks))
      if (block.kind === "predict-next")
        for (const rule of block.rules)
          rules[rule] ??= { href: `${pageOf(lesson)}#${block.id}`, where: nameOf(lesson) };
  return { index: index.toJSON(), rules };
}

/** The pages that belong to no lesson. */
const TOOLS: readonly Place[] = [
  {
    href: `/${EXPLORER_PAGE}/`,
    title: "Scheduler explorer",
    where: "Explorer",
    text: "Write an async program, or choose one from the gallery, and watch tokio's scheduler poll it, step by step.",
  },
  {
    href: "/studio/",
    title: "Task studio",
    where: "Studio",
    text: "Draw the task architecture of a service before you write it: tasks, channels, locks, owners. Lint the design, put it under load, sweep the rate to its knee, and save it as a Rust project, YAML, SVG or Mermaid.",
  },
];

const pageOf = ({ weekId, id }: Lesson): string => `/${weekId}/${id}/`;
const nameOf = ({ label, title }: Lesson): string => `${label}: ${title}`;

export function placesOf(lesson: Lesson): Place[] {
  const page = pageOf(lesson);
  const top: Place = { href: page, title: nameOf(lesson), where: "Lesson", text: lesson.summary };
  return sectioned(top, page, nameOf(lesson), lesson.blocks);
}

function placesOfWeek({ id, title, subtitle, why = [], feedsInto = [] }: Course["weeks"][number]): Place[] {
  const page = `/${id}/`;
  const text = [subtitle, ...feedsInto.map(words)].join(" ");
  return sectioned({ href: page, title, where: "Week", text }, page, title, why);
}

const placeOfTerm = ({ id, name, also, means }: Term): Place => ({
  href: `/glossary/#${id}`,
  title: name,
  where: "Glossary",
  text: [means.replaceAll("`", ""), ...also].join(" "),
});

/** Text belongs to the heading above it; a block with its own anchor is its own place. */
function sectioned(top: Place, page: string, where: string, blocks: readonly Block[]): Place[] {
  const places = [top];
  let section = top;
  for (const block of blocks.flatMap(opened)) {
    if (block.kind === "html")
      for (const part of block.html.split(/(?=<h[2-4][^>]* id=")/)) {
        const [heading, anchor, title = ""] =
          /^<h[2-4][^>]* id="([^"]+)"[^>]*>([^]*?)<\/h[2-4]>/.exec(part) ?? [];
        if (heading !== undefined) {
          section = { href: `${page}#${anchor}`, title: words(title), where, text: "" };
          places.push(section);
        }
        section.text += ` ${words(part.slice(heading?.length ?? 0))}`;
      }
    else if ("id" in block)
      places.push({ href: `${page}#${block.id}`, title: titleOf(block), where, text: textOf(block) });
    else section.text += ` ${block.title} ${textOf(block)}`;
  }
  return places.map((place) => ({ ...place, text: place.text.trim() }));
}

/** A part that may be opened, as it reads when it is open. */
function opened(block: Block): Exclude<Block, { kind: "deeper" }>[] {
  if (block.kind !== "deeper") return [block];
  return [{ kind: "html", html: `<p>${escapeHtml(block.title)}</p>` }, ...flatBlocks(block.blocks)];
}

const titleOf = (block: Extract<Block, { id: string }>): string =>
  block.kind === "correction" ? `Correction: ${block.belief}` : block.title;

function textOf(block: Exclude<Block, { kind: "deeper" }>): string {
  const html = "html" in block ? block.html : "";
  return words(
    block.kind === "prediction" ? `${html} ${block.choices.map((choice) => choice.html).join(" ")}` : html,
  );
}

/** Tags separate words. */
const words = (html: string): string =>
  plainHtml(html.replace(/<\/(p|li|td|th|pre|h\d|blockquote)>/g, " "))
    .replaceAll("`", "")
    .replace(/\s+/g, " ")
    .trim();
