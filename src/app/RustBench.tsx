/** An exercise in Rust: the workbench over the learner's Rust draft, and the ways to have it run. */
import { useCallback, useMemo } from "react";
import type { Exercise } from "../lesson/types.ts";
import { RustPanel } from "../playground/RustPanel.tsx";
import { exerciseOf } from "../rust/view.ts";
import type { Runner } from "../workbench/types.ts";
import Workbench from "../workbench/Workbench.tsx";
import { recordOutcome, useCode, useEarlier } from "./code-state.ts";
import { DraftNotices } from "./DraftNotices.tsx";
import styles from "./LessonPage.module.css";
import { changeSettings, useSettings } from "./theme.ts";

const ASK = "Rust runs outside of this page. Allow the Rust Playground below, or take the project home.";

export default function RustBench({ exercise }: { exercise: Exercise }) {
  const code = useCode(exercise);
  const choice = useSettings((settings) => settings.editor);
  const allowed = useSettings((settings) => settings.playground);
  const runner = useMemo<Runner>(
    () =>
      async (id, answer, { contentHash, onEvent, signal }) => {
        if (!allowed) return { kind: "failed", message: ASK };
        const [{ gradeInPlayground }, { crate }] = await Promise.all([
          import("../playground/run.ts"),
          import("../rust/crate.ts"),
        ]);
        return gradeInPlayground({
          exercise: exerciseOf(id),
          contentHash,
          answer,
          crate,
          signal,
          onEvent,
        });
      },
    [allowed],
  );
  const allow = useCallback((playground: boolean) => changeSettings({ playground }), []);
  return (
    <div className={styles.bench}>
      <DraftNotices exercise={exercise} code={code} />
      <Workbench
        exercise={exercise}
        code={code}
        language="rust"
        earlier={useEarlier(exercise)}
        runner={runner}
        editor={{ choice, choose: (editor) => changeSettings({ editor }) }}
        onResult={(outcome, source) => recordOutcome(exercise, outcome, source)}
      />
      <RustPanel exercise={exercise} answer={code.text} allowed={allowed} onAllow={allow} />
    </div>
  );
}
