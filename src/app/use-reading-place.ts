/** Stores how far the learner has read a lesson, so that the home page can link back there. */
import { useEffect } from "react";
import type { Lesson } from "../course/types.ts";
import { lessonKey } from "../progress/derive.ts";
import { keepPlace } from "../progress/place.ts";

const PAUSE_MS = 400;
/** Text above this share of the window's height counts as read. */
const TOP = 0.3;

export function useReadingPlace(lesson: Lesson): void {
  useEffect(() => {
    const ids = [
      ...lesson.headings.map(({ id }) => id),
      ...lesson.blocks.flatMap((block) => ("id" in block ? block.id : [])),
    ];
    const note = () => {
      const passed = ids
        .map((id) => ({ id, top: document.getElementById(id)?.getBoundingClientRect().top ?? Infinity }))
        .filter(({ top }) => top < innerHeight * TOP)
        .toSorted((a, b) => b.top - a.top);
      const [nearest] = passed;
      if (nearest) keepPlace({ lesson: lessonKey(lesson), anchor: nearest.id, at: Date.now() });
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(note, PAUSE_MS);
    };
    addEventListener("scroll", later, { passive: true });
    return () => {
      clearTimeout(timer);
      removeEventListener("scroll", later);
    };
  }, [lesson]);
}
