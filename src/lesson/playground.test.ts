/** A program marked for the Playground has a link that opens exactly this program there. */
import { expect, it } from "vitest";
import { compileFiles } from "./course.ts";
import { goodCourse } from "./fixture.ts";
import { plain } from "./highlight.ts";
import { blockHtml } from "./static-html.ts";

const PROGRAM = 'fn main() {\n    println!("{}", 1 < 2 && "a" != "ä+#");\n}';

it("carries the code as it is written, and no other fence has a link", () => {
  const files = goodCourse();
  const path = "lessons/week-02/day-1.md";
  const fences = `\`\`\`rust playground\n${PROGRAM}\n\`\`\`\n\n\`\`\`rust\n${PROGRAM}\n\`\`\`\n`;
  files.set(path, (files.get(path) ?? "").replace("\n## ", `\n${fences}\n## `));
  const { lessons, problems } = compileFiles(files, plain);
  expect(problems).toEqual([]);
  const html = (lessons.get("week-02/day-1")?.blocks ?? []).map(blockHtml).join("");
  const links = [...html.matchAll(/href="(https:\/\/play\.rust-lang\.org[^"]*)"/g)];
  expect(links).toHaveLength(1);
  const address = new URL((links[0]?.[1] ?? "").replaceAll("&#x26;", "&"));
  expect(address.searchParams.get("code")).toBe(`${PROGRAM}\n`);
});
