/** The Rust names of a design's parts: no keyword, and nothing that the skeleton uses itself. */
import type { Design, Task } from "../schema.ts";
import { capital } from "../../../lib/words.ts";

const TAKEN = new Set(
  (
    "as async await break const continue crate dyn else enum extern false fn for if impl in let loop match mod move mut pub ref return self static " +
    "struct super trait true type union unsafe use where while abstract become box do final gen macro override priv try typeof unsized virtual yield " +
    "main many any next_update next_change mpsc broadcast watch oneshot message update reply answer index tick tasks threads endless std tokio core alloc tests"
  ).split(" "),
);

/** What a longer name begins with: `in` of `in_tx`. */
export const stem = (id: string): string => id.replaceAll("-", "_").replace(/_+$/, "");

export function ident(id: string): string {
  const name = stem(id);
  return TAKEN.has(name) ? `${name}_` : name;
}

export const typeName = (id: string): string =>
  `${id
    .split("-")
    .filter((part) => part !== "")
    .map(capital)
    .join("")}State`;

/** What a task sends to, locks and is stopped by, each once, in the order of the design. */
export function usesOf(design: Design, task: Task) {
  const steps = task.on.flatMap(({ does }) => does);
  const sent = new Set(steps.flatMap((step) => (step.do === "send" ? [step.to] : [])));
  const locked = new Set(steps.flatMap((step) => (step.do === "lock" ? [step.state] : [])));
  return {
    channels: design.channels.filter(({ id }) => sent.has(id)),
    states: design.states.filter(({ id }) => locked.has(id)),
    stop: task.shutdown === "" ? null : `${stem(task.shutdown)}_stop`,
  };
}

export const indented = (lines: readonly string[], by = 1): string[] =>
  lines.map((line) => (line === "" ? "" : "    ".repeat(by) + line));
