/** In development, above a lesson: its week's minutes, lesson by lesson, against the week's planned hours. */
import { Link } from "wouter";
import type { Course, LessonMeta } from "../../course/types.ts";
import styles from "./author.module.css";
import { minutesOf } from "../../course/minutes.ts";

export default function AuthorBar({ course, lesson }: { course: Course; lesson: LessonMeta }) {
  const week = course.weeks.find(({ id }) => id === lesson.weekId);
  if (week === undefined) return null;
  const minutes = minutesOf(week.lessons);
  const planned = week.hours === undefined ? undefined : week.hours * 60;
  return (
    <aside className={styles.bar} aria-label="Author">
      <span className={styles.tag}>Author</span>
      <span>
        {week.id}: <strong>{minutes} min</strong>
        {planned === undefined
          ? ", no plan (week.md: hours)"
          : ` of ${planned} planned, ${difference(planned - minutes)}`}
      </span>
      <ul className={styles.days}>
        {week.lessons.map((each) => (
          <li key={each.id} aria-current={each.id === lesson.id ? "page" : undefined}>
            <Link href={`/${each.weekId}/${each.id}/`}>{each.label}</Link> {each.minutes}
          </li>
        ))}
      </ul>
      <code translate="no">
        lessons/{lesson.weekId}/{lesson.id}.md
      </code>
    </aside>
  );
}

function difference(left: number): string {
  if (left === 0) return "to the minute";
  return left > 0 ? `${left} left` : `${-left} too many`;
}
