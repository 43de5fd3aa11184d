/** A day of the course: its title, its blocks in order, its closing, and the links to its neighbours. */
import { lazy, Suspense, use, useMemo } from "react";
import { Link } from "wouter";
import type { Block, Course, Lesson, LessonMeta } from "../course/types.ts";
import { lessonProgress } from "../progress/derive.ts";
import { useProgress } from "../progress/store.ts";
import { BlockView } from "./blocks/BlockView.tsx";
import { Deeper } from "./blocks/Deeper.tsx";
import { Closing } from "../features/answers/Closing.tsx";
import { lessonPart } from "../course/data.ts";
import styles from "./LessonPage.module.css";
import { Boundary } from "../ui/Boundary.tsx";
import { usePageTitle } from "../ui/title.ts";
import { useReadingPlace } from "./use-reading-place.ts";

const AuthorBar = import.meta.env.DEV ? lazy(() => import("../features/author-tools/AuthorBar.tsx")) : null;

export function LessonPage({ course, meta }: { course: Course; meta: LessonMeta }) {
  const lesson = use(lessonPart(`${meta.weekId}/${meta.id}`).kept());
  const title = usePageTitle(`${meta.label}: ${meta.title}`);
  useReadingPlace(lesson);
  const hasExercise = lesson.blocks.some((block) => block.kind === "exercise");
  return (
    <main id="main" className={styles.page} data-layout={hasExercise ? "split" : lesson.kind}>
      <article className={styles.article}>
        {AuthorBar && (
          <Suspense>
            <AuthorBar course={course} lesson={meta} />
          </Suspense>
        )}
        <header className={styles.head}>
          <p className="label">
            {meta.label} · {meta.minutes} min
            {meta.time.deeper > 0 && ` · ${meta.time.deeper} min more in depth`}
            {meta.time.later > 0 && ` · ${meta.time.later} min of readings for later`}
          </p>
          <h1 ref={title} tabIndex={-1}>
            {meta.title}
          </h1>
          <p className={styles.summary}>{meta.summary}</p>
          <Tasks lesson={meta} />
        </header>
        <Blocks course={course} lesson={meta} blocks={lesson.blocks} />
        <div className={styles.block}>
          <Closing lesson={meta} />
          <PreviousNext course={course} lesson={meta} />
        </div>
      </article>
      {lesson.kind === "day" && !hasExercise && lesson.headings.length > 2 && <Contents lesson={lesson} />}
    </main>
  );
}

interface BlocksProps {
  course: Course;
  lesson: LessonMeta;
  blocks: readonly Block[];
}

function Blocks({ course, lesson, blocks }: BlocksProps) {
  return blocks.map((block, index) => (
    <div key={keyOf(block, index)} className={styles.block} data-kind={block.kind}>
      <Boundary>
        {block.kind === "deeper" ? (
          <Deeper title={block.title}>
            <Blocks course={course} lesson={lesson} blocks={block.blocks} />
          </Deeper>
        ) : (
          <BlockView course={course} lesson={lesson} block={block} />
        )}
      </Boundary>
    </div>
  ));
}

const keyOf = (block: Block, index: number): string => ("id" in block ? block.id : `${block.kind}-${index}`);

function Tasks({ lesson }: { lesson: LessonMeta }) {
  const records = useProgress((state) => state.records);
  const { done, total } = lessonProgress(records, lesson);
  if (total === 0) return null;
  return (
    <p className={styles.tasks}>
      <progress className="progress" value={done} max={total} aria-label="Tasks of this lesson" />
      <span>
        {done} of {total} tasks done
      </span>
    </p>
  );
}

function Contents({ lesson }: { lesson: Lesson }) {
  return (
    <nav className={styles.contents} aria-label="On this page">
      <p className="label">On this page</p>
      <ul>
        {lesson.headings
          .filter(({ depth }) => depth === 2)
          .map(({ id, text }) => (
            <li key={id}>
              <a href={`#${id}`}>{text}</a>
            </li>
          ))}
      </ul>
    </nav>
  );
}

function PreviousNext({ course, lesson }: { course: Course; lesson: LessonMeta }) {
  const [previous, next] = useMemo(() => {
    const all = course.weeks.flatMap((week) => week.lessons);
    const at = all.indexOf(lesson);
    return [all[at - 1], all[at + 1]];
  }, [course, lesson]);
  return (
    <nav className={styles.ways} aria-label="Previous and next">
      {previous ? (
        <Link href={`/${previous.weekId}/${previous.id}/`} rel="prev">
          <span className="label">← {previous.label}</span>
          <strong>{previous.title}</strong>
        </Link>
      ) : (
        <Link href="/">
          <span className="label">←</span>
          <strong>Course home</strong>
        </Link>
      )}
      {next ? (
        <Link href={`/${next.weekId}/${next.id}/`} rel="next">
          <span className="label">{next.label} →</span>
          <strong>{next.title}</strong>
        </Link>
      ) : (
        <Link href="/journal/">
          <span className="label">→</span>
          <strong>Your journal</strong>
        </Link>
      )}
    </nav>
  );
}
