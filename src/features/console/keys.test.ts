/** The keys of tokio-console, each with what it does. */
import { expect, it } from "vitest";
import { COLUMNS } from "./columns.ts";
import { FIRST_VIEW, press } from "./keys.ts";
import type { View } from "./keys.ts";

const IDS = [4, 8, 15];

function after(keys: string, from: View = FIRST_VIEW): View {
  return keys.split(" ").reduce((view, key) => {
    const effect = press(key, view, IDS);
    return effect?.kind === "view" ? effect.view : view;
  }, from);
}

it("moves with arrows and with j and k, stopping at both ends", () => {
  expect(after("j").selected).toBe(4);
  expect(after("j j").selected).toBe(8);
  expect(after("ArrowDown ArrowDown ArrowDown ArrowDown").selected).toBe(15);
  expect(after("G k").selected).toBe(8);
  expect(after("G g").selected).toBe(4);
  expect(after("k").selected).toBe(15);
});

it("sorts by the column to the left or right, round the ends, and inverts", () => {
  expect(COLUMNS[FIRST_VIEW.column]?.name).toBe("Total");
  expect(COLUMNS[after("l").column]?.name).toBe("Busy");
  expect(COLUMNS[after("h h h h h").column]?.name).toBe("Fields");
  expect(after("i").descending).toBe(false);
});

it("opens what is selected, and only that, and comes back", () => {
  expect(press("Enter", FIRST_VIEW, IDS)).toBeNull();
  expect(after("j Enter").screen).toBe("details");
  expect(after("j Enter j").selected).toBe(4);
  expect(after("j Enter Escape")).toMatchObject({ screen: "list", selected: 4 });
});

it("pauses on either screen, and leaves other keys to the page", () => {
  expect(press(" ", after("j Enter"), IDS)).toEqual({ kind: "toggle-pause" });
  expect(press("Tab", FIRST_VIEW, IDS)).toBeNull();
});
