import fc from "fast-check";
import type { Nodes, RootContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { expect, it } from "vitest";
import { embedded, tableCell } from "./markdown.ts";

const parse = (text: string) => unified().use(remarkParse).use(remarkGfm).parse(text);

/** A document as a parser sees it: an answer, then the next entry's heading. */
const document = (answer: string) => parse(`### First\n\n${embedded(answer)}\n\n### Next\n`);

function htmlIn(node: Nodes): string[] {
  if (node.type === "html") return [node.value];
  return "children" in node ? node.children.flatMap(htmlIn) : [];
}

function topHeadings(answer: string): number[] {
  return document(answer).children.flatMap((node: RootContent) =>
    node.type === "heading" ? [node.depth] : [],
  );
}

/** Pieces of Markdown that open, close, nest and escape. */
const scraps = fc.constantFrom(
  ..."` `` ``` ```` ~~~ < > </ <b> <script> <!-- <? --> \\ \\` | |-| |---| # ## - 1. * === --- [a]: [a] ( ) ! & &lt; a".split(
    " ",
  ),
  "\n",
  "\n\n",
  "\n ",
  "\n   ",
  "\n    ",
  "\t",
  " ",
  "> ",
  "- ",
);
const text = fc.array(scraps, { maxLength: 30 }).map((parts) => parts.join(""));

it("no answer swallows what follows or contains HTML, whatever was written", () => {
  fc.assert(
    fc.property(text, (answer) => {
      expect(htmlIn(document(answer))).toEqual([]);
      expect(topHeadings(answer).filter((depth) => depth <= 3)).toEqual([3, 3]);
    }),
    { numRuns: 600 },
  );
});

it.each([
  ["a fence left open", "```rust\nfn a() {}", "```rust\nfn a() {}\n```"],
  ["a longer fence left open", "````\n```\n<b>", "````\n```\n<b>\n````"],
  ["a tag", "a <script>alert(1)</script>", "a \\<script>alert(1)\\</script>"],
  ["code in a line", "`Vec<F>` and Vec<F>", "`Vec<F>` and Vec\\<F>"],
  ["code in a fence", "```rust\nVec<F> # a\n```", "```rust\nVec<F> # a\n```"],
  ["headings", "# a\n### b\n#### c", "#### a\n###### b\n#### c"],
  ["an underlined heading", "a\n===", "a\n\\==="],
  ["a list with code", "- a\n  ```ts\n  x\n  ```", "- a\n```ts\n  x\n```"],
  ["an override", "a\u202eb", "a\ufffdb"],
  [
    "plain prose",
    "It polls *twice*; see [tokio](https://tokio.rs).",
    "It polls *twice*; see [tokio](https://tokio.rs).",
  ],
])("%s", (_, answer, written) => {
  expect(embedded(answer)).toBe(written);
});

it("keeps a table's cell a cell", () => {
  expect(tableCell("a | b\nc <i> `")).toBe("a \\| b c \\<i> \\`");
});
