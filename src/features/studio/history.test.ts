/** Tests undo and redo over changes from every view. */
import { expect, test } from "vitest";
import { EMPTY } from "../../recording/studio/schema.ts";
import { begun, changed, redone, undone } from "./history.ts";

const named = (name: string) => ({ ...EMPTY, name });

test("undo goes back, redo forward, and a new change forgets what was undone", () => {
  let history = changed(changed(begun(named("a")), named("b")), named("c"));
  history = undone(undone(history));
  expect(history.now.name).toBe("a");
  expect(undone(history).now.name).toBe("a");
  history = redone(history);
  expect(history.now.name).toBe("b");
  history = changed(history, named("d"));
  expect(redone(history).now.name).toBe("d");
  expect(undone(history).now.name).toBe("b");
});

test("what is typed into one field is one step", () => {
  const history = ["b", "bc", "bcd"].reduce(
    (before, name) => changed(before, named(name), "name"),
    changed(begun(named("")), named("a"), "other"),
  );
  expect(undone(history).now.name).toBe("a");
});
