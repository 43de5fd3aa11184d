/** A design for a design document: the lesson's table of tasks and the route as markdown, and the picture as Mermaid. */
import { formatCount, formatNs } from "../../lib/units.ts";
import { longestPollUs } from "./flow.ts";
import { linksOf } from "./links.ts";
import { routeOf } from "./route.ts";
import { shutdownRounds } from "./shutdown.ts";
import type { Channel, Design, Task } from "./schema.ts";

/** The journal's table, the route of one message of each source, and where overload shows first. */
export function designMarkdown(design: Design, overload: string | null): string {
  const rows = design.tasks.map((task) => cells(design, task));
  return [
    row([
      "task",
      "how many",
      "owns",
      "waits for",
      "channel, capacity, when full",
      "longest poll",
      "watched by",
    ]),
    row(["---", "---", "---", "---", "---", "---", "---"]),
    ...rows.map(row),
    "",
    ...design.sources.flatMap(({ id }) => [
      `Route of one message of ${id}, with each crossing:`,
      "",
      ...routeOf(design, id).map(
        ({ from, via, to, lands }) => `- ${from} → ${via === "" ? "" : `${via} → `}${to}: ${lands}`,
      ),
      "",
    ]),
    `Where overload shows first, and why there: ${overload ?? ""}`,
    "",
    `Shutdown: ${shutdownWords(design)}`,
    "",
  ].join("\n");
}

const row = (columns: readonly string[]): string =>
  `| ${columns.map((text) => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ")).join(" | ")} |`;

function cells(design: Design, task: Task): string[] {
  const inputs = task.on.map(({ from }) => from);
  const channels = design.channels.filter(({ id }) => inputs.includes(id));
  return [
    task.id,
    task.per === "" ? String(task.count) : `${task.count} (one per ${task.per})`,
    task.owns.join(", "),
    inputs.join(", "),
    channels.map(channelWords).join("; "),
    `${formatNs(longestPollUs(task, design) * 1_000)}${task.runsOn === "thread" ? ", on a thread of its own" : ""}`,
    task.watchedBy,
  ];
}

export function channelWords({ id, kind, capacity, whenFull }: Channel): string {
  if (kind === "watch") return `${id}: watch, the newest value only`;
  if (kind === "broadcast") return `${id}: broadcast, ${capacity ?? 1_024}, the oldest is lost (Lagged)`;
  if (capacity === null) return `${id}: unbounded`;
  return `${id}: ${capacity}, ${whenFull === "wait" ? "senders wait" : "the message is dropped"}`;
}

function shutdownWords(design: Design): string {
  const rounds = shutdownRounds(design);
  const left = design.tasks.filter((task) => !rounds.flat().includes(task));
  const order = rounds.map((round) => round.map(({ id }) => id).join(" and ")).join(", then ");
  return `${order === "" ? "nothing ends" : order}${left.length > 0 ? `; nothing ends ${left.map(({ id }) => id).join(", ")}` : ""}.`;
}

/** Words of Mermaid's own: a box of that name would end the picture. */
const MERMAID = new Set(
  "end graph flowchart subgraph class click style default direction call href".split(" "),
);

/** A flowchart that GitHub, GitLab and most documentation tools draw. */
export function designMermaid(design: Design): string {
  const name = (id: string): string => (MERMAID.has(id) ? `${id}_` : id.replaceAll("-", "_"));
  const label = (text: string): string => `"${text.replaceAll('"', "'")}"`;
  const lines = [
    ...design.sources.map(
      ({ id, rate }) => `  ${name(id)}([${label(`${id}<br>${formatCount(rate)} a second`)}])`,
    ),
    ...design.tasks.map(
      ({ id, count }) => `  ${name(id)}[${label(count === 1 ? id : `${id}<br>× ${formatCount(count)}`)}]`,
    ),
    ...design.channels.map(
      (channel) => `  ${name(channel.id)}[/${label(channelWords(channel).replace(": ", "<br>"))}/]`,
    ),
    ...design.states.map(({ id, kind }) => `  ${name(id)}[(${label(`${id}<br>${kind}`)})]`),
    ...design.sinks.map(({ id, kind }) => `  ${name(id)}>${label(`${id}<br>${kind}`)}]`),
    ...linksOf(design).map(
      ({ from, to, kind }) =>
        `  ${name(from)} ${kind === "shutdown" ? "-.->" : kind === "lock" ? "---" : kind === "ask" ? "<-->" : "-->"} ${name(to)}`,
    ),
  ];
  return `flowchart LR\n${lines.join("\n")}\n`;
}
