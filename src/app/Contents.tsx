/** What is on the page and where the reader is: beside the text where there is room, elsewhere behind a button of the header. */
import { List } from "lucide-react";
import { use, useMemo, useRef } from "react";
import { Link } from "wouter";
import { lessonPart } from "../course/data.ts";
import type { Lesson, LessonMeta, Week } from "../course/types.ts";
import { lessonProgress } from "../progress/derive.ts";
import { useProgress } from "../progress/store.ts";
import { goTo } from "../ui/scroll.ts";
import styles from "./Contents.module.css";
import { sectionsOf, type Section } from "./sections.ts";
import { useActiveSection } from "./use-active-section.ts";

/** The lessons that have the contents beside their text; the header's button is for all others, and for narrow windows. */
export const hasRoomBeside = (lesson: Lesson): boolean =>
  lesson.kind === "day" && !lesson.blocks.some(({ kind }) => kind === "exercise");

export function ContentsBeside({ lesson }: { lesson: Lesson }) {
  const sections = useMemo(() => sectionsOf(lesson), [lesson]);
  const active = useActiveSection(sections);
  return (
    <nav className={styles.beside} aria-label="On this page">
      <p className="label">On this page</p>
      <Sections sections={sections} active={active} />
    </nav>
  );
}

interface MenuProps {
  week: Week;
  /** The lesson that the page shows. */
  current: LessonMeta | undefined;
}

/** On a phone it also holds the week's lessons and the tools, for which the header has no room there. */
export function ContentsMenu({ week, current }: MenuProps) {
  return current ? <OfLesson week={week} meta={current} /> : <Menu week={week} name="Lessons" isOnlyWeek />;
}

function OfLesson({ week, meta }: { week: Week; meta: LessonMeta }) {
  const lesson = use(lessonPart(`${meta.weekId}/${meta.id}`).kept());
  const sections = useMemo(() => sectionsOf(lesson), [lesson]);
  const active = useActiveSection(sections);
  const name = sections.find(({ id }) => id === active)?.text ?? "Contents";
  return (
    <Menu week={week} current={meta} name={name} isBeside={hasRoomBeside(lesson)}>
      <Sections sections={sections} active={active} />
    </Menu>
  );
}

interface Props {
  week: Week;
  current?: LessonMeta;
  /** The section that the reader is in. */
  name: string;
  isBeside?: boolean;
  isOnlyWeek?: boolean;
  children?: React.ReactNode;
}

const MENU = "contents";

/** The pages that belong to no lesson; the header of a phone has no room for all of them. */
const TOOLS = [
  { href: "/explorer/", name: "Scheduler explorer", about: "watch tokio poll" },
  { href: "/studio/", name: "Task studio", about: "draw your tasks" },
] as const;

function Menu({ week, current, name, isBeside = false, isOnlyWeek = false, children }: Props) {
  const menu = useRef<HTMLDivElement>(null);
  const records = useProgress((state) => state.records);
  return (
    <div
      className={styles.inHeader}
      data-beside={isBeside || undefined}
      data-only-week={isOnlyWeek || undefined}
    >
      <button type="button" className={styles.open} popoverTarget={MENU}>
        <List size={18} aria-hidden />
        {current && <span className="visually-hidden">Contents, you are at: </span>}
        <span className={styles.name}>
          {current && <span className={styles.day}>{current.label} · </span>}
          {name}
        </span>
      </button>
      {/* A press on a link closes it. The links inside can be reached by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
      <div
        id={MENU}
        ref={menu}
        popover="auto"
        className={styles.menu}
        onClick={(event) =>
          event.target instanceof Element && event.target.closest("a") && menu.current?.hidePopover()
        }
      >
        {children && (
          <nav aria-label="On this page">
            <p className="label">On this page</p>
            {children}
          </nav>
        )}
        <nav className={styles.week} aria-label={`Lessons of ${week.title}`}>
          <p className="label">{week.title}</p>
          <ol>
            {week.lessons.map((lesson) => {
              const { done, total, marked } = lessonProgress(records, lesson);
              return (
                <li key={lesson.id}>
                  <Link
                    href={`/${lesson.weekId}/${lesson.id}/`}
                    aria-current={lesson === current ? "page" : undefined}
                  >
                    <span>
                      {lesson.label}: {lesson.title}
                    </span>
                    <span className={styles.done}>
                      {marked ? "✓ done" : total > 0 && `${done} of ${total}`}
                    </span>
                  </Link>
                </li>
              );
            })}
          </ol>
        </nav>
        <nav className={styles.week} aria-label="Tools">
          <p className="label">Tools</p>
          <ol>
            {TOOLS.map(({ href, name, about }) => (
              <li key={href}>
                <Link href={href}>
                  <span>{name}</span>
                  <span className={styles.done}>{about}</span>
                </Link>
              </li>
            ))}
          </ol>
        </nav>
      </div>
    </div>
  );
}

function Sections({ sections, active }: { sections: readonly Section[]; active: string | undefined }) {
  return (
    <ul className={styles.sections}>
      {sections.map(({ id, text, kind }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            aria-current={id === active ? "location" : undefined}
            data-kind={kind}
            onClick={(event) => {
              event.preventDefault();
              goTo(id);
            }}
          >
            {kind === "exercise" && "Exercise: "}
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
