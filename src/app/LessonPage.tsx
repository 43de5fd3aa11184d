/** A day of the course: its title, its blocks in order, its closing, and the links to its neighbours. */
import { lazy, Suspense, use, useMemo } from "react";
import { ArrowDown } from "lucide-react";
import { Link } from "wouter";
import type { Block, Course, Lesson, LessonMeta } from "../course/types.ts";
import { lessonKey, lessonProgress } from "../progress/derive.ts";
import { placeIn } from "../progress/place.ts";
import { useProgress } from "../progress/store.ts";
import { BlockView } from "./blocks/BlockView.tsx";
import { Deeper } from "./blocks/Deeper.tsx";
import { ContentsBeside, hasRoomBeside } from "./Contents.tsx";
import { Closing } from "../features/answers/Closing.tsx";
import { lessonPart } from "../course/data.ts";
import styles from "./LessonPage.module.css";
import { Boundary } from "../ui/Boundary.tsx";
import { sectionsOf } from "./sections.ts";
import { goTo } from "../ui/scroll.ts";
import { usePageTitle } from "../ui/title.ts";
import { useReadingPlace } from "./use-reading-place.ts";

const AuthorBar = import.meta.env.DEV ? lazy(() => import("../features/author-tools/AuthorBar.tsx")) : null;

export function LessonPage({ course, meta }: { course: Course; meta: LessonMeta }) {
  const lesson = use(lessonPart(`${meta.weekId}/${meta.id}`).kept());
  const title = usePageTitle(`${meta.label}: ${meta.title}`);
  useReadingPlace(lesson);
  const isBeside = hasRoomBeside(lesson);
  const exercises = lesson.blocks.filter(({ kind }) => kind === "exercise").length;
  // The side has room for one workbench.
  const layout = isBeside ? "beside" : lesson.kind === "day" && exercises === 1 ? "split" : "below";
  return (
    <main id="main" className={styles.page} data-layout={layout}>
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
          <ToExercise lesson={lesson} />
        </header>
        <Blocks course={course} lesson={meta} blocks={lesson.blocks} />
        <div className={styles.block}>
          <Closing lesson={meta} />
          <PreviousNext course={course} lesson={meta} />
        </div>
      </article>
      {isBeside && <ContentsBeside lesson={lesson} />}
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

/** What is far down the page, or beside it, for those who come for it. */
function ToExercise({ lesson }: { lesson: Lesson }) {
  const exercise = sectionsOf(lesson).find(({ kind }) => kind === "exercise");
  if (!exercise) return null;
  return (
    <p className={styles.toExercise}>
      <a
        className="button"
        href={`#${exercise.id}`}
        onClick={(event) => {
          event.preventDefault();
          goTo(exercise.id);
        }}
      >
        {lesson.kind === "capstone" ? "Go to the capstone" : "Go to the exercise"}
        <ArrowDown size={16} aria-hidden />
      </a>
    </p>
  );
}

function PreviousNext({ course, lesson }: { course: Course; lesson: LessonMeta }) {
  const [previous, next] = useMemo(() => {
    const all = course.weeks.flatMap((week) => week.lessons);
    const at = all.indexOf(lesson);
    return [all[at - 1], all[at + 1]];
  }, [course, lesson]);
  const anchorOf = (each: LessonMeta | undefined) => (each && placeIn(lessonKey(each))?.anchor) || undefined;
  const [left, ahead] = [anchorOf(previous), anchorOf(next)];
  return (
    <nav className={styles.ways} aria-label="Previous and next">
      {previous ? (
        <Link href={`/${previous.weekId}/${previous.id}/${left ? `#${left}` : ""}`} rel="prev">
          <span className="label">
            ← {previous.label}
            {left && ", where you were"}
          </span>
          <strong>{previous.title}</strong>
        </Link>
      ) : (
        <Link href="/">
          <span className="label">←</span>
          <strong>Course home</strong>
        </Link>
      )}
      {next ? (
        <Link href={`/${next.weekId}/${next.id}/${ahead ? `#${ahead}` : ""}`} rel="next">
          <span className="label">
            {next.label}
            {ahead && ", where you were"} →
          </span>
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
