/** Stores how far the learner has read a lesson, so that the home page and its neighbours can link back there. */
import { useEffect } from "react";
import type { Lesson } from "../course/types.ts";
import { lessonKey } from "../progress/derive.ts";
import { keepPlace, placeIn } from "../progress/place.ts";
import { activeAmong } from "./sections.ts";
import { READ_ABOVE, topOf } from "./use-active-section.ts";

const PAUSE_MS = 400;

export function useReadingPlace(lesson: Lesson): void {
  useEffect(() => {
    const key = lessonKey(lesson);
    const ids = [
      ...lesson.headings.map(({ id }) => id),
      ...lesson.blocks.flatMap((block) => ("id" in block ? block.id : [])),
    ];
    const note = () => {
      const anchor = activeAmong(ids.map(topOf), innerHeight * READ_ABOVE) ?? "";
      keepPlace({ lesson: key, anchor, at: Date.now() });
    };
    keepPlace({ lesson: key, anchor: placeIn(key)?.anchor ?? "", at: Date.now() });
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
