/** The page for an unknown address: it says where you can go instead. */
import type { Course } from "../course/types.ts";
import { Link } from "wouter";
import styles from "./Home.module.css";

export function NotFound({ course }: { course: Course }) {
  const first = course.weeks[0]?.lessons[0];
  return (
    <main id="main" className={styles.home}>
      <h1 className={styles.title}>Page not found</h1>
      <p className={styles.tagline}>
        The address may be mistyped, or the lesson was renamed. Your work is safe.
      </p>
      <p className={styles.actions}>
        <Link href="/" className="button primary">
          Course home
        </Link>
        {first && (
          <Link href={`/${first.weekId}/${first.id}/`} className="button">
            {first.label}
          </Link>
        )}
      </p>
    </main>
  );
}
