/** The keys of tokio-console, each with what it does. */
import { expect, it } from "vitest";
import { COLUMNS } from "./columns.ts";
import { FIRST_VIEW, press } from "./keys.ts";
import type { Shown, View } from "./keys.ts";

const SHOWN: Shown = { ids: [4, 8, 15], columns: COLUMNS.length, taskOfOp: 8 };

function after(keys: string, from: View = FIRST_VIEW): View {
  return keys.split(" ").reduce((view, key) => {
    const effect = press(key, view, SHOWN);
    return effect?.kind === "view" ? effect.view : view;
  }, from);
}

it("moves with arrows and with j and k, and comes round at both ends", () => {
  const selected = (keys: string) => after(keys).tasks.selected;
  expect(selected("j")).toBe(4);
  expect(selected("j j")).toBe(8);
  expect(selected("ArrowDown ArrowDown ArrowDown ArrowDown")).toBe(4);
  expect(selected("G k")).toBe(8);
  expect(selected("G g g")).toBe(4);
  expect(selected("k")).toBe(15);
  expect(selected("j k")).toBe(15);
});

it("sorts by the column to the left or right, round the ends, and inverts", () => {
  expect(COLUMNS[FIRST_VIEW.tasks.column]?.name).toBe("Total");
  expect(COLUMNS[after("l").tasks.column]?.name).toBe("Busy");
  expect(COLUMNS[after("h h h h h").tasks.column]?.name).toBe("Fields");
  expect(after("i").tasks.descending).toBe(false);
});

it("opens what is selected, and only that, and comes back", () => {
  expect(press("Enter", FIRST_VIEW, SHOWN)).toBeNull();
  expect(after("j Enter").screen).toBe("task");
  expect(after("j Enter j").tasks.selected).toBe(4);
  expect(after("j Enter Escape")).toMatchObject({ screen: "tasks", tasks: { selected: 4 } });
});

it("goes to the resources, to one of them, and from its operation to the task that waits", () => {
  expect(after("r").screen).toBe("resources");
  expect(after("r j")).toMatchObject({ resources: { selected: 4 }, tasks: { selected: null } });
  expect(after("r j Enter")).toMatchObject({ screen: "resource", ops: { selected: null } });
  expect(after("r j Enter j Enter")).toMatchObject({ screen: "task", tasks: { selected: 8 } });
  expect(after("r j Enter Escape").screen).toBe("resources");
  expect(after("r j Enter t").screen).toBe("tasks");
});

it("filters the lists, and Escape clears the filter", () => {
  expect(press("/", FIRST_VIEW, SHOWN)).toEqual({ kind: "filter" });
  expect(press("/", after("j Enter"), SHOWN)).toBeNull();
  expect(after("Escape", { ...FIRST_VIEW, filter: "feed" }).filter).toBe("");
  expect(press("Escape", FIRST_VIEW, SHOWN)).toBeNull();
});

it("pauses on any screen, and leaves other keys to the page", () => {
  expect(press(" ", after("j Enter"), SHOWN)).toEqual({ kind: "toggle-pause" });
  expect(press("Tab", FIRST_VIEW, SHOWN)).toBeNull();
});
