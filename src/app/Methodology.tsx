/** The capstone's methodology entry, with a first draft made from the newest measurement. */
import type { Block, LessonMeta } from "../lesson/types.ts";
import { methodologyDraft } from "../capstone/methodology.ts";
import { taskKey } from "../progress/derive.ts";
import { JournalEntry } from "../writing/JournalEntry.tsx";
import { useBenches, useTokioRuns } from "./benches.ts";

export function Methodology({
  lesson,
  block,
}: {
  lesson: LessonMeta;
  block: Extract<Block, { kind: "journal" }>;
}) {
  const bench = useBenches().at(-1);
  const runs = useTokioRuns();
  return (
    <JournalEntry
      id={taskKey(lesson, block.id)}
      anchor={block.id}
      block={block}
      draft={methodologyDraft(bench, runs) || undefined}
    />
  );
}
