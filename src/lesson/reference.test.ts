/** AUTHORING.md matches the schemas (`npx vitest run src/lesson/reference.test.ts -u` writes its tables), and its examples compile. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { format, resolveConfig } from "prettier";
import { expect, it } from "vitest";
import { blockSpecs } from "./blocks.ts";
import { compileFiles } from "./course.ts";
import { goodCourse } from "./fixture.ts";
import { plain } from "./highlight.ts";
import { withReference } from "./reference.ts";

const AUTHORING = fileURLToPath(new URL("../../AUTHORING.md", import.meta.url));

it("AUTHORING.md has the tables and examples of the schemas", async () => {
  const text = withReference(readFileSync(AUTHORING, "utf8"));
  const options = await resolveConfig(AUTHORING);
  await expect(await format(text, { ...options, parser: "markdown" })).toMatchFileSnapshot(AUTHORING);
});

it("every example compiles, into one block of its kind", () => {
  const outer = Object.entries(blockSpecs).filter(([name]) => name !== "after" && name !== "explain");
  const text = outer
    .map(([, spec]) => spec.example.replaceAll(/(exercises?)="[^"]+"/g, '$1="week-01/queue"'))
    .join("\n\n");
  const frontMatter = "---\nkind: capstone\nlabel: C\ntitle: T\nsummary: S.\nminutes: 5\n---\n\n";
  const files = new Map([
    ...goodCourse(),
    ["lessons/week-02/boxes.svg", goodCourse().get("lessons/week-01/boxes.svg") ?? ""],
    ["lessons/week-02/starvation.rs", "fn main() {}"],
    ["lessons/week-02/day-1.md", `${frontMatter}## Again\n\n${text}\n`],
  ]);
  const { lessons, problems } = compileFiles(files, plain);
  expect(problems).toEqual([]);
  expect(lessons.get("week-02/day-1")?.blocks.map((block) => block.kind)).toEqual([
    "html",
    ...outer.map(([name]) => name),
  ]);
});
