/** Finds a task in the picture: under the pointer, or next to another in the direction of an arrow key. */
import type { Rect } from "./stage-layout.ts";

/** Where a task is drawn. */
export interface Spot extends Rect {
  task: number;
}

export function spotAt(spots: readonly Spot[], x: number, y: number): Spot | undefined {
  return spots.find(
    (spot) => x >= spot.x && x < spot.x + spot.width && y >= spot.y && y < spot.y + spot.height,
  );
}

/** @returns where the key leads from `task`; the first spot if `task` is not in the picture; undefined for other keys, and in an empty picture */
export function neighbour(spots: readonly Spot[], task: number | null, key: string): Spot | undefined {
  if (!/^Arrow(?:Left|Right|Up|Down)$/.test(key)) return undefined;
  const at = spots.findIndex((spot) => spot.task === task);
  const from = spots[at];
  if (from === undefined) return spots[0];
  if (key === "ArrowLeft") return spots[at - 1] ?? from;
  if (key === "ArrowRight") return spots[at + 1] ?? from;
  const below = key === "ArrowDown";
  const beyond = spots.filter((spot) => (below ? spot.y > from.y : spot.y < from.y));
  const row = below ? Math.min(...beyond.map(({ y }) => y)) : Math.max(...beyond.map(({ y }) => y));
  const inRow = beyond.filter(({ y }) => y === row);
  const nearest = Math.min(...inRow.map(({ x }) => Math.abs(x - from.x)));
  return inRow.find(({ x }) => Math.abs(x - from.x) === nearest) ?? from;
}
