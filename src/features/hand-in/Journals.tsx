/** Everyone's answers to one question below each other. */
import type { Course } from "../../course/types.ts";
import type { Regraded } from "./regrade.ts";
import styles from "./RegradePage.module.css";

export function Journals({ course, done }: { course: Course; done: Regraded[] }) {
  const questions = course.weeks.flatMap((week) =>
    week.lessons.flatMap((lesson) =>
      lesson.tasks
        .filter(({ kind }) => kind === "question" || kind === "journal")
        .map((task) => ({
          id: `${week.id}/${lesson.id}/${task.id}`,
          title: `${lesson.label}: ${task.title}`,
        })),
    ),
  );
  const answered = questions
    .map((question) => ({
      ...question,
      answers: done.flatMap((one) => {
        const text =
          one.kind === "graded" ? one.handIn.answers.find(({ id }) => id === question.id)?.text : undefined;
        return one.kind === "graded" && text?.trim() ? [{ who: one.handIn.learner || one.file, text }] : [];
      }),
    }))
    .filter(({ answers }) => answers.length > 0);
  if (answered.length === 0) return null;
  return (
    <>
      <h2>Journals side by side</h2>
      {answered.map(({ id, title, answers }) => (
        <details key={id} className={styles.question}>
          <summary>
            {title} ({answers.length})
          </summary>
          {answers.map(({ who, text }, at) => (
            <blockquote key={at}>
              <p className="label">{who}</p>
              <p className={styles.text}>{text}</p>
            </blockquote>
          ))}
        </details>
      ))}
    </>
  );
}
