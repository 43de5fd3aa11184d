/** Everyone's answers to one question, one below the other. */
import type { Course } from "../../course/types.ts";
import { oneLine, visible } from "../../lib/visible.ts";
import { InPart } from "../../ui/InPart.tsx";
import { Unfold } from "../../ui/Unfold.tsx";
import type { Regraded } from "./regrade.ts";
import styles from "./RegradePage.module.css";

export function Journals({ course, done }: { course: Course; done: readonly Regraded[] }) {
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
  const written = done.flatMap((one) =>
    one.kind === "graded"
      ? [
          {
            who: oneLine(one.handIn.learner || one.file),
            answers: new Map(one.handIn.answers.map(({ id, text }) => [id, text])),
          },
        ]
      : [],
  );
  const answered = questions
    .map((question) => ({
      ...question,
      answers: written.flatMap(({ who, answers }) => {
        const text = answers.get(question.id);
        return text?.trim() ? [{ who, text }] : [];
      }),
    }))
    .filter(({ answers }) => answers.length > 0);
  if (answered.length === 0) return null;
  return (
    <>
      <h2>Journals side by side</h2>
      {answered.map(({ id, title, answers }) => (
        <Unfold key={id} className={styles.question} summary={`${title} (${answers.length})`}>
          {() => (
            <InPart items={answers} step={100} what="answers">
              {(part) =>
                part.map(({ who, text }, at) => (
                  <blockquote key={at}>
                    <p className="label">{who}</p>
                    <p className={styles.text}>{visible(text)}</p>
                  </blockquote>
                ))
              }
            </InPart>
          )}
        </Unfold>
      ))}
    </>
  );
}
