/** Terms become links that carry their definition, and minutes are counted from what a lesson holds. */
import { expect, it } from "vitest";
import { compileFiles } from "./course.ts";
import { goodCourse } from "./fixture.ts";
import { plain } from "./highlight.ts";
import { placesOf } from "./search.ts";
import { isHonest } from "./time.ts";

const LESSON = `---
kind: day
label: Day 1
title: The loop
summary: What a worker does next.
---

## Again

The :term[slots] of \`:term[code]\`. ${"word ".repeat(355)}

:::reading{title="Now" href="https://example.org/now" minutes=7 when="now"}
Look.
:::

:::::deeper{title="How it is stolen"}
### The victim

::::prediction{#victim title="Who is it?"}
Which one?
- [ ] the first
- [x] the second
:::explain
It is.
:::
::::

:::reading{title="Later" href="https://example.org/later" minutes=30}
Look.
:::
:::::

::exercise{#queue exercise="week-01/queue"}
`;

const { lessons, problems } = compileFiles(
  new Map([
    ...goodCourse(),
    ["lessons/week-02/day-1.md", LESSON],
    [
      "lessons/glossary.yaml",
      'terms:\n  - term: LIFO slot\n    also: [slots]\n    lesson: week-02/day-1\n    means: A `field` for "one".\n',
    ],
  ]),
  plain,
);
const lesson = lessons.get("week-02/day-1");
if (lesson === undefined) throw new Error("the lesson was not compiled");

it("a term links to its entry and carries what it means; code is left alone", () => {
  expect(problems).toEqual([]);
  const [first] = lesson.blocks;
  expect(first).toMatchObject({
    html: expect.stringContaining(
      '<a href="../../glossary/#lifo-slot" class="term" data-lesson="glossary" data-means="A field for &#x22;one&#x22;.">slots</a>',
    ) as unknown,
  });
  expect(first).toMatchObject({ html: expect.stringContaining(":term[code]</code>") as unknown });
});

it("a block in a part to open is a task, has its anchors, and is found", () => {
  expect(lesson.tasks.map(({ id }) => id)).toEqual(["victim", "queue"]);
  expect(lesson.headings.map(({ id }) => id)).toEqual(["again", "the-victim"]);
  const places = placesOf(lesson).map(({ href }) => href);
  expect(places).toContain("/week-02/day-1/#the-victim");
  expect(places).toContain("/week-02/day-1/#victim");
});

it("counts text, tasks and readings for now; apart from them parts to open and readings for later", () => {
  // 360 words are two minutes, the reading seven, the exercise twenty.
  expect(lesson.time).toEqual({ now: 29, deeper: 1, later: 30 });
  expect(lesson.minutes).toBe(29);
});

it("minutes may be off by a fifth, or by five", () => {
  expect([
    isHonest(24, 29),
    isHonest(23, 29),
    isHonest(5, 9),
    isHonest(120, 100),
    isHonest(121, 100),
  ]).toEqual([true, false, true, true, false]);
});
