/** Where each box lies: where it was put, and for the others a place in the column of their distance from the sources. */
import { linksOf } from "./links.ts";
import { nodesOf } from "./schema.ts";
import type { Design } from "./schema.ts";

export const BOX = { width: 180, height: 84 } as const;
const COLUMN = 260;
const ROW = 120;

export function layoutOf(design: Design): Map<string, [number, number]> {
  const ranks = ranksOf(design);
  const placed = new Map<string, [number, number]>();
  const rows = new Map<number, number>();
  const isFree = (x: number, y: number): boolean =>
    [...placed.values()].every(
      ([otherX, otherY]) => Math.abs(otherX - x) >= BOX.width || Math.abs(otherY - y) >= BOX.height,
    );
  for (const { node } of nodesOf(design)) {
    const at = placeOf(design, node.id);
    if (at !== undefined) placed.set(node.id, at);
  }
  for (const { node } of nodesOf(design)) {
    if (placed.has(node.id)) continue;
    const rank = ranks.get(node.id) ?? 0;
    let row = rows.get(rank) ?? 0;
    while (!isFree(rank * COLUMN, row * ROW)) row++;
    rows.set(rank, row + 1);
    placed.set(node.id, [rank * COLUMN, row * ROW]);
  }
  return placed;
}

/** A box may be called constructor, which every object has. */
export const placeOf = ({ picture }: Design, id: string): [number, number] | undefined =>
  Object.hasOwn(picture, id) ? picture[id] : undefined;

export type Side = "left" | "right" | "top" | "bottom";
export type Place = readonly [x: number, y: number];

/** Where a line leaves one box and enters another, so that it runs between them and behind neither. */
export function sidesOf(from: Place, to: Place): { out: Side; into: Side } {
  const dx = to[0] - from[0];
  if (Math.abs(dx) > BOX.width)
    return dx > 0 ? { out: "right", into: "left" } : { out: "left", into: "right" };
  return to[1] >= from[1] ? { out: "bottom", into: "top" } : { out: "top", into: "bottom" };
}

/** The fewest links from a source, or from a box that nothing leads to. */
function ranksOf(design: Design): Map<string, number> {
  const links = linksOf(design).filter(({ kind }) => kind !== "shutdown");
  const led = new Set(links.map(({ to }) => to));
  const next = new Map<string, string[]>();
  for (const { from, to } of links) next.set(from, [...(next.get(from) ?? []), to]);
  const ranks = new Map<string, number>();
  let front = nodesOf(design)
    .map(({ node }) => node.id)
    .filter((id) => !led.has(id));
  for (let rank = 0; front.length > 0; rank++) {
    for (const id of front) ranks.set(id, rank);
    front = [...new Set(front.flatMap((id) => next.get(id) ?? []))].filter((id) => !ranks.has(id));
  }
  return ranks;
}
