/** The keyboard of tokio-console: what each key does to the view. */
import type { TaskId } from "../../runtime/index.ts";
import { COLUMNS, TOTAL } from "./columns.ts";

export interface View {
  screen: "list" | "details";
  selected: TaskId | null;
  /** Index of the column to sort by. */
  column: number;
  descending: boolean;
}

export const FIRST_VIEW: View = { screen: "list", selected: null, column: TOTAL, descending: true };

export type KeyEffect = { kind: "view"; view: View } | { kind: "toggle-pause" };

/**
 * @param ids of the tasks on the screen, in order
 * @returns null for keys that the console ignores
 */
export function press(key: string, view: View, ids: readonly TaskId[]): KeyEffect | null {
  if (key === " ") return { kind: "toggle-pause" };
  const next = view.screen === "details" ? inDetails(key, view) : inList(key, view, ids);
  return next === null ? null : { kind: "view", view: next };
}

function inDetails(key: string, view: View): View | null {
  return key === "Escape" || key === "t" ? { ...view, screen: "list" } : null;
}

function inList(key: string, view: View, ids: readonly TaskId[]): View | null {
  const at = view.selected === null ? -1 : ids.indexOf(view.selected);
  const select = (index: number): View => ({
    ...view,
    selected: ids[Math.max(0, Math.min(ids.length - 1, index))] ?? null,
  });
  const sortBy = (step: number): View => ({
    ...view,
    column: (view.column + step + COLUMNS.length) % COLUMNS.length,
  });
  switch (key) {
    case "ArrowDown":
    case "j":
      return select(at + 1);
    case "ArrowUp":
    case "k":
      return select(at < 0 ? ids.length - 1 : at - 1);
    case "g":
    case "Home":
      return select(0);
    case "G":
    case "End":
      return select(ids.length - 1);
    case "ArrowLeft":
    case "h":
      return sortBy(-1);
    case "ArrowRight":
    case "l":
      return sortBy(1);
    case "i":
      return { ...view, descending: !view.descending };
    case "Enter":
      return at < 0 ? null : { ...view, screen: "details" };
    default:
      return null;
  }
}
