/** The whole journal as Markdown: every question with the learner's answer, predictions, results, measurements. */
import { flatBlocks } from "../../course/flat-blocks.ts";
import type { Block, Course, Lesson } from "../../course/types.ts";
import { closingKey, findingKey, isDone, taskKey } from "../../progress/derive.ts";
import { findChosen, type Found } from "../../progress/chosen.ts";
import { wordsOfFile } from "../../progress/latencies.ts";
import type { Stored } from "../../progress/schema.ts";
import { valueOf } from "../../progress/store.ts";
import { plainHtml } from "../../lib/plain-html.ts";
import { embedded, tableCell } from "../../lib/markdown.ts";
import { resultsOf } from "./results.ts";
import { engineOf, type Bench, type BenchProfile } from "../../../harness/report.ts";

type Records = Readonly<Record<string, Stored>>;

export interface Entry {
  /** Where it was written: `week-01/day-1` and the block's anchor. */
  lessonKey: string;
  anchor: string;
  kind: "question" | "journal" | "prediction" | "exercise" | "closing";
  title: string;
  text: string;
  /** For a prediction: whether it was right. */
  right?: boolean;
  /** The question has no such choice any more. */
  earlier?: true;
}

export interface Day {
  lesson: Lesson;
  done: boolean;
  entries: Entry[];
}

/** What the learner wrote and ran, day by day, in page order; days without either are left out. */
export function collect(lessons: Lesson[], records: Records): Day[] {
  return lessons
    .map((lesson) => ({ lesson, done: isDone(records, lesson), entries: entriesOf(lesson, records) }))
    .filter((day) => day.entries.length > 0 || day.done);
}

function entriesOf(lesson: Lesson, records: Records): Entry[] {
  const lessonKey = `${lesson.weekId}/${lesson.id}`;
  const entries: Entry[] = [];
  for (const block of flatBlocks(lesson.blocks)) {
    if (isWritten(block)) {
      const key = taskKey(lesson, block.id);
      const kept = [findingKey(key), key]
        .map((one) => valueOf(records, "answer", one)?.text.trim())
        .filter(Boolean)
        .join("\n\n");
      const text = block.kind === "latencies" ? wordsOfFile(kept) : kept;
      if (text) entries.push({ lessonKey, anchor: block.id, kind: kindOf(block), title: block.title, text });
    } else if (block.kind === "exercise" || block.kind === "capstone") {
      const text = resultsOf(records, block.exercise);
      if (text) entries.push({ lessonKey, anchor: block.id, kind: "exercise", title: block.title, text });
    } else if (block.kind === "prediction") {
      const chosen = valueOf(records, "answer", taskKey(lesson, block.id))?.chosen;
      const predicted = chosen && predictedIn(findChosen(chosen, block.choices), block.choices);
      if (predicted)
        entries.push({ lessonKey, anchor: block.id, kind: "prediction", title: block.title, ...predicted });
    }
  }
  const closing = valueOf(records, "answer", closingKey(lesson))?.text.trim();
  if (closing)
    entries.push({
      lessonKey,
      anchor: `${lesson.id}-closing`,
      kind: "closing",
      title: "Closing the day",
      text: closing,
    });
  return entries;
}

type Written = Extract<
  Block,
  { kind: "question" | "journal" | "blocking-lab" | "console" | "latencies" | "studio" }
>;

function isWritten(block: Block): block is Written {
  return ["question", "journal", "blocking-lab", "console", "latencies", "studio"].includes(block.kind);
}

/** The lab's audit and the console's findings are journal entries of their own. */
function kindOf({ kind }: Written): "question" | "journal" {
  return kind === "question" ? "question" : "journal";
}

function predictedIn(
  found: Found,
  choices: readonly { html: string; right: boolean }[],
): { text: string; right: boolean; earlier?: true } | undefined {
  if (found.kind === "earlier") return { text: found.words, right: found.right, earlier: true };
  const choice = found.kind === "current" ? choices[found.index] : undefined;
  return choice && { text: plainHtml(choice.html), right: choice.right };
}

/** The outcome of a prediction in words. */
export const outcomeOf = ({ right, earlier }: Entry): string =>
  (right ? "right" : "not quite") + (earlier ? ", in an earlier wording of the question" : "");

export function toMarkdown(course: Course, days: Day[], benches: Bench[], now: Date): string {
  const parts = [`# Journal: ${course.title}`, `Exported on ${now.toISOString().slice(0, 10)}.`];
  for (const { lesson, done, entries } of days) {
    parts.push(`## ${lesson.label}: ${lesson.title}${done ? " (done)" : ""}`);
    for (const entry of entries) {
      parts.push(`### ${entry.title}`);
      if (entry.kind === "prediction")
        parts.push(`I predicted: ${embedded(entry.text)} — ${outcomeOf(entry)}.`);
      else parts.push(embedded(entry.text));
    }
  }
  if (benches.length > 0) parts.push("## Measurements", benchTable(benches));
  return `${parts.join("\n\n")}\n`;
}

function measuredOn(profile: BenchProfile): string {
  const { tokio, rustc } = profile.build ?? {};
  const versions = tokio === undefined ? "" : ` (tokio ${tokio}, rustc ${rustc})`;
  return `${engineOf(profile)} ${profile.profile}${versions}`;
}

function benchTable(benches: Bench[]): string {
  const rows = benches.flatMap((bench) =>
    bench.profiles.map((profile) => {
      const ratio = profile.recorded
        ? `${profile.ratio.toFixed(2)} (${profile.interval.map((bound) => bound.toFixed(2)).join("–")})`
        : `not recorded: ${tableCell(profile.reason)}`;
      return `| ${tableCell(bench.startedAt.slice(0, 16).replace("T", " "))} | ${tableCell(measuredOn(profile))} | ${ratio} | ${profile.control.toFixed(2)} | ${tableCell(bench.environment.engine)} |`;
    }),
  );
  return [
    "| when | measured on | spawn / inline (95 % interval) | control | engine |",
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}
