/** The journal: everything the learner wrote and the results of their code, with links to the places and an export as Markdown. */
import { Download } from "lucide-react";
import { use, type ReactNode } from "react";
import { Link } from "wouter";
import { loadLesson } from "../../course/data.ts";
import type { Course, Lesson } from "../../course/types.ts";
import { late, type Late } from "../../lib/late.ts";
import { collect, outcomeOf, toMarkdown, type Day } from "./markdown.ts";
import { useBenches } from "../../progress/benches.ts";
import { useProgress } from "../../progress/store.ts";
import { saveFile } from "../../ui/save-file.ts";
import styles from "../../ui/Page.module.css";
import { usePageTitle } from "../../ui/title.ts";

/** The lessons hold the questions, so the journal loads all lessons. */
const textsOf = new WeakMap<Course, Late<Lesson[]>>();

function loadAll(course: Course): Promise<Lesson[]> {
  const known = textsOf.get(course);
  if (known) return known.kept();
  const texts = late("The text of the lessons, which the journal quotes,", () =>
    Promise.all(
      course.weeks.flatMap((week) => week.lessons.map((lesson) => loadLesson(`${week.id}/${lesson.id}`))),
    ),
  );
  textsOf.set(course, texts);
  return texts.kept();
}

interface Props {
  course: Course;
  /** Saves the hand-in; a week without a capstone has no other place for it. */
  handIn: ReactNode;
}

export default function JournalPage({ course, handIn }: Props) {
  const all = use(loadAll(course));
  const records = useProgress((state) => state.records);
  const benches = useBenches();
  const title = usePageTitle("Journal");
  const days = collect(all, records);
  return (
    <main id="main" className={styles.page}>
      <header className={styles.head}>
        <h1 ref={title} tabIndex={-1}>
          Journal
        </h1>
        {days.length > 0 && (
          <button
            type="button"
            className="button"
            onClick={() =>
              saveFile(
                "tokio-internals-journal.md",
                "text/markdown",
                toMarkdown(course, days, benches, new Date()),
              )
            }
          >
            <Download size={16} aria-hidden /> Export as Markdown
          </button>
        )}
      </header>
      {days.length === 0 ? (
        <p className={styles.empty}>
          Nothing here yet. Your answers, your predictions, the results of your code and the capstone’s
          methodology appear here as you go.{" "}
          <Link href={`/${course.weeks[0]?.id}/${course.weeks[0]?.lessons[0]?.id}/`}>
            Start with the first day
          </Link>
          .
        </p>
      ) : (
        days.map((day) => <DayEntries key={day.lesson.id} day={day} />)
      )}
      <section className={`${styles.day} ${styles.handIn}`} aria-labelledby="journal-hand-in">
        <h2 id="journal-hand-in">Hand in</h2>
        {handIn}
      </section>
    </main>
  );
}

/** Characters shown of one entry: this page gives an overview. */
const MAX_SHOWN = 20_000;

function DayEntries({ day: { lesson, done, entries } }: { day: Day }) {
  return (
    <section className={styles.day} aria-labelledby={`journal-${lesson.id}`}>
      <h2 id={`journal-${lesson.id}`}>
        {lesson.label}: {lesson.title}
        {done && <span className={styles.done}> ✓ done</span>}
      </h2>
      {entries.map((entry) => (
        <article key={entry.anchor} className={styles.entry}>
          <h3>
            <Link href={`/${entry.lessonKey}/#${entry.anchor}`}>{entry.title}</Link>
          </h3>
          {entry.kind === "prediction" ? (
            <p>
              Predicted: {entry.text} — {outcomeOf(entry)}.
            </p>
          ) : (
            <p className={styles.text}>
              {entry.text.slice(0, MAX_SHOWN)}
              {entry.text.length > MAX_SHOWN && "… The full text is where you wrote it, and in the export."}
            </p>
          )}
        </article>
      ))}
    </section>
  );
}
