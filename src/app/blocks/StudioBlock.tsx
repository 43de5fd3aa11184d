/** The task studio on a lesson's page: it opens with the learner's own design, keeps it in the journal, and can fill the journal's table from it. */
import { useCallback, useState } from "react";
import type { Block, Course, LessonMeta } from "../../course/types.ts";
import { journalTable, openedWith } from "../../features/studio/in-lesson.ts";
import { keptText } from "../../features/studio/keep.ts";
import type { Kept } from "../../features/studio/keep.ts";
import { Studio } from "../../features/studio/Studio.tsx";
import { Unread } from "../../features/studio/Unread.tsx";
import { taskKey } from "../../progress/derive.ts";
import { setRecord, useProgress, valueOf } from "../../progress/store.ts";
import styles from "../LessonPage.module.css";
import { FillJournal } from "./FillJournal.tsx";
import { useLearnersHistogram } from "./learners-histogram.ts";

interface Props {
  course: Course;
  lesson: LessonMeta;
  block: Extract<Block, { kind: "studio" }>;
}

export default function StudioBlock(props: Props) {
  const ready = useProgress((state) => state.phase === "ready");
  return ready ? <Opened {...props} /> : <div className={styles.workbenchPlace} aria-busy="true" />;
}

function Opened({ course, lesson, block }: Props) {
  const id = taskKey(lesson, block.id);
  const recordWithLearners = useLearnersHistogram(course);
  const [kept, setKept] = useState<Kept>();
  const keep = useCallback(
    (next: Kept) => {
      setKept(next);
      setRecord("answer", id, { text: keptText(next) });
    },
    [id],
  );
  const [before] = useState(() => valueOf(useProgress.getState().records, "answer", id)?.text);
  const [first] = useState(() => openedWith(block, before));
  return (
    <>
      <Unread kept={before} />
      <Studio first={first} onKeep={keep} requires={block.requires} recordWithLearners={recordWithLearners} />
      <p className={styles.aside}>Your journal keeps what you draw here and the results of its last run.</p>
      <FillJournal
        lesson={lesson}
        journal={block.journal}
        from="this design"
        before="before the studio"
        written={() => journalTable(kept ?? { design: first, verdicts: [], result: null })}
      />
    </>
  );
}
