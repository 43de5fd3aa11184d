/** For any input the compiler returns, every problem has a place, and no word of prose is lost. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plain } from "./highlight.ts";
import { compileLesson } from "./lesson.ts";
import { checkLinks } from "./links.ts";
import { codeFrame, formatProblem, SourceFile } from "../course/problem.ts";
import type { Problem } from "../course/problem.ts";
import { lessonHtml } from "./static-html.ts";
import type { WrittenLesson } from "../course/types.ts";
import { Glossary } from "./glossary.ts";

const PATH = "lessons/week-02/day-1.md";
const FRONT_MATTER = "---\nkind: day\nlabel: Day 1\ntitle: T\nsummary: S.\nminutes: 5\n---\n\n";

const GLOSSARY = new Glossary([
  { id: "slot", name: "slot", also: [], means: "A place for one.", lesson: "week-02/day-1" },
]);

function compileText(text: string): { lesson: WrittenLesson | null; problems: Problem[] } {
  const problems: Problem[] = [];
  const exercises = new Map([["week-01/queue", "A queue"]]);
  const context = {
    weekId: "week-02",
    lessonId: "day-1",
    exercises,
    glossary: GLOSSARY,
    highlight: plain,
    drawings: new Map<string, SourceFile>(),
    programs: new Map<string, SourceFile>(),
    designs: new Map<string, SourceFile>(),
  };
  const { lesson, links } = compileLesson(new SourceFile(PATH, text, problems), context);
  checkLinks(links, new Map([["week-01/day-1", new Set<string>()]]));
  return { lesson, problems };
}

/** Lines that authors write, right and wrong, to generate combinations. */
const line = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.constantFrom(
    "",
    "---",
    "## Heading",
    "#### Deep",
    ":::",
    "::::",
    ':::note{title="A"}',
    '::::deeper{title="B"}',
    "a :term[slot] and :term[none]",
    ":::note {title=A",
    "::note",
    ":::after",
    '::::question{#q title="Q"}',
    '::::prediction{#q title="P"}',
    ":::explain",
    "- [x] right",
    "- [ ] wrong",
    '::exercise{#e exercise="week-01/queue"}',
    "```rust",
    "```",
    "    :::note",
    "> :::note",
    "[a](./day-1.md#b) [c][d] ![](e.png)",
    "[d]: ./%E0%A4.md#%FF",
    "| a | b |",
    "| - | - |",
    "<T> <!-- c -->",
    "text[^1]",
    "[^1]: note",
  ),
);
const document = fc.array(line, { maxLength: 25 }).map((lines) => lines.join("\n"));

describe("any text", () => {
  it("compiles without throwing, with every problem at a place that exists", () => {
    fc.assert(
      fc.property(document, fc.boolean(), (body, withFrontMatter) => {
        const text = (withFrontMatter ? FRONT_MATTER : "") + body;
        const lines = text.split("\n");
        for (const problem of compileText(text).problems) {
          expect(formatProblem(problem)).toContain(problem.message);
          expect(problem.text).toBe(lines[problem.line - 1]);
          expect(problem.column).toBeGreaterThanOrEqual(1);
          expect(problem.column + problem.length - 1).toBeLessThanOrEqual(problem.text.length + 1);
          expect(codeFrame(problem).includes("^")).toBe(problem.text !== "");
        }
      }),
      { numRuns: 200 },
    );
  });

  it("is not lost: text outside blocks comes out word for word", () => {
    const word = fc.oneof(
      fc.stringMatching(/^[a-z]{1,8}$/),
      fc.constantFrom(
        "p99:3ms",
        "10:30",
        "note:this",
        "tokio::spawn",
        "2026-01-29T07:13:47Z",
        ":tada:",
        "a:b[c]",
        "Poll::Ready",
      ),
    );
    const paragraph = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 6 }), (paragraphs) => {
        const { lesson } = compileText(FRONT_MATTER + paragraphs.join("\n\n"));
        expect(lesson).not.toBeNull();
        const text = lesson === null ? "" : lessonHtml(lesson).replaceAll(/<[^>]+>/g, " ");
        let at = 0;
        for (const each of paragraphs.flatMap((words) => words.split(" "))) {
          const found = text.indexOf(each, at);
          expect(found, `"${each}" of ${JSON.stringify(paragraphs)}`).toBeGreaterThanOrEqual(at);
          at = found + each.length;
        }
      }),
      { numRuns: 200 },
    );
  });

  it("is not lost inside blocks either, even broken ones", () => {
    const opening = fc.constantFrom(
      ':::note{title="A"}',
      ":::nota",
      ":::note {",
      "::note",
      "> :::note",
      "- :::note",
      ":::note[x]",
    );
    fc.assert(
      fc.property(opening, fc.boolean(), (open, closed) => {
        const text = `${FRONT_MATTER}Before.\n\n${open}\nunicorn\n${closed ? ":::\n" : ""}\nAfter.`;
        const { lesson, problems } = compileText(text);
        const html = lesson === null ? "" : lessonHtml(lesson);
        const reported = problems.length > 0;
        expect(html.includes("unicorn") || reported).toBe(true);
        expect(reported || (open === ':::note{title="A"}' && closed)).toBe(true);
      }),
    );
  });
});
