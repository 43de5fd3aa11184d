/** Rounds of "which task is polled next?". */
import type { Block } from "../lesson/types.ts";
export default function PredictNextBlock(_: { id: string; block: Extract<Block, { kind: "predict-next" }> }) {
  return null;
}
