/** On other pages: that the capstone is being measured, and the result when it is there. */
import { Link, useLocation } from "wouter";
import { useStore } from "zustand";
import type { Course } from "../course/types.ts";
import { underway } from "../features/chart/underway.ts";

export function MeasuringNotice({ course }: { course: Course }) {
  const [path] = useLocation();
  const now = useStore(underway);
  const capstone = course.weeks
    .flatMap((week) => week.lessons)
    .find((lesson) => lesson.tasks.some((task) => task.kind === "capstone"));
  if (now.kind === "none" || capstone === undefined) return null;
  const href = `/${capstone.weekId}/${capstone.id}/`;
  if (path.replace(/\/?$/, "/") === href) return null;
  return (
    <p className="notice">
      <span>
        {now.kind === "ended"
          ? now.sentence
          : "The capstone is being measured. Keep this tab in the foreground."}
      </span>
      {now.kind === "running" && (
        <progress className="progress" value={now.done} aria-label="Progress of the measurement" />
      )}
      <Link href={href}>See it</Link>
    </p>
  );
}
