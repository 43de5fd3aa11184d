/** The capstone's methodology entry; once something was measured, with a first draft, which loads late. */
import { Suspense, useState } from "react";
import type { Block, LessonMeta } from "../../course/types.ts";
import { taskKey } from "../../progress/derive.ts";
import { useProgress } from "../../progress/store.ts";
import { JournalEntry, type Draft } from "../../features/answers/JournalEntry.tsx";
import { Boundary } from "../../ui/Boundary.tsx";
import { lazily } from "../../ui/lazily.tsx";

const MeasuredDraft = lazily("The draft of your methodology", () => import("./MeasuredDraft.tsx"));

export function Methodology({
  lesson,
  block,
}: {
  lesson: LessonMeta;
  block: Extract<Block, { kind: "journal" }>;
}) {
  const [draft, setDraft] = useState<Draft>(null);
  const measured = useProgress(({ records }) => Object.keys(records).some((key) => MEASUREMENT.test(key)));
  return (
    <>
      <JournalEntry
        id={taskKey(lesson, block.id)}
        anchor={block.id}
        block={block}
        draft={measured ? draft : undefined}
      />
      {measured && (
        <Boundary>
          <Suspense>
            <MeasuredDraft lesson={lesson} onDraft={setDraft} />
          </Suspense>
        </Boundary>
      )}
    </>
  );
}

const MEASUREMENT = /^(tokio-)?bench:/;
