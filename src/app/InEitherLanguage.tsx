/** An exercise that can be solved in Rust as well: the choice, and what belongs to it. */
import { lazy, type ReactNode } from "react";
import type { Exercise } from "../lesson/types.ts";
import { LanguageSwitch } from "../rust/LanguageSwitch.tsx";
import { inRust } from "../rust/view.ts";
import { changeSettings, useSettings } from "./theme.ts";

const RustBench = lazy(() => import("./RustBench.tsx"));

interface Props {
  exercise: Exercise;
  /** The exercise in TypeScript. */
  children: ReactNode;
}

export function InEitherLanguage({ exercise, children }: Props) {
  const language = useSettings((settings) => settings.language);
  const rust = inRust(exercise);
  if (rust === undefined) return children;
  return (
    <>
      <LanguageSwitch language={language} onChoose={(chosen) => changeSettings({ language: chosen })} />
      {language === "rust" ? <RustBench exercise={rust} /> : children}
    </>
  );
}
