/** Decides whether Tab indents or moves on, so that no one who came by keyboard is ever trapped. */
import type { TabRule } from "./types.ts";

export type TabRuleEvent =
  { kind: "pointer" } | { kind: "blur" } | { kind: "key"; key: string; command: boolean };

const EDITING_KEYS = new Set([
  "Enter",
  "Backspace",
  "Delete",
  // What an input method sends in place of the character.
  "Process",
  "Unidentified",
  "Dead",
]);

/**
 * Tab indents once the editor was pressed or typed into, and moves on again after Escape or when the focus left.
 * Keys that only move the cursor change nothing: someone who reads the code with the arrow keys must be able to
 * leave without altering it. `command` is true when Ctrl or Meta was held.
 */
export function nextTabRule(rule: TabRule, event: TabRuleEvent): TabRule {
  switch (event.kind) {
    case "pointer":
      return "indents";
    case "blur":
      return "leaves";
    case "key": {
      if (event.key === "Escape") return "leaves";
      const types = !event.command && (/^.$/u.test(event.key) || EDITING_KEYS.has(event.key));
      return types ? "indents" : rule;
    }
  }
}

/** The short hint under the text. */
export function tabHint(rule: TabRule): string {
  return rule === "indents"
    ? "Tab indents. Esc, then Tab, moves on."
    : "Tab moves on. Type, and Tab indents.";
}
