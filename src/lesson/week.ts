/** Compiles a week's own text, `week.md`: why this week, and what it feeds into. */
import type { Root, RootContent } from "mdast";
import { buildBlocks } from "./build-blocks.ts";
import type { Highlight } from "./highlight.ts";
import { readFrontMatter } from "./lesson.ts";
import { rewriteLinks } from "./links.ts";
import type { PageLinks } from "./links.ts";
import { isDefinition, parseMarkdown, spanOf, textOf } from "./markdown.ts";
import type { SourceFile } from "../course/problem.ts";
import { checkProse } from "./prose.ts";
import { renderSlots } from "./render.ts";
import type { Slot } from "./render.ts";
import { WeekFrontMatter } from "./schemas.ts";
import { checkStructure } from "./structure.ts";
import type { Glossary } from "./glossary.ts";
import { linkTerms } from "./terms.ts";
import type { TermUse } from "./terms.ts";
import type { Block, Week, WeekText } from "../course/types.ts";

const WHY = "Why this week";
const FEEDS = "Feeds into";

export interface CompiledWeek extends PageLinks {
  text: Pick<Week, "label" | "title" | "subtitle" | "hours"> & WeekText;
  /** Ids that links can target; null if a mistake has cut the text up. */
  anchors: Set<string> | null;
  terms: TermUse[];
}

export function compileWeek(
  source: SourceFile,
  weekId: string,
  glossary: Glossary,
  highlight: Highlight,
): CompiledWeek {
  const tree = parseMarkdown(source.text);
  const meta = readFrontMatter(tree, source, WeekFrontMatter);
  const structure = checkStructure(tree, source);
  checkProse(tree, source, structure);
  const found = rewriteLinks(tree, source, { folder: weekId, self: `${weekId}/week`, on: "home" });
  const terms = linkTerms(tree, source, glossary, "./");
  const sections = sectionsOf(tree, source);

  const { unclosed } = structure;
  const context = {
    source,
    weekId,
    page: "week",
    exercises: new Map<string, string>(),
    unclosed,
    drawings: new Map<string, SourceFile>(),
    programs: new Map<string, SourceFile>(),
    designs: new Map<string, SourceFile>(),
  } as const;
  const why = buildBlocks(sections.get(WHY) ?? [], context);
  const feeds = feedsOf(sections.get(FEEDS) ?? [], source);
  const slots = [...why.slots, ...feeds];
  const { footnotesHtml } = renderSlots(slots, highlight, tree.children.filter(isDefinition));
  const blocks = why.blocks.map((finish) => finish()).filter(isText);
  if (footnotesHtml !== "") blocks.push({ kind: "html", html: footnotesHtml });
  return {
    text: {
      label: meta?.label ?? `Week ${Number(weekId.replace(/\D+/g, ""))}`,
      title: meta?.title ?? weekId,
      subtitle: meta?.subtitle ?? "",
      ...(meta?.hours !== undefined && { hours: meta.hours }),
      why: blocks,
      feedsInto: feeds.map(({ html }) => html),
    },
    anchors: source.isCutUp ? null : new Set(why.ids.keys()),
    terms,
    ...found,
  };
}

function isText(block: Block): block is WeekText["why"][number] {
  return ["html", "note", "reading", "correction"].includes(block.kind);
}

/** Heading -> its content; reports any other heading, and text above the first. */
function sectionsOf(tree: Root, source: SourceFile): Map<string, RootContent[]> {
  const sections = new Map<string, RootContent[]>();
  let section: RootContent[] | undefined;
  for (const node of tree.children) {
    if (node.type === "heading" && node.depth === 2) {
      const name = textOf(node);
      section = [];
      sections.set(name, section);
      if (name === WHY || name === FEEDS) continue;
      const help = `its sections are: ${WHY}, ${FEEDS}`;
      source.report("week-section", spanOf(node), `week.md has no section "${name}"`, help);
    } else if (isDefinition(node)) {
      continue;
    } else if (section !== undefined) {
      section.push(node);
    } else if (node.type !== "yaml" && node.type !== "html" && node.type !== "heading") {
      source.report(
        "week-section",
        source.lineAt(spanOf(node).start),
        "this text is outside the sections",
        `start with \`## ${WHY}\``,
      );
    }
  }
  for (const name of [WHY, FEEDS]) {
    if (sections.has(name)) continue;
    source.report("week-section", source.lineAt(0), `the section "${name}" is missing`, `add \`## ${name}\``);
  }
  return sections;
}

/** Each item of the list opens with what it feeds into, in bold. */
function feedsOf(nodes: readonly RootContent[], source: SourceFile): Slot[] {
  for (const node of nodes) {
    if (node.type === "list") continue;
    const line = source.lineAt(spanOf(node).start);
    source.report("week-section", line, `"${FEEDS}" is a list`, "write `- **Week 3** …`");
  }
  const items = nodes.flatMap((node) => (node.type === "list" ? node.children : []));
  return items.flatMap((item) => {
    const [first] = item.children;
    const strong = first?.type === "paragraph" ? first.children[0] : undefined;
    if (first?.type !== "paragraph" || strong?.type !== "strong") {
      const line = source.lineAt(spanOf(item).start);
      source.report(
        "week-section",
        line,
        "this item does not say into what it feeds",
        "start it with `**Week 3**`",
      );
      return [];
    }
    return [{ nodes: item.children, inline: true, html: "" }];
  });
}
