/** The capstone's methodology entry, with a first draft from the newest measurement. */
import type { Block, LessonMeta } from "../../course/types.ts";
import { methodologyDraft } from "../../features/exercise/capstone/methodology.ts";
import { inWords } from "../../features/chart/prediction.ts";
import { taskKey } from "../../progress/derive.ts";
import { useRecord } from "../../progress/store.ts";
import { JournalEntry } from "../../features/answers/JournalEntry.tsx";
import { useStandingBench, useTokioRuns } from "../../progress/benches.ts";

export function Methodology({
  lesson,
  block,
}: {
  lesson: LessonMeta;
  block: Extract<Block, { kind: "journal" }>;
}) {
  const bench = useStandingBench();
  const runs = useTokioRuns();
  const capstone = lesson.tasks.find((task) => task.kind === "capstone")?.exercise ?? "";
  const expected = useRecord("expectation", capstone);
  return (
    <JournalEntry
      id={taskKey(lesson, block.id)}
      anchor={block.id}
      block={block}
      draft={methodologyDraft(bench, runs, expected && inWords(expected)) || undefined}
    />
  );
}
