/** A week of the course on its own page. */
import type { Week } from "../course/types.ts";
import styles from "./Home.module.css";
import { WeekSection } from "./WeekSection.tsx";
import { usePageTitle } from "../ui/title.ts";

export default function WeekPage({ week }: { week: Week }) {
  const title = usePageTitle(week.title);
  return (
    <main id="main" className={styles.weekPage}>
      <WeekSection
        week={week}
        part="h2"
        heading={
          <h1 id={week.id} ref={title} tabIndex={-1} className={styles.weekTitle}>
            {week.title}
          </h1>
        }
      />
    </main>
  );
}
