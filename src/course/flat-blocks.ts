/** All blocks of a page in reading order, those inside `deeper` parts included. */
import type { Block } from "./types.ts";

export function flatBlocks(blocks: readonly Block[]): Exclude<Block, { kind: "deeper" }>[] {
  return blocks.flatMap((block) => (block.kind === "deeper" ? flatBlocks(block.blocks) : [block]));
}
