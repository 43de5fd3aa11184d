/** Decides whether Tab indents or leaves the editor, so that keyboard users are never trapped. */
import type { TabRule } from "./types.ts";

export type TabRuleEvent =
  { kind: "pointer" } | { kind: "blur" } | { kind: "key"; key: string; command: boolean };

const EDITING_KEYS = new Set([
  "Enter",
  "Backspace",
  "Delete",
  // What an input method sends instead of the character.
  "Process",
  "Unidentified",
  "Dead",
]);

/**
 * Tab indents after a click or typing in the editor, and leaves it again after Escape or a loss of focus.
 * Cursor keys change nothing: a reader who moves with the arrow keys must be able to leave without altering
 * the code. `command` is true when Ctrl or Meta was held.
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

/** The short hint below the text. */
export function tabHint(rule: TabRule): string {
  return rule === "indents"
    ? "Tab indents. Press Esc, then Tab, to leave."
    : "Tab leaves the editor. Start typing to make it indent.";
}
