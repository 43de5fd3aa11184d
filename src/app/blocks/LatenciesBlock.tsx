/** The Axum lab on a lesson's page: it opens with the learner's last result file, and keeps it in the journal. */
import { useState } from "react";
import type { Block, Course } from "../../course/types.ts";
import { keptText, readKept } from "../../features/latencies/keep.ts";
import { Latencies } from "../../features/latencies/Latencies.tsx";
import { setRecord, useProgress, valueOf } from "../../progress/store.ts";
import styles from "../LessonPage.module.css";
import { useLearnersHistogram } from "./learners-histogram.ts";

interface Props {
  course: Course;
  /** Key of the record that holds the result. */
  id: string;
  block: Extract<Block, { kind: "latencies" }>;
}

export default function LatenciesBlock(props: Props) {
  const ready = useProgress((state) => state.phase === "ready");
  return ready ? <Opened {...props} /> : <div className={styles.workbenchPlace} aria-busy="true" />;
}

function Opened({ course, id, block }: Props) {
  const recordWithLearners = useLearnersHistogram(course);
  const [first] = useState(() => readKept(valueOf(useProgress.getState().records, "answer", id)?.text));
  return (
    <>
      <Latencies
        title={block.title}
        first={first}
        recordWithLearners={recordWithLearners}
        onTaken={(latencies) => setRecord("answer", id, { text: keptText(latencies) })}
      />
      <p className={styles.aside}>Your journal keeps the numbers of the file that you opened last.</p>
    </>
  );
}
