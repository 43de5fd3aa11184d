/** The learner's settings, such as theme and editor; in localStorage, so that the first paint knows them. */
import { create } from "zustand";
import type { Language } from "./language.ts";

export type Theme = "system" | "light" | "dark";
/** The chosen editor; `auto` decides by the device's pointer. */
export type EditorChoice = "auto" | "full" | "plain";

/** Of a program in the explorer: in Rust, in TypeScript, as a task program. */
export type View = "rust" | "code" | "program";

export interface Settings {
  theme: Theme;
  editor: EditorChoice;
  /** The language of exercises that have both. */
  language: Language;
  /** The view of programs that the explorer opens with. */
  view: View;
  /** Whether the page may send Rust code to the Rust Playground. */
  playground: boolean;
}

const KEY = "tokio-internals/settings";
const defaults: Settings = {
  theme: "system",
  editor: "auto",
  language: "typescript",
  view: "rust",
  playground: false,
};

function read(): Settings {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof stored !== "object" || stored === null) return defaults;
    const { theme, editor, language, view, playground } = stored as Record<string, unknown>;
    return {
      theme: theme === "light" || theme === "dark" ? theme : "system",
      editor: editor === "full" || editor === "plain" ? editor : "auto",
      language: language === "rust" ? "rust" : "typescript",
      view: view === "code" || view === "program" ? view : "rust",
      playground: playground === true,
    };
  } catch {
    return defaults;
  }
}

export const useSettings = create<Settings>(() => read());

export function changeSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
  const { theme, ...rest } = useSettings.getState();
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  try {
    localStorage.setItem(KEY, JSON.stringify({ theme, ...rest }));
  } catch {
    // Then the choice lasts as long as the page.
  }
}
