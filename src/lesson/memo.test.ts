/** Compiling again with a memo gives the same result as compiling from scratch, whatever changed. */
import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { compileFiles } from "./course.ts";
import { goodCourse } from "./fixture.ts";
import { plain } from "./highlight.ts";
import type { Highlight } from "./highlight.ts";
import { Memo } from "./memo.ts";

const visible = ({ course, lessons, exercises, problems }: ReturnType<typeof compileFiles>): unknown => ({
  course,
  lessons: [...lessons],
  exercises: [...exercises],
  problems,
});

/** Edits that reach across pages: headings and ids that others link to, titles, the list, files that come and go. */
const edits: ((files: Map<string, string | null>) => void)[] = [
  (files) => replace(files, "lessons/week-01/day-1.md", "## The loop", "## The ring"),
  (files) => replace(files, "lessons/week-01/day-1.md", "#turn title", "#turns title"),
  (files) => replace(files, "lessons/week-01/queue/exercise.yaml", "A queue", "Another"),
  (files) => replace(files, "lessons/week-01/queue/hints.md", "#the-loop", "#nowhere"),
  (files) => replace(files, "lessons/course.yaml", "[day-1, capstone]", "[day-1]"),
  (files) => replace(files, "lessons/week-01/week.md", "Because", "Since"),
  (files) => replace(files, "harness/shared.ts", "{}", "{ a: 1 }"),
  (files) => replace(files, "lessons/week-01/day-1.md", ":term[slot]", "slot"),
  (files) => replace(files, "lessons/glossary.yaml", "one task", "a task"),
  (files) => files.delete("lessons/week-01/boxes.svg"),
  (files) => files.delete("lessons/week-01/queue/stub.ts"),
  (files) => files.delete("lessons/week-02/day-1.md"),
];

/** The good course, with a term that Day 1 introduces. */
function withTerm(): Map<string, string | null> {
  const files = goodCourse();
  const day = "lessons/week-01/day-1.md";
  files.set(day, `${files.get(day) ?? ""}\nA :term[slot] holds one task.\n`);
  const term = "terms:\n  - term: slot\n    lesson: week-01/day-1\n    means: A field for one task.\n";
  return files.set("lessons/glossary.yaml", term);
}

function replace(files: Map<string, string | null>, path: string, from: string, to: string): void {
  files.set(path, (files.get(path) ?? "").replaceAll(from, to));
}

it("gives the same result as from scratch, after any edits in any order", () => {
  const some = fc.array(fc.uniqueArray(fc.constantFrom(...edits)), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(some, (states) => {
      const memo = new Memo();
      for (const state of states) {
        const files = withTerm();
        for (const edit of state) edit(files);
        expect(visible(compileFiles(files, plain, memo))).toEqual(visible(compileFiles(files, plain)));
      }
    }),
    { numRuns: 15 },
  );
});

it("compiles nothing unchanged twice", () => {
  const memo = new Memo();
  const highlight = vi.fn<Highlight>(plain);
  compileFiles(goodCourse(), highlight, memo);
  const files = goodCourse();
  replace(files, "lessons/week-01/capstone.md", "Put it", "Puts it");
  highlight.mockClear();
  compileFiles(files, highlight, memo);
  expect(highlight).not.toHaveBeenCalled();
});
