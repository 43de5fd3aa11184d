/** The Axum lab on a lesson's page: it opens with the learner's last result file, and keeps it in the journal. */
import { useState } from "react";
import type { Block, Course, LessonMeta } from "../../course/types.ts";
import { keptText, readKept } from "../../features/latencies/keep.ts";
import { Latencies } from "../../features/latencies/Latencies.tsx";
import { latencyReport } from "../../features/latencies/report.ts";
import { taskKey } from "../../progress/derive.ts";
import { setRecord, useProgress, valueOf } from "../../progress/store.ts";
import styles from "../LessonPage.module.css";
import { FillJournal } from "./FillJournal.tsx";
import { useLearnersHistogram } from "./learners-histogram.ts";

interface Props {
  course: Course;
  lesson: LessonMeta;
  block: Extract<Block, { kind: "latencies" }>;
}

export default function LatenciesBlock(props: Props) {
  const ready = useProgress((state) => state.phase === "ready");
  return ready ? <Opened {...props} /> : <div className={styles.workbenchPlace} aria-busy="true" />;
}

function Opened({ course, lesson, block }: Props) {
  const id = taskKey(lesson, block.id);
  const recordWithLearners = useLearnersHistogram(course);
  const [taken, setTaken] = useState(() =>
    readKept(valueOf(useProgress.getState().records, "answer", id)?.text),
  );
  return (
    <>
      <Latencies
        title={block.title}
        first={taken}
        recordWithLearners={recordWithLearners}
        onTaken={(latencies) => {
          setTaken(latencies);
          setRecord("answer", id, { text: keptText(latencies) });
        }}
      />
      <p className={styles.aside}>Your journal keeps the numbers of the file that you opened last.</p>
      {taken !== null && (
        <FillJournal
          lesson={lesson}
          journal={block.journal}
          from="this file"
          before="before the result file"
          written={() => latencyReport(taken)}
        />
      )}
    </>
  );
}
