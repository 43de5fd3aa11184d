/** The learner's settings of the page itself: theme and editor; in localStorage, so that the first paint knows them. */
import { create } from "zustand";
import type { EditorChoice } from "../editor/types.ts";

export type Theme = "system" | "light" | "dark";
export interface Settings {
  theme: Theme;
  editor: EditorChoice;
}

const KEY = "tokio-internals/settings";
const defaults: Settings = { theme: "system", editor: "auto" };

function read(): Settings {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof stored !== "object" || stored === null) return defaults;
    const { theme, editor } = stored as Record<string, unknown>;
    return {
      theme: theme === "light" || theme === "dark" ? theme : "system",
      editor: editor === "full" || editor === "plain" ? editor : "auto",
    };
  } catch {
    return defaults;
  }
}

export const useSettings = create<Settings>(() => read());

export function changeSettings(change: Partial<Settings>): void {
  useSettings.setState(change);
  const { theme, editor } = useSettings.getState();
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  try {
    localStorage.setItem(KEY, JSON.stringify({ theme, editor }));
  } catch {
    // The choice then lasts as long as the page.
  }
}
