/** The glossary as its page shows it: each definition as HTML. */
import type { Term } from "./glossary.ts";
import { escapeHtml } from "../lib/escape.ts";
import type { GlossaryEntry } from "../course/types.ts";

export function entryOf({ id, name, lesson, means }: Term): GlossaryEntry {
  const html = escapeHtml(means).replace(/`([^`]+)`/g, '<code translate="no">$1</code>');
  return { id, name, lesson, html };
}

/** To be read before any script has run. */
export function entriesHtml(entries: readonly GlossaryEntry[]): string {
  const items = entries.map(
    ({ id, name, html }) => `<dt id="${id}">${escapeHtml(name)}</dt><dd>${html}</dd>`,
  );
  return `<dl>${items.join("")}</dl>`;
}
