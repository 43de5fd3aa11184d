/** The walk through a task's state word, as a lesson block. */
import type { Block } from "../../course/types.ts";
import { WakeWalk } from "./state-word/WakeWalk.tsx";

export default function WakeWalkBlock({ block }: { block: Extract<Block, { kind: "wake-walk" }> }) {
  return <WakeWalk name={`${block.id}-life`} />;
}
