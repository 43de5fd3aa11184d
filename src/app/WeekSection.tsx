/** A week: its lessons and the learner's progress in them, its purpose, and what builds on it. Shown on the home page and on its own page. */
import texts from "virtual:weeks";
import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { LessonMeta, Week } from "../course/types.ts";
import { lessonProgress } from "../progress/derive.ts";
import { useProgress } from "../progress/store.ts";
import { Html } from "../ui/Html.tsx";
import { Read } from "./blocks/Asides.tsx";
import styles from "./Home.module.css";
import { minutesOf } from "../course/minutes.ts";

interface Props {
  week: Week;
  /** The week's title, as a heading with the week's id. */
  heading: ReactNode;
  /** What is below it. */
  part: "h2" | "h3";
}

export function WeekSection({ week, heading, part: Part }: Props) {
  // In development a saved week brings its text along.
  const { why = [], feedsInto = [] } = week.why ? week : (texts[week.id] ?? {});
  const minutes = minutesOf(week.lessons);
  return (
    <section className={styles.week} aria-labelledby={week.id}>
      <p className="label">
        {week.label} · {Math.round(minutes / 60)} hours
      </p>
      {heading}
      <p className={styles.subtitle}>{week.subtitle}</p>
      <ol className={styles.lessons}>
        {week.lessons.map((lesson) => (
          <LessonRow key={lesson.id} lesson={lesson} />
        ))}
      </ol>
      <Part className={styles.part}>Why this week</Part>
      <div className={styles.why}>
        {why.map((block, index) => (
          <Read key={"id" in block ? block.id : index} block={block} />
        ))}
      </div>
      {feedsInto.length > 0 && (
        <>
          <Part className={styles.part}>Feeds into</Part>
          <ul className={styles.feeds}>
            {feedsInto.map((item) => (
              <li key={item}>
                <Html className="prose" html={item} />
              </li>
            ))}
          </ul>
        </>
      )}
      <p className={styles.glossary}>
        <Link href="/glossary/">Glossary</Link>: every term of the course
      </p>
    </section>
  );
}

function LessonRow({ lesson }: { lesson: LessonMeta }) {
  const records = useProgress((state) => state.records);
  const { done, total, marked } = lessonProgress(records, lesson);
  const state = marked ? "Marked done" : total === 0 ? "" : `${done} of ${total} tasks`;
  return (
    <li>
      <Link href={`/${lesson.weekId}/${lesson.id}/`} className={styles.row} data-marked={marked || undefined}>
        <span className={styles.rowLabel}>{lesson.label}</span>
        <span className={styles.rowTitle}>
          <strong>{lesson.title}</strong>
          <span>{lesson.summary}</span>
        </span>
        <span className={styles.rowState}>
          <span>
            {marked && <Check size={14} aria-hidden />} {state}
          </span>
          <span>{lesson.minutes} min</span>
        </span>
      </Link>
    </li>
  );
}
