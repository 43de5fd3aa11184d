/** The keyboard of tokio-console: what each key does to the view. */
import { TOTAL } from "./columns.ts";
import type { Order } from "./table.ts";

export type Screen = "tasks" | "task" | "resources" | "resource";

export interface View {
  screen: Screen;
  tasks: Order;
  resources: Order;
  /** Of the operations on the selected resource. */
  ops: Order;
  /** Words that a row must hold. */
  filter: string;
}

const BY_ID: Order = { selected: null, column: 0, descending: true };

export const FIRST_VIEW: View = {
  screen: "tasks",
  tasks: { selected: null, column: TOTAL, descending: true },
  resources: BY_ID,
  ops: BY_ID,
  filter: "",
};

/** The rows and columns of the list that a screen shows; a task's details show none. */
export interface Shown {
  /** In order. */
  ids: readonly number[];
  columns: number;
  /** Of the selected operation, for the way to its task. */
  taskOfOp?: number | null;
}

export type KeyEffect =
  { kind: "view"; view: View } | { kind: "toggle-pause" } | { kind: "filter" } | { kind: "toggle-help" };

/** The order of the list on a screen. */
export const listOf = (screen: Screen): "tasks" | "resources" | "ops" =>
  screen === "resources" ? "resources" : screen === "resource" ? "ops" : "tasks";

/** @returns null for keys that the console ignores */
export function press(key: string, view: View, shown: Shown): KeyEffect | null {
  switch (key) {
    case " ":
      return { kind: "toggle-pause" };
    case "/":
      return view.screen === "tasks" || view.screen === "resources" ? { kind: "filter" } : null;
    case "?":
      return { kind: "toggle-help" };
    case "t":
      return { kind: "view", view: { ...view, screen: "tasks" } };
    case "r":
      return { kind: "view", view: { ...view, screen: "resources" } };
    case "Escape":
      return escape(view);
    case "Enter":
      return enter(view, shown);
    default:
      return view.screen === "task" ? null : inList(key, view, shown);
  }
}

function escape(view: View): KeyEffect | null {
  if (view.screen === "task") return { kind: "view", view: { ...view, screen: "tasks" } };
  if (view.screen === "resource") return { kind: "view", view: { ...view, screen: "resources" } };
  return view.filter === "" ? null : { kind: "view", view: { ...view, filter: "" } };
}

function enter(view: View, { ids, taskOfOp }: Shown): KeyEffect | null {
  const { selected } = view[listOf(view.screen)];
  if (view.screen === "task" || selected === null || !ids.includes(selected)) return null;
  if (view.screen === "tasks") return { kind: "view", view: { ...view, screen: "task" } };
  if (view.screen === "resources")
    return { kind: "view", view: { ...view, screen: "resource", ops: { ...view.ops, selected: null } } };
  if (taskOfOp === null || taskOfOp === undefined) return null;
  return { kind: "view", view: { ...view, screen: "task", tasks: { ...view.tasks, selected: taskOfOp } } };
}

function inList(key: string, view: View, { ids, columns }: Shown): KeyEffect | null {
  const list = listOf(view.screen);
  const order = ordered(key, view[list], ids, columns);
  return order === null ? null : { kind: "view", view: { ...view, [list]: order } };
}

function ordered(key: string, order: Order, ids: readonly number[], columns: number): Order | null {
  const at = order.selected === null ? -1 : ids.indexOf(order.selected);
  /** Beyond an end it comes round at the other. */
  const select = (index: number): Order => ({
    ...order,
    selected: ids[(index + ids.length) % Math.max(1, ids.length)] ?? null,
  });
  const sortBy = (step: number): Order => ({ ...order, column: (order.column + step + columns) % columns });
  switch (key) {
    case "ArrowDown":
    case "j":
      return select(at + 1);
    case "ArrowUp":
    case "k":
      return select(at < 0 ? ids.length - 1 : at - 1);
    // tokio-console asks for it twice.
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
      return { ...order, descending: !order.descending };
    default:
      return null;
  }
}
