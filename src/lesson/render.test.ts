/** Tests that a number stays on one line with its unit, and that code, links to headings, the search and the journal do not notice. */
import { expect, test } from "vitest";
import { plainHtml } from "../lib/plain-html.ts";
import { plain } from "./highlight.ts";
import { parseMarkdown } from "./markdown.ts";
import { renderSlots } from "./render.ts";
import type { Slot } from "./render.ts";

const MARKDOWN =
  "## Up to 3 ms\n\nIt takes **5 µs**, not `5 µs`.\n\n| after 2 ms | % |\n|---|---|\n| 7 % | 8 |\n\n```text\n9 ms\n```\n";

test("a number and its unit have a no-break space between them, but not in code", () => {
  const slot: Slot = { nodes: parseMarkdown(MARKDOWN).children, inline: false, html: "" };
  const { headings } = renderSlots([slot], plain);
  expect(slot.html).toContain("<strong>5\u00a0µs</strong>");
  expect(slot.html).toMatch(/<code[^>]*>5 µs<\/code>/);
  expect(slot.html).toContain(">7\u00a0%<");
  expect(slot.html).toContain('aria-label="Table: after 2 ms, %"');
  expect(slot.html).toMatch(/<pre.*9 ms/);
  expect(headings).toEqual([{ depth: 2, id: "up-to-3-ms", text: "Up to 3 ms" }]);
  expect(plainHtml(slot.html)).toContain("It takes 5 µs, not `5 µs`.");
});
