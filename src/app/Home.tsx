/** The course's home: what comes next, how far one is, why this week, what it feeds into. */
import { ArrowRight, Check } from "lucide-react";
import { Link } from "wouter";
import type { Course, LessonMeta, Week } from "../course/types.ts";
import { lessonProgress, nextLesson } from "../progress/derive.ts";
import { useProgress } from "../progress/store.ts";
import { Html } from "../ui/Html.tsx";
import { Read } from "./blocks/Asides.tsx";
import styles from "./Home.module.css";
import { usePageTitle } from "../ui/title.ts";

export function Home({ course }: { course: Course }) {
  const title = usePageTitle(course.title);
  return (
    <main id="main" className={styles.home}>
      <h1 className={styles.title} ref={title} tabIndex={-1}>
        {course.title}
      </h1>
      <p className={styles.tagline}>{course.tagline}</p>
      <Next course={course} />
      {course.weeks.map((week) => (
        <WeekSection key={week.id} week={week} />
      ))}
    </main>
  );
}

function Next({ course }: { course: Course }) {
  const records = useProgress((state) => state.records);
  const loading = useProgress((state) => state.phase === "loading");
  const lessons = course.weeks.flatMap((week) => week.lessons);
  const next = nextLesson(records, course);
  const marked = lessons.filter((lesson) => lessonProgress(records, lesson).marked).length;
  const begun = lessons.some((lesson) => lessonProgress(records, lesson).done > 0);
  if (!next)
    return (
      <p className={styles.actions}>
        <span>Every day is marked done. Your answers are in the</span> <Link href="/journal/">journal</Link>.
      </p>
    );
  return (
    <p className={styles.actions} aria-busy={loading}>
      <Link href={`/${next.weekId}/${next.id}/`} className="button primary">
        {begun || marked > 0 ? "Continue" : "Begin"} with {next.label}
        <ArrowRight size={16} aria-hidden />
      </Link>
      <span className={styles.count}>
        {marked} of {lessons.length} marked done
      </span>
    </p>
  );
}

function WeekSection({ week }: { week: Week }) {
  const minutes = week.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  return (
    <section className={styles.week} aria-labelledby={week.id}>
      <p className="label">
        Week {Number(week.id.replace(/\D+/g, ""))} · {Math.round(minutes / 60)} hours
      </p>
      <h2 id={week.id}>{week.title}</h2>
      <p className={styles.subtitle}>{week.subtitle}</p>
      <ol className={styles.lessons}>
        {week.lessons.map((lesson) => (
          <LessonRow key={lesson.id} lesson={lesson} />
        ))}
      </ol>
      <h3>Why this week</h3>
      <div className={styles.why}>
        {week.why.map((block, index) => (
          <Read key={"id" in block ? block.id : index} block={block} />
        ))}
      </div>
      {week.feedsInto.length > 0 && (
        <>
          <h3>Feeds into</h3>
          <ul className={styles.feeds}>
            {week.feedsInto.map((item) => (
              <li key={item}>
                <Html className="prose" html={item} />
              </li>
            ))}
          </ul>
        </>
      )}
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
