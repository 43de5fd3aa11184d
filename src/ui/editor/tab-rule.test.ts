/** Tab never traps keyboard users, and indents while typing. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextTabRule, tabHint, type TabRuleEvent } from "./tab-rule.ts";

const key = (name: string, command = false): TabRuleEvent => ({ kind: "key", key: name, command });
const after = (...events: TabRuleEvent[]) => events.reduce(nextTabRule, "leaves" as const);

describe("keyboard users", () => {
  test("leave with Tab and Shift+Tab", () => {
    expect(after(key("Tab"))).toBe("leaves");
    expect(after(key("Shift"), key("Tab"))).toBe("leaves");
  });

  test("may first read with the arrow keys", () => {
    expect(after(key("ArrowDown"), key("PageDown"), key("End"))).toBe("leaves");
  });

  test("may first copy or run", () => {
    expect(after(key("a", true), key("c", true), key("Enter", true))).not.toBe("indents");
  });
});

describe("a typing learner", () => {
  test.each(["x", " ", "é", "𝒳", "Enter", "Backspace", "Delete", "Process", "Dead"])(
    "indents after %j",
    (name) => {
      expect(after(key(name))).toBe("indents");
    },
  );

  test("keeps indenting while moving about", () => {
    expect(after(key("x"), key("ArrowUp"), key("Tab"))).toBe("indents");
  });
});

test("a click makes Tab indent", () => {
  expect(after({ kind: "pointer" })).toBe("indents");
});

test("Escape or losing the focus always frees Tab", () => {
  const event = fc.oneof(
    fc.constant<TabRuleEvent>({ kind: "pointer" }),
    fc.record({ kind: fc.constant("key" as const), key: fc.string({ maxLength: 8 }), command: fc.boolean() }),
  );
  fc.assert(
    fc.property(fc.array(event), (events) => {
      expect(after(...events, key("Escape"))).toBe("leaves");
      expect(after(...events, { kind: "blur" })).toBe("leaves");
    }),
  );
});

test("the hint says what Tab does now", () => {
  expect(tabHint("indents")).toContain("Tab indents");
  expect(tabHint("leaves")).toContain("Tab leaves");
});
