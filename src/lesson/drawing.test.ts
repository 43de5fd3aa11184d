/** A drawing on the page is what its file says, and never more than shapes and words in the page's colours. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { compileFiles } from "./course.ts";
import { drawingHtml } from "./drawing.ts";
import { goodCourse } from "./fixture.ts";
import { plain } from "./highlight.ts";
import { SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { blockHtml } from "./static-html.ts";

const LESSON = "lessons/week-02/day-1.md";

function compiled(svg: string, narrow?: string) {
  const files = goodCourse();
  const block = ':::drawing{#d src="./d.svg" title="D" alt="A < B"}\nIn words.\n:::';
  files.set(LESSON, (files.get(LESSON) ?? "").replace("\n## ", `\n${block}\n\n## `));
  files.set("lessons/week-02/d.svg", svg);
  if (narrow !== undefined) files.set("lessons/week-02/d.narrow.svg", narrow);
  const { lessons, problems } = compileFiles(files, plain);
  const drawing = lessons.get("week-02/day-1")?.blocks.find((block) => block.kind === "drawing");
  return { drawing, problems };
}

it("is written again: named by the lesson, with ids of its own, in the page's ink", () => {
  const { drawing, problems } = compiled(goodCourse().get("lessons/week-01/boxes.svg") ?? "");
  expect(problems).toEqual([]);
  const marker =
    '<marker id="d-tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 8 4 0 8z" fill="var(--muted)"></path></marker>';
  expect(drawing).toEqual({
    kind: "drawing",
    id: "d",
    title: "D",
    html: "<p>In words.</p>",
    svg:
      '<svg role="img" aria-label="A &lt; B" width="320" height="80" fill="var(--ink)" font-family="var(--font-ui)" font-size="13" viewBox="0 0 320 80">' +
      `<defs>${marker}</defs><g fill="none" stroke="var(--accent)"><rect x="1" y="20" width="90" height="40"></rect></g>` +
      '<path d="M95 40h60" stroke="var(--muted)" marker-end="url(#d-tip)"></path>' +
      '<text x="10" y="45" font-family="var(--font-mono)">a &amp; b</text></svg>',
  });
  expect(drawing && blockHtml(drawing)).toContain("In words.");
});

it("has a second file for phones, whose ids are others", () => {
  const svg = '<svg viewBox="0 0 600 9"><g id="a"/><use href="#a"/></svg>';
  const { drawing, problems } = compiled(svg, svg.replace("600", "300"));
  expect(problems).toEqual([]);
  expect(drawing?.svg).toContain('<use href="#d-a">');
  expect(drawing?.narrowSvg).toContain('<use href="#d-narrow-a">');
});

it("is refused, or holds nothing that a page could run or fetch, whatever is in the file", () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      "<svg viewBox='0 0 9 9'>",
      "</svg>",
      "<g>",
      "</g>",
      "<rect ",
      "/>",
      ">",
      "<script>",
      "</script>",
      "<a href='x'>",
      "<use href='#a'/>",
      "<use href='//e.org/a.svg#a'/>",
      "<g id='a'/>",
      "<path onload='x' d='M0 0'/>",
      "<p>",
      "<!--",
      "-->",
      "<text>",
      "</text>",
      "<![CDATA[",
      "]]>",
      "&lt;script&gt;",
      "<rect fill='url(//e.org)'/>",
      "<style>",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const problems: Problem[] = [];
      const source = new SourceFile("d.svg", `<svg viewBox="0 0 9 9">${pieces.join("")}</svg>`, problems);
      const html = drawingHtml(source, "A", "d-", { width: 9, help: "" });
      expect(html === null).toBe(problems.length > 0);
      expect(
        html?.match(/<(?!\/?(?:svg|g|rect|path|use|text)\b)|\son\w+=|(?:href|fill)="(?:url\()?(?!#d-|var)/),
      ).toBeFalsy();
    }),
    { numRuns: 500 },
  );
});
