/** How far the reader got in each lesson: a heading or block, kept in localStorage, not among their work. */
import * as v from "valibot";
import { currentLesson } from "./names.ts";

const Place = v.object({
  /** `week-01/day-3` */
  lesson: v.string(),
  /** Id of what stood at the top of the window; empty above the first. */
  anchor: v.string(),
  /** ms since 1970 */
  at: v.number(),
});
export type Place = v.InferOutput<typeof Place>;

/** An earlier version kept the last place alone. */
const Places = v.union([
  v.array(Place),
  v.pipe(
    Place,
    v.transform((place) => [place]),
  ),
]);

const KEY = "tokio-internals/place";

/** Newest first. */
export function readPlaces(): readonly Place[] {
  try {
    const places = v.safeParse(Places, JSON.parse(localStorage.getItem(KEY) ?? "[]"));
    if (!places.success) return [];
    return places.output.map((place) => ({ ...place, lesson: currentLesson(place.lesson) }));
  } catch {
    return [];
  }
}

export const placeIn = (lesson: string): Place | undefined =>
  readPlaces().find((place) => place.lesson === lesson);

export function keepPlace(place: Place): void {
  const others = readPlaces().filter(({ lesson }) => lesson !== place.lesson);
  try {
    localStorage.setItem(KEY, JSON.stringify([place, ...others]));
  } catch {
    // Without storage, the next visit starts from the learner's work, or from the beginning.
  }
}
