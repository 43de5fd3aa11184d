/** Everyone's answers to one question, one below the other; a task design is drawn, also beside the entry that it fills in. */
import { Suspense } from "react";
import type { Course } from "../../course/types.ts";
import { oneLine, visible } from "../../lib/visible.ts";
import { Boundary } from "../../ui/Boundary.tsx";
import { InPart } from "../../ui/InPart.tsx";
import { lazily } from "../../ui/lazily.tsx";
import { ScrollBox } from "../../ui/ScrollBox.tsx";
import { Unfold } from "../../ui/Unfold.tsx";
import type { Regraded } from "./regrade.ts";
import styles from "./RegradePage.module.css";

const DesignPicture = lazily("The picture of the design", () => import("./DesignPicture.tsx"));

export function Journals({ course, done }: { course: Course; done: readonly Regraded[] }) {
  const questions = course.weeks.flatMap((week) =>
    week.lessons.flatMap((lesson) =>
      lesson.tasks
        .filter(({ kind }) => kind === "question" || kind === "journal" || kind === "studio")
        .map((task) => {
          const studio =
            task.kind === "studio"
              ? task
              : lesson.tasks.find(({ kind, journal }) => kind === "studio" && journal === task.id);
          return {
            id: `${week.id}/${lesson.id}/${task.id}`,
            title: `${lesson.label}: ${task.title}`,
            design: studio && `${week.id}/${lesson.id}/${studio.id}`,
            isDesign: task.kind === "studio",
          };
        }),
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
        const design = question.design === undefined ? undefined : answers.get(question.design);
        return text?.trim() ? [{ who, text, design }] : [];
      }),
    }))
    .filter(({ answers }) => answers.length > 0);
  if (answered.length === 0) return null;
  return (
    <>
      <h2>Journals side by side</h2>
      {answered.map(({ id, title, isDesign, answers }) => (
        <Unfold key={id} className={styles.question} summary={`${title} (${answers.length})`}>
          {() => (
            <InPart items={answers} step={100} what="answers">
              {(part) => part.map((answer, at) => <Answer key={at} {...answer} isDesign={isDesign} />)}
            </InPart>
          )}
        </Unfold>
      ))}
    </>
  );
}

interface AnswerProps {
  who: string;
  text: string;
  /** The text of the design that it was filled in from, or is. */
  design: string | undefined;
  isDesign: boolean;
}

function Answer({ who, text, design, isDesign }: AnswerProps) {
  const picture = design && (
    <Boundary>
      <Suspense fallback={<p className="note">Drawing the design…</p>}>
        <DesignPicture
          text={design}
          label={isDesign ? `The design of ${who}` : `The design of ${who}, beside the answer`}
        />
      </Suspense>
    </Boundary>
  );
  return (
    <blockquote>
      <p className="label">{who}</p>
      {isDesign ? (
        <>
          {picture}
          <Unfold className={styles.question} summary="As text">
            {() => (
              <ScrollBox className={styles.code} label={`The design of ${who} as text`}>
                <pre translate="no">{visible(text)}</pre>
              </ScrollBox>
            )}
          </Unfold>
        </>
      ) : (
        <div className={styles.beside}>
          <p className={styles.text}>{visible(text)}</p>
          {picture}
        </div>
      )}
    </blockquote>
  );
}
