/** An exercise on a lesson's page: the workbench over the learner's stored code. */
import { use } from "react";
import type { Block, Exercise } from "../lesson/types.ts";
import { useProgress } from "../progress/store.ts";
import Workbench from "../workbench/Workbench.tsx";
import { recordOutcome, useCode, useEarlier } from "./code-state.ts";
import styles from "./LessonPage.module.css";
import { loadExercise } from "./load-exercise.ts";
import { changeSettings, useSettings } from "./theme.ts";

export default function ExerciseBlock({ block }: { block: Extract<Block, { kind: "exercise" }> }) {
  const exercise = use(loadExercise(block.exercise));
  const ready = useProgress((state) => state.phase === "ready");
  return (
    <section id={block.id} className={styles.exercise} aria-labelledby={`${block.id}-title`}>
      <p className="label">Exercise · {exercise.minutes} min</p>
      <h2 id={`${block.id}-title`}>{exercise.title}</h2>
      <p className={styles.exerciseSummary}>{exercise.summary}</p>
      {ready ? <Bench exercise={exercise} /> : <div className={styles.workbenchPlace} aria-busy="true" />}
    </section>
  );
}

function Bench({ exercise }: { exercise: Exercise }) {
  const choice = useSettings((settings) => settings.editor);
  return (
    <Workbench
      exercise={exercise}
      code={useCode(exercise)}
      earlier={useEarlier(exercise)}
      editor={{ choice, choose: (editor) => changeSettings({ editor }) }}
      onResult={(outcome, source) => recordOutcome(exercise, outcome, source)}
    />
  );
}
