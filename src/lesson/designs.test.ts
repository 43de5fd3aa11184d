/** A lesson's own design for the studio is read from YAML beside it, and is data in its block. */
import { expect, it } from "vitest";
import { compileAll } from "./course.ts";
import { goodCourse } from "./fixture.ts";
import { plain } from "./highlight.ts";
import { printYaml } from "../recording/studio/yaml.ts";
import { STARTS } from "../recording/studio/starts.ts";

it("opens the studio on a design beside the lesson", async () => {
  const files = goodCourse();
  const lesson = "lessons/week-02/day-1.md";
  files.set(lesson, `${files.get(lesson)}\n::studio{#s title="S" start="./chat.yaml"}\n`);
  files.set("lessons/week-02/chat.yaml", printYaml(STARTS["chat-server"]));
  const { lessons, problems } = await compileAll(files, plain);
  expect(problems).toEqual([]);
  expect(lessons.get("week-02/day-1")?.blocks.at(-1)).toMatchObject({
    kind: "studio",
    start: { design: STARTS["chat-server"] },
  });
});

it("says what is wrong with a requirement, and where", async () => {
  const files = goodCourse();
  const lesson = "lessons/week-02/day-1.md";
  files.set(lesson, `${files.get(lesson)}\n::studio{#s title="S" requires="no-findings,no-unbound"}\n`);
  const { problems } = await compileAll(files, plain);
  expect(problems.map(({ message }) => message)).toEqual([
    '"requires" of studio has an unknown requirement "no-unbound"; did you mean no-unbounded?',
  ]);
});
