/** An exercise in the language that the learner chose, below any code that a link brought for it. */
import { Suspense, type ReactNode } from "react";
import type { Exercise } from "../../course/types.ts";
import { LanguageSwitch } from "../../features/rust/LanguageSwitch.tsx";
import { inRust } from "../../progress/in-rust.ts";
import { SharedCode } from "../../features/exercise/share/SharedCode.tsx";
import { changeSettings, useSettings } from "../../progress/settings.ts";
import { Boundary } from "../../ui/Boundary.tsx";
import { lazily } from "../../ui/lazily.tsx";
import styles from "../LessonPage.module.css";

const RustBench = lazily("The workbench for Rust", () => import("./RustBench.tsx"));

interface Props {
  exercise: Exercise;
  /** The exercise in TypeScript. */
  children: ReactNode;
}

export function InEitherLanguage({ exercise, children }: Props) {
  const language = useSettings((settings) => settings.language);
  const rust = inRust(exercise);
  const shared = <SharedCode exercise={exercise} />;
  if (rust === undefined)
    return (
      <>
        {shared}
        {children}
      </>
    );
  return (
    <>
      {shared}
      <LanguageSwitch language={language} onChoose={(chosen) => changeSettings({ language: chosen })} />
      {/* Below the switch, so that the learner can change language when this one fails to load. */}
      <Boundary at={language}>
        <Suspense fallback={<div className={styles.workbenchPlace} aria-busy="true" />}>
          {language === "rust" ? <RustBench exercise={rust} /> : children}
        </Suspense>
      </Boundary>
    </>
  );
}
