/** A lesson's own Rust programs are found, read and run; a stated order is compared with the model's. */
import { expect, test } from "vitest";
import { compileAll } from "./course.ts";
import { goodCourse } from "./fixture.ts";
import { plain } from "./highlight.ts";

const LESSON = "lessons/week-02/day-1.md";
const PROGRAM = "lessons/week-02/two.rs";
const TWO = `#[tokio::main(flavor = "current_thread")]
async fn main() {
    tokio::spawn(async {}).await.unwrap();
}
`;

const prediction = (attributes: string): string => `::::prediction{#p title="P" ${attributes}}
Which?
- [ ] the first
- [x] the second
:::explain
Why.
:::
::::`;

/** The blocks and the problems, as `file:line:column rule`, of a lesson with this block. */
async function compiled(block: string, files: Readonly<Record<string, string>> = {}) {
  const all = goodCourse();
  const before = (await compileAll(all, plain)).problems.length;
  all.set(LESSON, `${all.get(LESSON)}\n${block}\n`);
  for (const [path, text] of Object.entries(files)) all.set(path, text);
  const { lessons, problems } = await compileAll(all, plain);
  expect(before).toBe(0);
  return {
    block: lessons.get("week-02/day-1")?.blocks.at(-1),
    problems,
    places: problems.map(({ file, line, column, rule }) => `${file}:${line}:${column} ${rule}`),
  };
}

test("an explorer shows a Rust file beside the lesson, and programs of the gallery", async () => {
  const { block, problems } = await compiled('::explorer{#e title="E" program="./two.rs, ping-pong"}', {
    [PROGRAM]: TWO,
  });
  expect(problems).toEqual([]);
  expect(block).toEqual({
    kind: "explorer",
    id: "e",
    title: "E",
    programs: [{ file: "two.rs", text: TWO }, "ping-pong"],
  });
});

test("a prediction shows its program, and above the explanation its order", async () => {
  const { block, problems } = await compiled(prediction('program="./two.rs" order="m 0 0! m m!"'), {
    [PROGRAM]: TWO,
  });
  expect(problems).toEqual([]);
  expect(block).toMatchObject({
    html: expect.stringMatching(/Which\?[^]*tokio::spawn/) as string,
    explainHtml: expect.stringMatching(/<code[^>]*>m 0 0! m m!<\/code>[^]*Why/) as string,
  });
});

test("another order than the model's is reported at the attribute, with the right one", async () => {
  const { problems, places } = await compiled(prediction('program="./two.rs" order="m 0! m"'), {
    [PROGRAM]: TWO,
  });
  expect(places).toEqual([expect.stringMatching(/^lessons\/week-02\/day-1\.md:\d+:54 wrong-order$/)]);
  expect(problems[0]?.help).toContain('order="m 0 0! m m!"');
});

test("what the model cannot run is reported at its line and column of the file", async () => {
  const wrong = TWO.replace("tokio::spawn(async {})", "tokio::fs::read(0)");
  const { places, problems } = await compiled('::explorer{#e title="E" program="./two.rs"}', {
    [PROGRAM]: wrong,
  });
  expect(places).toHaveLength(1);
  expect(places[0]).toMatch(/^lessons\/week-02\/two\.rs:3:\d+ bad-program$/);
  expect(problems[0]?.text).toContain("tokio::fs::read");
});

test("a file that is not there is reported, and one that nothing shows", async () => {
  const { places, problems } = await compiled('::explorer{#e title="E" program="./too.rs"}', {
    [PROGRAM]: TWO,
  });
  expect(places).toEqual([
    expect.stringMatching(/^lessons\/week-02\/day-1\.md:\d+:33 dead-program$/),
    "lessons/week-02/two.rs:1:1 unused",
  ]);
  expect(problems[0]?.help).toContain("two.rs");
});

test("an order needs a program", async () => {
  expect((await compiled(prediction('order="m m!"'))).places).toEqual([
    expect.stringContaining(" missing-attribute"),
  ]);
});
