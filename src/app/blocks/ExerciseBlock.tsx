/** An exercise on a lesson's page: the workbench over the learner's stored code. */
import { lazy, use } from "react";
import type { Block, Exercise } from "../../course/types.ts";
import { useProgress } from "../../progress/store.ts";
import Workbench from "../../features/workbench/Workbench.tsx";
import { recordOutcome, useCode, useEarlier } from "../../progress/code.ts";
import { DraftNotices } from "../../features/exercise/DraftNotices.tsx";
import { InEitherLanguage } from "./InEitherLanguage.tsx";
import { ImportNote } from "../../features/exercise/ImportNote.tsx";
import styles from "../LessonPage.module.css";
import { exercisePart } from "../../course/data.ts";
import { ShareButton } from "../../features/exercise/share/ShareButton.tsx";
import { changeSettings, useSettings } from "../../progress/settings.ts";
import { useImportedCode, useRunner } from "../../features/exercise/uses.ts";

const ForAuthors = import.meta.env.DEV ? lazy(() => import("./ForAuthors.tsx")) : null;

interface Props {
  block: Extract<Block, { kind: "exercise" }>;
}

export default function ExerciseBlock({ block }: Props) {
  const exercise = use(exercisePart(block.exercise).kept());
  const ready = useProgress((state) => state.phase === "ready");
  return (
    <section id={block.id} className={styles.exercise} aria-labelledby={`${block.id}-title`}>
      <p className="label">Exercise · {exercise.minutes} min</p>
      <h2 id={`${block.id}-title`}>{exercise.title}</h2>
      <p className={styles.exerciseSummary}>{exercise.summary}</p>
      {ready ? (
        <InEitherLanguage exercise={exercise}>
          <Bench exercise={exercise} />
        </InEitherLanguage>
      ) : (
        <div className={styles.workbenchPlace} aria-busy="true" />
      )}
    </section>
  );
}

function Bench({ exercise }: { exercise: Exercise }) {
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
        onResult={(outcome, source) => recordOutcome(exercise, outcome, source)}
      />
    </div>
  );
}
