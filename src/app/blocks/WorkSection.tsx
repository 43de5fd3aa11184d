/** An exercise or the capstone: its heading at once, its workbench when that has loaded. */
import { Suspense, type ReactNode } from "react";
import type { Block, Course } from "../../course/types.ts";
import { Boundary } from "../../ui/Boundary.tsx";
import styles from "../LessonPage.module.css";

interface Props {
  course: Course;
  block: Extract<Block, { kind: "exercise" | "capstone" }>;
  children: ReactNode;
}

/** The section stays while its content loads: links lead to it, and a reader's focus would be lost with it. */
export function WorkSection({ course, block, children }: Props) {
  const exercise = course.weeks.flatMap((week) => week.exercises).find(({ id }) => id === block.exercise);
  return (
    <section id={block.id} aria-labelledby={`${block.id}-title`} className={styles.work}>
      <p className="label">
        {block.kind === "capstone"
          ? "Capstone"
          : ["Exercise", exercise && `${exercise.minutes} min`].filter(Boolean).join(" · ")}
      </p>
      <h2 id={`${block.id}-title`}>{block.title}</h2>
      {exercise && <p className={styles.workSummary}>{exercise.summary}</p>}
      <Boundary>
        <Suspense fallback={<WorkbenchPlace />}>{children}</Suspense>
      </Boundary>
    </section>
  );
}

const WorkbenchPlace = () => (
  <div className={styles.workbenchPlace} aria-busy="true">
    <noscript>The workbench needs JavaScript.</noscript>
  </div>
);
