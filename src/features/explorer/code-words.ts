/** Writes the remarks on a run of code: errors at their lines, panics, tasks that wait forever and for what, and omissions. */
import { capital } from "../../lib/words.ts";
import type { SourcePosition } from "../../../harness/report.ts";
import { MAX_EVENTS } from "../../recording/run/most.ts";
import { storyOf } from "../../recording/trace/causes.ts";
import type { TaskId } from "../../runtime/index.ts";
import type { RecordOutcome } from "../../sandbox/record.ts";
import type { CodePlayback, CodeRun } from "./use-code-playback.ts";
import { formatCount } from "../../lib/units.ts";

export interface Remark {
  tone: "error" | "warn";
  text: string;
  notes: readonly string[];
  position: SourcePosition | undefined;
}

/** Further ones add nothing. */
const MOST_WAITING = 6;

export function remarksOn({ outcome, playback }: NonNullable<CodeRun["last"]>): Remark[] {
  if (playback !== null) return remarksOnRun(playback);
  return outcome.kind === "recorded" ? [] : remarksOnNoRun(outcome);
}

function remarksOnNoRun(outcome: Exclude<RecordOutcome, { kind: "recorded" }>): Remark[] {
  switch (outcome.kind) {
    case "does-not-compile":
      return outcome.errors.map((error) => ({
        tone: "error",
        text: error.message,
        notes: error.notes,
        position: error,
      }));
    case "failed":
      return [{ tone: "error", text: outcome.message, notes: [], position: undefined }];
    case "cancelled":
      return [{ tone: "warn", text: "Stopped.", notes: [], position: undefined }];
  }
}

function remarksOnRun(playback: CodePlayback): Remark[] {
  const { recording, labels } = playback;
  const remarks: Remark[] = [];
  if (recording.fault !== null) {
    const during = recording.fault.position === undefined ? underWay(playback) : "";
    remarks.push({
      tone: "error",
      text: during + recording.fault.message,
      notes: [],
      position: recording.fault.position,
    });
  }
  for (const { task, message, position } of recording.panics)
    remarks.push({ tone: "error", text: `In ${labels.long(task)}: ${message}`, notes: [], position });
  if (recording.end.kind === "cut") {
    const text = `The recording is full: the first ${formatCount(MAX_EVENTS)} events are kept, and the run went on.`;
    remarks.push({ tone: "warn", text, notes: [], position: undefined });
  }
  if (recording.end.kind === "parked") remarks.push(...parkedForEver(playback));
  return remarks;
}

/** For a killed run: the task that was being polled. */
function underWay({ polls, labels }: CodePlayback): string {
  const last = polls.at(-1);
  return last !== undefined && last.endBeat === null
    ? `While ${labels.long(last.task)} was being polled: `
    : "";
}

/** The tasks that are not complete when nothing can run any more: what each waits for, and where. */
export function parkedForEver(playback: CodePlayback): Remark[] {
  const { recording, labels, length } = playback;
  const alive = new Set<TaskId>(recording.config.root === "main" ? [0] : []);
  for (const event of recording.events) {
    if (event.kind === "spawn") alive.add(event.task);
    if (event.kind === "complete") alive.delete(event.task);
  }
  if (alive.size === 0) return [];
  const waiting = [...alive].slice(0, MOST_WAITING);
  const remarks = waiting.map((task): Remark => {
    const line = playback
      .eventsOf(task)
      .map((event) => recording.lines.get(event))
      .findLast((at) => at !== undefined);
    return {
      tone: "warn",
      text: storyOf(playback, length - 1, task).now,
      notes: [],
      position: line === undefined ? undefined : { line, column: 1 },
    };
  });
  const [first] = remarks;
  if (first !== undefined) {
    const rest = alive.size > MOST_WAITING ? ` (${alive.size} in all)` : "";
    const notes = circleOf(playback, alive).map((task) => labels.long(task));
    const circle = notes.length > 1 ? ` ${capital(notes.join(", "))} wait for each other.` : "";
    remarks.unshift({
      tone: "warn",
      text: `Nothing can run any more, and nobody is left who would wake these${rest}.${circle}`,
      notes: [],
      position: undefined,
    });
  }
  return remarks;
}

/** Tasks that await each other's JoinHandle in a cycle. */
function circleOf({ recording }: CodePlayback, alive: ReadonlySet<TaskId>): TaskId[] {
  const joins = new Map<TaskId, TaskId>();
  for (const event of recording.events) {
    if (event.kind === "poll-start") joins.delete(event.task);
    if (event.kind === "wait" && event.on === "join-handle") joins.set(event.task, event.which);
  }
  for (const start of alive) {
    const path: TaskId[] = [];
    for (let task: TaskId | undefined = start; task !== undefined; task = joins.get(task)) {
      if (task === start && path.length > 0) return path;
      if (path.includes(task)) break;
      path.push(task);
    }
  }
  return [];
}
