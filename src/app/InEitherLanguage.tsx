/** An exercise in the language that the learner chose, below what a link brought for it in either. */
import { lazy, type ReactNode } from "react";
import type { Course, Exercise } from "../lesson/types.ts";
import { LanguageSwitch } from "../rust/LanguageSwitch.tsx";
import { inRust } from "../rust/view.ts";
import { placeOf } from "./places.ts";
import { SharedCode } from "./SharedCode.tsx";
import { changeSettings, useSettings } from "./theme.ts";

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
