/** The game as a lesson block: the learner's progress stores their record for each rule. */
import type { Block } from "../../course/types.ts";
import { setRecord, useProgress, useRecord } from "../../progress/store.ts";
import { PredictNext } from "./PredictNext.tsx";
import { NOTHING_LEARNED } from "./rounds.ts";

interface Props {
  id: string;
  block: Extract<Block, { kind: "predict-next" }>;
}

export default function PredictNextBlock({ id, block }: Props) {
  const ready = useProgress((state) => state.phase === "ready");
  const mastery = useRecord("mastery", id) ?? NOTHING_LEARNED;
  // The stored record decides which round comes first.
  if (!ready) return null;
  return (
    <PredictNext
      name={block.id}
      rules={block.rules}
      rounds={block.rounds}
      mastery={mastery}
      onMastery={(next) => setRecord("mastery", id, next)}
    />
  );
}
