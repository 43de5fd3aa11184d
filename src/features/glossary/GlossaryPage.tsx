/** The glossary: every term, what it means, and the day that introduces it. */
import entries from "virtual:glossary";
import { Link } from "wouter";
import type { Course } from "../../course/types.ts";
import { Html } from "../../ui/Html.tsx";
import { usePageTitle } from "../../ui/title.ts";
import styles from "./glossary.module.css";

export default function GlossaryPage({ course }: { course: Course }) {
  const title = usePageTitle("Glossary");
  const labels = new Map(
    course.weeks.flatMap((week) =>
      week.lessons.map((lesson) => [`${lesson.weekId}/${lesson.id}`, lesson.label]),
    ),
  );
  const sorted = entries.toSorted((a, b) => a.name.localeCompare(b.name, "en"));
  return (
    <main id="main" className={styles.page}>
      <h1 ref={title} tabIndex={-1}>
        Glossary
      </h1>
      <p className={styles.intro}>Every term of the course, and the day that introduces it.</p>
      <dl className={styles.terms}>
        {sorted.map(({ id, name, html, lesson }) => (
          <div key={id} id={id} className={styles.term}>
            <dt>{name}</dt>
            <dd>
              <Html className="prose" html={html} />
              <Link href={`/${lesson}/`} className={styles.day}>
                {labels.get(lesson)}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
    </main>
  );
}
