/** The course's home: what comes next, how far one is, why this week, what it feeds into. */
import { ArrowRight } from "lucide-react";
import { Link } from "wouter";
import type { Course } from "../course/types.ts";
import { lessonProgress, nextLesson } from "../progress/derive.ts";
import { useProgress } from "../progress/store.ts";
import styles from "./Home.module.css";
import { WeekSection } from "./WeekSection.tsx";
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
        <WeekSection
          key={week.id}
          week={week}
          part="h3"
          heading={
            <h2 id={week.id} className={styles.weekTitle}>
              <Link href={`/${week.id}/`}>{week.title}</Link>
            </h2>
          }
        />
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
