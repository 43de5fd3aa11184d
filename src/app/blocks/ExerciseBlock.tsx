/** An exercise on a lesson's page: the workbench over the learner's stored code. */
import { lazy, use, useMemo } from "react";
import { Link } from "wouter";
import type { Block, Course, Exercise, LessonMeta } from "../../course/types.ts";
import { useProgress } from "../../progress/store.ts";
import Workbench from "../../features/workbench/Workbench.tsx";
import { recordOutcome, useCode, useEarlier } from "../../progress/code.ts";
import { DraftNotices } from "../../features/exercise/DraftNotices.tsx";
import { InEitherLanguage } from "./InEitherLanguage.tsx";
import { inRust } from "../../progress/in-rust.ts";
import { ImportNote } from "../../features/exercise/ImportNote.tsx";
import styles from "../LessonPage.module.css";
import { exercisePart } from "../../course/data.ts";
import { ShareButton } from "../../features/exercise/share/ShareButton.tsx";
import { changeSettings, useSettings } from "../../progress/settings.ts";
import { useImportedCode, useRunner } from "../../features/exercise/uses.ts";

const ForAuthors = import.meta.env.DEV ? lazy(() => import("./ForAuthors.tsx")) : null;

interface Props {
  course: Course;
  lesson: LessonMeta;
  block: Extract<Block, { kind: "exercise" }>;
}

export default function ExerciseBlock({ course, lesson, block }: Props) {
  const exercise = use(exercisePart(block.exercise).kept());
  const ready = useProgress((state) => state.phase === "ready");
  return ready ? (
    <InEitherLanguage exercise={exercise}>
      <Bench exercise={exercise} next={nextOf(course, lesson)} />
    </InEitherLanguage>
  ) : (
    <div className={styles.workbenchPlace} aria-busy="true" />
  );
}

function nextOf(course: Course, lesson: LessonMeta): LessonMeta | undefined {
  const all = course.weeks.flatMap((week) => week.lessons);
  return all[all.indexOf(lesson) + 1];
}

function Bench({ exercise, next }: { exercise: Exercise; next: LessonMeta | undefined }) {
  const onward = useMemo(
    () => (
      <>
        {inRust(exercise) && (
          <button type="button" className="button small" onClick={() => changeSettings({ language: "rust" })}>
            Try in Rust
          </button>
        )}
        {next && (
          <Link className="button small" href={`/${next.weekId}/${next.id}/`}>
            {next.label} →
          </Link>
        )}
      </>
    ),
    [exercise, next],
  );
  const code = useCode(exercise);
  const choice = useSettings((settings) => settings.editor);
  return (
    <div className={styles.bench}>
      <DraftNotices exercise={exercise} code={code} />
      <ImportNote exercise={exercise} />
      {ForAuthors && <ForAuthors exercise={exercise} code={code} />}
      <Workbench
        exercise={exercise}
        code={code}
        actions={<ShareButton exercise={exercise.id} language="typescript" code={code.text} />}
        earlier={useEarlier(exercise)}
        runner={useRunner(exercise)}
        imports={useImportedCode(exercise)}
        editor={{ choice, choose: (editor) => changeSettings({ editor }) }}
        onward={onward}
        onResult={(outcome, source) => recordOutcome(exercise, outcome, source)}
      />
    </div>
  );
}
