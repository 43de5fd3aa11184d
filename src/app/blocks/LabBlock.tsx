/** The blocking lab on a lesson's page: it opens with the learner's own audit, if there is one, and keeps it in the journal. */
import { useState } from "react";
import { auditText, parseAudit } from "../../features/blocking-lab/audit.ts";
import type { Audit } from "../../features/blocking-lab/audit.ts";
import { PRESETS } from "../../features/blocking-lab/handler.ts";
import type { Handler } from "../../features/blocking-lab/handler.ts";
import { Lab } from "../../features/blocking-lab/Lab.tsx";
import type { Block, Course } from "../../course/types.ts";
import { setRecord, useProgress, valueOf } from "../../progress/store.ts";
import styles from "../LessonPage.module.css";
import { useLearnersHistogram } from "./learners-histogram.ts";

interface Props {
  course: Course;
  /** Key of the record that holds the audit. */
  id: string;
  block: Extract<Block, { kind: "blocking-lab" }>;
}

export default function LabBlock({ course, id, block }: Props) {
  const ready = useProgress((state) => state.phase === "ready");
  return ready ? (
    <Opened course={course} id={id} block={block} />
  ) : (
    <div className={styles.workbenchPlace} aria-busy="true" />
  );
}

function Opened({ course, id, block }: Props) {
  const [audit, setAudit] = useState(() => stored(id) ?? fromLesson(block));
  const recordWithLearners = useLearnersHistogram(course);
  return (
    <>
      <Lab
        audit={audit}
        recordWithLearners={recordWithLearners}
        onChange={(next, results) => {
          setAudit(next);
          setRecord("answer", id, { text: auditText(next, results) });
        }}
      />
      <p className={styles.aside}>Your journal keeps what you edit here and the results of its last run.</p>
    </>
  );
}

function stored(id: string): Audit | null {
  const text = valueOf(useProgress.getState().records, "answer", id)?.text;
  return text === undefined ? null : parseAudit(text);
}

function fromLesson({ handler, requests, workers }: Props["block"]): Audit {
  const preset = PRESETS.find(({ name }) => name === handler) ?? (PRESETS[0] as Handler);
  return { handler: preset, load: { requestsPerSecond: requests, workers } };
}
