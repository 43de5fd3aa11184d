/** The course's home: what it is, a run of the scheduler to guess at, where to go on, and the weeks. */
import { ArrowRight } from "lucide-react";
import { Suspense, useMemo } from "react";
import { Link } from "wouter";
import type { Course, LessonMeta } from "../course/types.ts";
import { lessonProgress } from "../progress/derive.ts";
import { whereNext } from "../progress/next.ts";
import { readPlaces } from "../progress/place.ts";
import { useProgress } from "../progress/store.ts";
import { Boundary } from "../ui/Boundary.tsx";
import { lazily } from "../ui/lazily.tsx";
import styles from "./Home.module.css";
import { LessonChips } from "./LessonChips.tsx";
import { OwnRatio } from "./OwnRatio.tsx";
import { WeekSection } from "./WeekSection.tsx";
import { usePageTitle } from "../ui/title.ts";

const FirstRun = lazily("The run", () => import("../features/first-run/FirstRun.tsx"));

export default function Home({ course }: { course: Course }) {
  const title = usePageTitle(course.title);
  return (
    <main id="main" className={styles.home}>
      <h1 className={styles.title} ref={title} tabIndex={-1}>
        {course.title}
      </h1>
      <p className={styles.tagline}>{course.tagline}</p>
      <div className={styles.run}>
        <Boundary>
          <Suspense>
            <FirstRun />
          </Suspense>
        </Boundary>
      </div>
      <Progress course={course} />
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

function Progress({ course }: { course: Course }) {
  const records = useProgress((state) => state.records);
  const loading = useProgress((state) => state.phase === "loading");
  const [place] = useMemo(() => readPlaces(), []);
  const next = whereNext(records, course, place);
  const lessons = course.weeks.flatMap((week) => week.lessons);
  const week = course.weeks.find(({ id }) => id === next?.lesson.weekId) ?? course.weeks.at(-1);
  const marked = lessons.filter((lesson) => lessonProgress(records, lesson).marked).length;
  return (
    <div aria-busy={loading}>
      <p className={styles.actions}>
        {next ? (
          <Link href={hrefOf(next.lesson, next.anchor)} className="button primary">
            {next.begun ? "Continue" : "Begin"} with {next.lesson.label}
            <ArrowRight size={16} aria-hidden />
          </Link>
        ) : (
          <Link href="/journal/" className="button primary">
            Read your journal
            <ArrowRight size={16} aria-hidden />
          </Link>
        )}
        <span className={styles.count}>
          {next ? `${marked} of ${lessons.length} marked done` : "Every day is marked done."}
        </span>
      </p>
      <OwnRatio />
      {week && <LessonChips lessons={week.lessons} />}
    </div>
  );
}

const hrefOf = ({ weekId, id }: LessonMeta, anchor = ""): string =>
  `/${weekId}/${id}/${anchor && `#${anchor}`}`;
