/** A week at a glance: a chip for each lesson, filled as far as its tasks are done. */
import { Check } from "lucide-react";
import { Link } from "wouter";
import type { LessonMeta } from "../course/types.ts";
import { lessonProgress } from "../progress/derive.ts";
import { useProgress } from "../progress/store.ts";
import styles from "./LessonChips.module.css";

export function LessonChips({ lessons }: { lessons: readonly LessonMeta[] }) {
  const records = useProgress((state) => state.records);
  return (
    <nav aria-label="The week at a glance">
      <ol className={styles.chips}>
        {lessons.map((lesson) => {
          const { done, total, marked } = lessonProgress(records, lesson);
          return (
            <li key={lesson.id}>
              <Link href={`/${lesson.weekId}/${lesson.id}/`} className={styles.chip}>
                <span className={styles.name}>
                  {lesson.label} {marked && <Check size={13} aria-hidden />}
                </span>
                <span className={styles.title}>{lesson.title}</span>
                <span className="visually-hidden">
                  {marked ? "marked done" : `${done} of ${total} tasks done`}
                </span>
                <progress
                  className="progress"
                  value={marked ? 1 : done}
                  max={marked ? 1 : Math.max(1, total)}
                  aria-hidden="true"
                />
              </Link>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
