/** Counts what a lesson takes: its text, its tasks, the readings for now; and beside them what may wait. */
import { flatBlocks } from "../course/flat-blocks.ts";
import type { Block, LessonTime } from "../course/types.ts";
import { plainHtml } from "../lib/plain-html.ts";

/** Slower than a novel is read: the text is technical, and many read it in a second language. */
const WORDS_A_MINUTE = 180;
const CODE_LINES_A_MINUTE = 10;

/** What somebody spends who does each task with care, in minutes. An exercise says its own. */
const TASK_MINUTES = {
  prediction: 1,
  question: 5,
  journal: 5,
  explorer: 3,
  "wake-walk": 3,
  "blocking-lab": 8,
  console: 10,
  "own console": 30,
  latencies: 15,
  studio: 10,
} as const;
const ROUNDS_A_MINUTE = 2;

/** How far `minutes` in the front matter may be from the count: a fifth, or five minutes. */
export const isHonest = (claimed: number, counted: number): boolean =>
  Math.abs(claimed - counted) <= Math.max(5, 0.2 * counted);

/** @param exercises exercise -> its minutes */
export function timeOf(blocks: readonly Block[], exercises: ReadonlyMap<string, number>): LessonTime {
  const outer = blocks.filter((block) => block.kind !== "deeper");
  const inner = flatBlocks(blocks.filter((block) => block.kind === "deeper"));
  const all = flatBlocks(blocks);
  const now = readingMinutes(all, "now");
  return {
    now: Math.round(own(outer, exercises) + now),
    deeper: Math.round(own(inner, exercises)),
    later: readingMinutes(all, "later"),
  };
}

/** All but the readings, which are elsewhere. */
function own(blocks: readonly Block[], exercises: ReadonlyMap<string, number>): number {
  return blocks.reduce((sum, block) => sum + textMinutes(block) + taskMinutes(block, exercises), 0);
}

function readingMinutes(blocks: readonly Block[], when: "now" | "later"): number {
  return blocks.reduce(
    (sum, block) => sum + (block.kind === "reading" && block.when === when ? (block.minutes ?? 0) : 0),
    0,
  );
}

function taskMinutes(block: Block, exercises: ReadonlyMap<string, number>): number {
  switch (block.kind) {
    case "exercise":
    case "capstone":
      return exercises.get(block.exercise) ?? 0;
    case "predict-next":
      return block.rounds / ROUNDS_A_MINUTE;
    case "question":
    case "journal":
      return block.minutes ?? TASK_MINUTES[block.kind];
    case "prediction":
    case "explorer":
    case "wake-walk":
    case "blocking-lab":
    case "latencies":
    case "studio":
      return TASK_MINUTES[block.kind];
    case "console":
      return TASK_MINUTES[block.of === "own" ? "own console" : "console"];
    default:
      return 0;
  }
}

function textMinutes(block: Block): number {
  const texts = [
    "html" in block ? block.html : "",
    "afterHtml" in block ? (block.afterHtml ?? "") : "",
    "explainHtml" in block ? block.explainHtml : "",
    "belief" in block ? block.belief : "",
    ...("choices" in block ? block.choices.map(({ html }) => html) : []),
  ];
  return texts.reduce((sum, html) => sum + readMinutes(html), 0);
}

function readMinutes(html: string): number {
  let lines = 0;
  const prose = html.replace(/<pre[^>]*>([^]*?)<\/pre>/g, (_whole, code: string) => {
    lines += plainHtml(code)
      .split("\n")
      .filter((line) => line.trim() !== "").length;
    return " ";
  });
  const words = plainHtml(prose.replace(/<\/(p|li|td|th|h\d)>/g, " ")).match(/\S*[\p{L}\p{N}]\S*/gu) ?? [];
  return words.length / WORDS_A_MINUTE + lines / CODE_LINES_A_MINUTE;
}
