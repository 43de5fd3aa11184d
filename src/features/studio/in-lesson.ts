/** The studio's part of a lesson: the design that it opens with, and what it writes into the journal's table. */
import * as v from "valibot";
import { designMarkdown } from "../../recording/studio/document.ts";
import { atRate } from "../../recording/studio/load/load.ts";
import { Design, EMPTY } from "../../recording/studio/schema.ts";
import { startNamed } from "../../recording/studio/starts.ts";
import type { Block } from "../../course/types.ts";
import { readKept } from "./keep.ts";
import type { Kept } from "./keep.ts";

/** The learner's own, or the lesson's at the lesson's rate. */
export function openedWith(
  { start, load }: Extract<Block, { kind: "studio" }>,
  kept: string | undefined,
): Design {
  const design = typeof start === "string" ? (startNamed(start) ?? EMPTY) : v.parse(Design, start.design);
  return readKept(kept) ?? (load === undefined ? design : atRate(design, load));
}

export const journalTable = ({ design, result }: Kept): string =>
  designMarkdown(design, result?.overload ?? null);
