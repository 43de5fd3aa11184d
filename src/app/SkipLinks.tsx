/** The first three stops of the keyboard on every page: past the header, to the exercise, to its results. */
import { useLocation } from "wouter";
import type { Course } from "../course/types.ts";
import { focusOn } from "../ui/scroll.ts";

/** Elements on the page, found when the link is followed: most of them load late. */
const EXERCISE = "main [data-kind='exercise'] h2, main [data-kind='capstone'] h2";
const RESULTS = "main section[aria-label='Results']";

export function SkipLinks({ course }: { course: Course }) {
  const [location] = useLocation();
  const lesson = course.weeks
    .flatMap((week) => week.lessons)
    .find(({ weekId, id }) => location.replace(/\/$/, "") === `/${weekId}/${id}`);
  const exercise = lesson?.tasks.find((task) => task.exercise !== undefined);
  return (
    <>
      <Skip to="#main" find="#main h1">
        {lesson ? "Skip to the lesson" : "Skip to the content"}
      </Skip>
      {exercise && (
        <>
          <Skip to={`#${exercise.id}`} find={EXERCISE}>
            Skip to the exercise
          </Skip>
          <Skip to={`#${exercise.id}`} find={RESULTS}>
            Skip to the results
          </Skip>
        </>
      )}
    </>
  );
}

interface Props {
  /** Followed when there is nothing to find yet. */
  to: string;
  /** A selector. */
  find: string;
  children: string;
}

function Skip({ to, find, children }: Props) {
  return (
    <a
      className="visually-hidden-until-focus"
      href={to}
      onClick={(event) => {
        const target = document.querySelector<HTMLElement>(find);
        if (!target) return;
        event.preventDefault();
        target.scrollIntoView({ behavior: "instant" });
        focusOn(target);
      }}
    >
      {children}
    </a>
  );
}
