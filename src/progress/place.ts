/** How far the reader got on the page that they read last: a heading or block, kept in localStorage, not among their work. */
import * as v from "valibot";

const Place = v.object({
  /** `week-01/day-3` */
  lesson: v.string(),
  /** Id of what stood at the top of the window. */
  anchor: v.string(),
  /** ms since 1970 */
  at: v.number(),
});
export type Place = v.InferOutput<typeof Place>;

const KEY = "tokio-internals/place";

export function readPlace(): Place | undefined {
  try {
    const place = v.safeParse(Place, JSON.parse(localStorage.getItem(KEY) ?? "null"));
    return place.success ? place.output : undefined;
  } catch {
    return undefined;
  }
}

export function keepPlace(place: Place): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(place));
  } catch {
    // Without storage, the next visit starts from the learner's work, or from the beginning.
  }
}
