import { expect, it } from "vitest";
import type { Lesson } from "../course/types.ts";
import { activeAmong, sectionsOf } from "./sections.ts";

const lesson = {
  id: "day-3",
  headings: [
    { depth: 2, id: "what", text: "What" },
    { depth: 3, id: "detail", text: "Detail" },
    { depth: 2, id: "how", text: "How" },
  ],
  blocks: [
    { kind: "html", html: '<h2 id="what">What</h2><h3 id="detail">Detail</h3>' },
    { kind: "exercise", id: "gather", exercise: "week-01/gather", title: "gather" },
    { kind: "html", html: '<h2 id="how">How</h2>' },
  ],
} as unknown as Lesson;

it("names headings of the second rank, exercises and the closing, in page order", () => {
  expect(sectionsOf(lesson).map(({ id, kind }) => `${kind} ${id}`)).toEqual([
    "text what",
    "exercise gather",
    "text how",
    "text day-3-closing",
  ]);
});

it("takes the section that begins last above the line, in whatever order they are listed", () => {
  const tops = [
    { id: "a", top: -900 },
    { id: "beside", top: -40 },
    { id: "b", top: -300 },
    { id: "c", top: 500 },
  ];
  expect(activeAmong(tops, 200)).toBe("beside");
  expect(activeAmong(tops, 600)).toBe("c");
  expect(activeAmong(tops, -1000)).toBeUndefined();
});
