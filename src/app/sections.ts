/** The sections of a lesson, in page order, for its contents: headings, exercises and the closing. */
import type { Block, Lesson } from "../course/types.ts";

export interface Section {
  /** Fragment that leads to it. */
  id: string;
  text: string;
  kind: "text" | "exercise";
}

const closingId = (lesson: { id: string }): string => `${lesson.id}-closing`;

export function sectionsOf(lesson: Lesson): Section[] {
  const headings = lesson.headings.filter(({ depth }) => depth === 2);
  const inside = (block: Block): Section[] => {
    if (block.kind === "exercise" || block.kind === "capstone")
      return [{ id: block.id, text: block.title, kind: "exercise" }];
    if (block.kind === "deeper") return block.blocks.flatMap(inside);
    if (block.kind !== "html") return [];
    return headings
      .filter(({ id }) => block.html.includes(`id="${id}"`))
      .map(({ id, text }) => ({ id, text, kind: "text" }));
  };
  return [...lesson.blocks.flatMap(inside), { id: closingId(lesson), text: "Close the day", kind: "text" }];
}

/** The last that has passed the line under which text counts as read. @param tops in page order, px from the window's top */
export function activeAmong(tops: readonly { id: string; top: number }[], line: number): string | undefined {
  return tops.filter(({ top }) => top <= line).toSorted((a, b) => b.top - a.top)[0]?.id;
}
