/** The learner's settings of the page itself: theme and editor; in localStorage, so that the first paint knows them. */
import { create } from "zustand";
import type { Language } from "./language.ts";

export type Theme = "system" | "light" | "dark";
/** The editor asked for; `auto` leaves it to the pointer of the device. */
export type EditorChoice = "auto" | "full" | "plain";

export interface Settings {
  theme: Theme;
  editor: EditorChoice;
  /** What exercises are solved in, where they can be solved in both. */
  language: Language;
  /** Rust code may be sent to the Rust Playground. */
  playground: boolean;
}

const KEY = "tokio-internals/settings";
const defaults: Settings = { theme: "system", editor: "auto", language: "typescript", playground: false };

function read(): Settings {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof stored !== "object" || stored === null) return defaults;
    const { theme, editor, language, playground } = stored as Record<string, unknown>;
    return {
      theme: theme === "light" || theme === "dark" ? theme : "system",
      editor: editor === "full" || editor === "plain" ? editor : "auto",
      language: language === "rust" ? "rust" : "typescript",
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
    // The choice then lasts as long as the page.
  }
}
