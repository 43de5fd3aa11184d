/** A walk through a task's state word. */
import type { Block } from "../lesson/types.ts";
export default function WakeWalkBlock(_: { block: Extract<Block, { kind: "wake-walk" }> }) {
  return null;
}
