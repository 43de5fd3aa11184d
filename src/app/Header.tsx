/** The sticky header: where you are, how far you are, journal, settings, theme. */
import { BookOpen, Moon, NotebookPen, Settings2, Sun, SunMoon, Waypoints, Workflow } from "lucide-react";
import { Suspense } from "react";
import { Link, useLocation } from "wouter";
import type { Course } from "../course/types.ts";
import { isDone, lessonProgress } from "../progress/derive.ts";
import { useProgress } from "../progress/store.ts";
import { Search } from "../features/search/Search.tsx";
import { Boundary } from "../ui/Boundary.tsx";
import { ContentsMenu } from "./Contents.tsx";
import styles from "./Header.module.css";
import { SavedState } from "./SavedState.tsx";
import { changeSettings, useSettings, type Theme } from "../progress/settings.ts";

export function Header({ course }: { course: Course }) {
  const [location] = useLocation();
  const records = useProgress((state) => state.records);
  const path = location.replace(/\/$/, "");
  const week = course.weeks.find(({ id }) => location.startsWith(`/${id}/`)) ?? course.weeks[0];
  const current = week?.lessons.find(({ weekId, id }) => path === `/${weekId}/${id}`);
  return (
    <>
      <header className={styles.header}>
        <div className={styles.inner}>
          <Link href="/" className={styles.brand}>
            <BookOpen size={18} aria-hidden />
            <span>{course.title}</span>
          </Link>
          {week && (
            <Boundary at={location} quiet>
              <Suspense>
                <ContentsMenu key={path} week={week} current={current} />
              </Suspense>
            </Boundary>
          )}
          {week && (
            <nav className={styles.lessons} aria-label={week.title}>
              <ol>
                {week.lessons.map((lesson) => {
                  const { done, total } = lessonProgress(records, lesson);
                  const marked = isDone(records, lesson);
                  const [word, number = ""] = lesson.label.split(" ");
                  return (
                    <li key={lesson.id}>
                      <Link
                        href={`/${lesson.weekId}/${lesson.id}/`}
                        className={styles.lesson}
                        aria-current={lesson === current ? "page" : undefined}
                        data-marked={marked || undefined}
                        data-whole={(marked && done === total) || undefined}
                        title={`${lesson.label}: ${lesson.title}`}
                      >
                        <span aria-hidden>
                          {number ? <span className={styles.word}>{word} </span> : word}
                          {number}
                        </span>
                        <span className="visually-hidden">
                          {lesson.label}: {lesson.title},{" "}
                          {marked ? "marked done" : `${done} of ${total} tasks done`}
                        </span>
                        <i
                          style={{ "--share": total ? done / total : 0 } as React.CSSProperties}
                          aria-hidden
                        />
                      </Link>
                    </li>
                  );
                })}
              </ol>
            </nav>
          )}
          <div className={styles.tools}>
            <SavedState />
            <Link
              href="/explorer/"
              className={styles.tool}
              aria-label="Scheduler explorer"
              aria-current={location.startsWith("/explorer") ? "page" : undefined}
              title="Scheduler explorer"
            >
              <Waypoints size={18} aria-hidden />
              <span className={styles.toolName}>Explorer</span>
            </Link>
            <Search className={styles.tool} />
            <Link
              href="/studio/"
              className={`${styles.tool} ${styles.roomy}`}
              aria-label="Task studio"
              aria-current={location.startsWith("/studio") ? "page" : undefined}
              title="Task studio"
            >
              <Workflow size={18} aria-hidden />
            </Link>
            <Link href="/journal/" className={styles.tool} aria-label="Journal" title="Journal">
              <NotebookPen size={18} aria-hidden />
            </Link>
            <Link
              href="/settings/"
              className={styles.tool}
              aria-label="Settings and your data"
              title="Settings and your data"
            >
              <Settings2 size={18} aria-hidden />
            </Link>
            <ThemeButton />
          </div>
        </div>
      </header>
      <div className={styles.room} />
    </>
  );
}

const nextTheme: Record<Theme, Theme> = { system: "light", light: "dark", dark: "system" };
const icons = { system: SunMoon, light: Sun, dark: Moon };

function ThemeButton() {
  const theme = useSettings((settings) => settings.theme);
  const Icon = icons[theme];
  const label = `Theme: ${theme}. Change to ${nextTheme[theme]}`;
  return (
    <button
      type="button"
      className={`${styles.tool} ${styles.theme}`}
      aria-label={label}
      title={label}
      onClick={() => changeSettings({ theme: nextTheme[theme] })}
    >
      <Icon size={18} aria-hidden />
    </button>
  );
}
