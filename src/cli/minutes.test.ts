/** A lesson that claims other minutes than are counted is told so at the number. */
import { expect, it } from "vitest";
import { compileFiles } from "../lesson/course.ts";
import { goodCourse, writeCourse } from "../lesson/fixture.ts";
import { plain } from "../lesson/highlight.ts";
import { temporaryFolders } from "./temporary-folders.ts";
import { dishonestMinutes } from "./minutes.ts";

const temporaryFolder = temporaryFolders();

it("points at the number, and says what to write", async () => {
  const root = temporaryFolder("minutes");
  const files = goodCourse();
  const capstone = files.get("lessons/week-01/capstone.md") ?? "";
  files.set("lessons/week-01/capstone.md", capstone.replace("minutes: 30", "minutes: 60"));
  await writeCourse(files, root);
  const problems = await dishonestMinutes(root, compileFiles(files, plain));
  // Its exercise takes 30, its text a moment; the other lessons are right.
  expect(
    problems.map(({ file, line, column, length, message }) => ({ file, line, column, length, message })),
  ).toEqual([
    {
      file: "lessons/week-01/capstone.md",
      line: 6,
      column: 10,
      length: 2,
      message: "the lesson claims 60 minutes, and takes about 30",
    },
  ]);
});
