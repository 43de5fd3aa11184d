/** The columns of the table of each kind of box: how a field is shown as text, and what a text makes of it. */
import { CHANNEL_KINDS, STATE_KINDS } from "../../recording/studio/schema.ts";
import type { AnyNode, ChannelKind, NodeKind } from "../../recording/studio/schema.ts";

export interface Column {
  field: string;
  title: string;
  kind: "text" | "number" | "list";
  /** Chosen from these; the words default to the value. */
  options?: readonly { value: string; words: string }[];
  /** The field says nothing of a box for which this is false. */
  appliesTo?: (node: AnyNode) => boolean;
  /** What an empty or special text stands for. */
  none?: { text: string; value: null | undefined };
}

const text = (field: string, title: string): Column => ({ field, title, kind: "text" });
const number = (field: string, title: string, none?: Column["none"]): Column => ({
  field,
  title,
  kind: "number",
  ...(none === undefined ? {} : { none }),
});
const choice = (field: string, title: string, options: readonly (string | [string, string])[]): Column => ({
  field,
  title,
  kind: "text",
  options: options.map((option) =>
    typeof option === "string" ? { value: option, words: option } : { value: option[0], words: option[1] },
  ),
});

const NAME = text("id", "Name");

const kindIs =
  (...kinds: ChannelKind[]) =>
  (node: AnyNode): boolean =>
    "kind" in node && kinds.some((kind) => kind === node.kind);

export const COLUMNS: Record<NodeKind, readonly Column[]> = {
  source: [
    NAME,
    number("rate", "A second"),
    number("burst", "At once"),
    choice("arrivals", "Arrivals", [
      ["poisson", "independent (Poisson)"],
      ["even", "even"],
    ]),
    number("keys", "Keys"),
    number("hot", "Share of the busiest key, 0 to 1"),
  ],
  task: [
    NAME,
    number("count", "How many"),
    text("per", "One per"),
    { field: "owns", title: "Owns", kind: "list" },
    choice("runsOn", "Runs on", [
      ["runtime", "the shared runtime"],
      ["thread", "a thread of its own"],
    ]),
    number("longestPollUs", "Longest poll, µs", { text: "", value: undefined }),
    text("watchedBy", "Watched by"),
  ],
  channel: [
    NAME,
    choice("kind", "Kind", CHANNEL_KINDS),
    {
      ...number("capacity", "Capacity", { text: "unbounded", value: null }),
      appliesTo: kindIs("mpsc", "broadcast"),
    },
    {
      ...choice("whenFull", "When full", [
        ["wait", "senders wait"],
        ["drop", "drop the message"],
      ]),
      appliesTo: kindIs("mpsc"),
    },
    { ...number("keys", "One for each of so many keys"), appliesTo: kindIs("broadcast", "watch") },
  ],
  state: [
    NAME,
    choice("kind", "Lock", STATE_KINDS),
    number("holdUs", "Held, µs"),
    number("keys", "One for each of so many keys"),
  ],
  sink: [NAME, choice("kind", "Kind", ["socket", "file"]), number("writeUs", "A write, µs")],
};

export const KIND_WORDS: Record<NodeKind, { one: string; many: string }> = {
  source: { one: "source", many: "Sources" },
  task: { one: "task", many: "Tasks" },
  channel: { one: "channel", many: "Channels" },
  state: { one: "shared state", many: "Shared state" },
  sink: { one: "sink", many: "Sinks" },
};

export function shownIn(column: Column, node: AnyNode): string {
  const value = (node as unknown as Record<string, unknown>)[column.field];
  if (column.none !== undefined && value === column.none.value) return column.none.text;
  if (Array.isArray(value)) return value.join(", ");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** @returns the field's new value, or what is wrong with the text */
export function valueFrom(column: Column, written: string): { value: unknown } | { wrong: string } {
  const trimmed = written.trim();
  if (column.none !== undefined && trimmed === column.none.text) return { value: column.none.value };
  if (column.kind === "list")
    return {
      value: trimmed
        .split(",")
        .map((part) => part.trim())
        .filter((part) => part !== ""),
    };
  if (column.kind === "text") return { value: trimmed };
  const value = Number(trimmed.replaceAll(/[\s_]|,(?=\d{3}(?!\d))/g, ""));
  if (trimmed === "" || !Number.isFinite(value))
    return {
      wrong: `expected a number${column.none?.text ? ` or ${column.none.text}` : ""}, got "${written}"`,
    };
  return { value };
}
