/** The line of the open view behind each event of a run, and the line at which each task is. */
import { codeWithLines } from "../../recording/program/code.ts";
import type { OpLines } from "../../recording/program/op-lines.ts";
import { rustWithLines } from "../../recording/program/rust.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import { parseText } from "../../recording/program/text.ts";
import type { Recording } from "../../recording/run/recorder.ts";
import { beatStart } from "../../recording/trace/beats.ts";
import type { Playback } from "../../recording/trace/playback.ts";
import type { Opened } from "./opened.ts";

/** @returns the line of an event, by its index; undefined: none */
export type LineOf = (event: number) => number | undefined;

/** null: the open view is not what runs. */
export function linesIn(recording: Recording, { running, language, drafts, config }: Opened): LineOf | null {
  if (running === null) return null;
  const lines = (recording as Partial<{ lines: ReadonlyMap<number, number> }>).lines;
  if (lines !== undefined) {
    const isShown = running.language === language && running.text === drafts[language];
    return isShown ? (event) => lines.get(event) : null;
  }
  const ops = opLines(running.text, language, drafts, config);
  if (ops === null) return null;
  return (event) => {
    const at = recording.events[event]?.at;
    return at === undefined ? undefined : ops[at.body]?.[at.op];
  };
}

/** Where a task program's ops are in a view of it that nobody has changed. */
function opLines(
  text: string,
  language: Opened["language"],
  drafts: Opened["drafts"],
  config: RunConfig,
): OpLines | null {
  const parsed = parseText(text);
  if (!parsed.ok) return null;
  if (language === "program") return drafts.program === text ? parsed.lines : null;
  const printed = language === "rust" ? rustWithLines(parsed.program, config) : codeWithLines(parsed.program);
  return printed?.text === drafts[language] ? printed.lines : null;
}

/** The line that caused a beat. */
export function lineOfBeat({ beats }: Playback, lineOf: LineOf, beat: number): number | undefined {
  if (beat < 0) return undefined;
  for (let event = beatStart(beats, beat); event < (beats[beat] ?? 0); event++) {
    const line = lineOf(event);
    if (line !== undefined) return line;
  }
  return undefined;
}

export interface TaskLine {
  task: number;
  line: number;
}

/** The tasks that have begun and are not done, and where each is; the newest first. */
export function taskLines(playback: Playback, lineOf: LineOf, beat: number, most: number): TaskLine[] {
  const { events } = playback.recording;
  const found = new Map<number, number>();
  const over = new Set<number>();
  const end = beat < 0 ? 0 : (playback.beats[beat] ?? 0);
  // Going backwards, an event belongs to the poll under way on its thread, or to the one that ends next.
  const polled = new Map<number, number | undefined>(polledNow(playback, beat));
  for (let at = end - 1; at >= Math.max(0, end - LOOKED_AT) && found.size < most; at--) {
    const event = events[at];
    if (event === undefined) continue;
    if (event.kind === "complete") over.add(event.task);
    if (event.kind === "poll-end" || event.kind === "poll-start") polled.set(event.worker, event.task);
    const task = polled.get(event.worker);
    const line = task === undefined || over.has(task) || found.has(task) ? undefined : lineOf(at);
    if (task !== undefined && line !== undefined) found.set(task, line);
    if (event.kind === "poll-start") polled.delete(event.worker);
  }
  return [...found].map(([task, line]) => ({ task, line }));
}

/** Events that are searched for the places of tasks: where a task was long ago is of no use. */
const LOOKED_AT = 600;

/** Whom each thread polls at the end of this beat. */
function polledNow(playback: Playback, beat: number): [worker: number, task: number][] {
  const { main, workers } = playback.sceneAt(beat);
  const now = workers.flatMap(({ running }, worker): [number, number][] =>
    running === null ? [] : [[worker, running]],
  );
  return main.running ? [[-1, 0], ...now] : now;
}
