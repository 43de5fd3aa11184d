/** An exercise in the language that the learner chose, below what a link brought for it in either. */
import { lazy, type ReactNode } from "react";
import type { Course, Exercise } from "../../course/types.ts";
import { LanguageSwitch } from "../../features/rust/LanguageSwitch.tsx";
import { inRust } from "../../progress/in-rust.ts";
import { placeOf } from "../../course/places.ts";
import { SharedCode } from "../../features/exercise/share/SharedCode.tsx";
import { changeSettings, useSettings } from "../../progress/settings.ts";

const RustBench = lazy(() => import("./RustBench.tsx"));

interface Props {
  course: Course;
  exercise: Exercise;
  /** The exercise in TypeScript. */
  children: ReactNode;
}

export function InEitherLanguage({ course, exercise, children }: Props) {
  const language = useSettings((settings) => settings.language);
  const rust = inRust(exercise);
  const shared = <SharedCode exercise={exercise} placeOf={(id) => placeOf(course, id)} />;
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
      {language === "rust" ? <RustBench exercise={rust} /> : children}
    </>
  );
}
