/** A week's own text, `week.md`: why this week, and what it feeds into. */
import type { Paragraph, RootContent } from "mdast";
import type { Highlight } from "./highlight.ts";
import { readFrontMatter } from "./lesson.ts";
import { rewriteLinks } from "./links.ts";
import type { PageLinks } from "./links.ts";
import { parseMarkdown, spanOf, textOf } from "./markdown.ts";
import { readOpening } from "./opening.ts";
import type { SourceFile } from "./problem.ts";
import { checkProse } from "./prose.ts";
import { renderSlots } from "./render.ts";
import type { Slot } from "./render.ts";
import { WeekFrontMatter } from "./schemas.ts";
import type { Week } from "./types.ts";

const WHY = "Why this week";
const FEEDS = "Feeds into";

export interface CompiledWeek extends PageLinks {
  text: Pick<Week, "title" | "subtitle" | "whyHtml" | "feedsInto">;
}

export function compileWeek(source: SourceFile, weekId: string, highlight: Highlight): CompiledWeek {
  const tree = parseMarkdown(source.text);
  const meta = readFrontMatter(tree, source, WeekFrontMatter);
  checkProse(tree, source);
  const found = rewriteLinks(tree, source, { weekId, lessonId: null });

  const sections = new Map<string, RootContent[]>();
  let section: RootContent[] | undefined;
  for (const node of tree.children) {
    if (node.type === "heading" && node.depth === 2) {
      section = [];
      sections.set(textOf(node), section);
      if (![WHY, FEEDS].includes(textOf(node))) {
        source.report(
          "week-section",
          spanOf(node),
          `week.md has no section "${textOf(node)}"`,
          `its sections are: ${WHY}, ${FEEDS}`,
        );
      }
    } else if (node.type === "containerDirective" || node.type === "leafDirective") {
      const { span } = readOpening(source, spanOf(node).start);
      source.report("misplaced-block", span, "week.md holds text only", "move the block into a lesson");
    } else if (node.type !== "yaml" && section === undefined && node.type !== "html") {
      source.report(
        "week-section",
        spanOf(node),
        "this text stands in no section",
        `start with \`## ${WHY}\``,
      );
    } else {
      section?.push(node);
    }
  }
  for (const name of [WHY, FEEDS]) {
    if (!sections.has(name))
      source.report(
        "week-section",
        source.lineAt(0),
        `the section "${name}" is missing`,
        `add \`## ${name}\``,
      );
  }

  const why: Slot = { nodes: sections.get(WHY) ?? [], inline: false, html: "" };
  const feeds = feedsOf(sections.get(FEEDS) ?? [], source);
  renderSlots([why, ...feeds.map((feed) => feed.slot)], highlight);
  return {
    text: {
      title: meta?.title ?? weekId,
      subtitle: meta?.subtitle ?? "",
      whyHtml: why.html,
      feedsInto: feeds.map(({ title, slot }) => ({ title, html: slot.html })),
    },
    ...found,
  };
}

/** Each item of the list opens with what it feeds into, in bold. */
function feedsOf(nodes: readonly RootContent[], source: SourceFile): { title: string; slot: Slot }[] {
  const items = nodes.flatMap((node) => (node.type === "list" ? node.children : []));
  return items.flatMap((item) => {
    const [first, ...rest] = item.children;
    const strong = first?.type === "paragraph" ? first.children[0] : undefined;
    if (first?.type !== "paragraph" || strong?.type !== "strong") {
      source.report(
        "week-section",
        source.lineAt(spanOf(item).start),
        "this item does not say into what",
        "start it with `**Week 3**`",
      );
      return [];
    }
    const text: Paragraph = { ...first, children: first.children.slice(1) };
    return [{ title: textOf(strong), slot: { nodes: [text, ...rest], inline: true, html: "" } }];
  });
}
