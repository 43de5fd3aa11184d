/** The order of polls, as in the lessons, with the place of each poll in the recording. */
import { MAIN } from "../../runtime/index.ts";
import type { Outcome, Queue, TaskId } from "../../runtime/index.ts";
import type { Seen } from "../run/probe.ts";
import { beatOf } from "./beats.ts";
import type { Beats } from "./beats.ts";
import type { Labels } from "./labels.ts";

export interface PollRecord {
  task: TaskId;
  worker: number;
  startBeat: number;
  /** Its end; null if the recording ends inside it. */
  endBeat: number | null;
  outcome: Outcome | null;
  /** Where the worker took it from; null for main, which is in no queue. */
  from: Queue | "stolen" | null;
  startMs: number;
  endMs: number;
}

export function listPolls(events: readonly Seen[], beats: Beats): PollRecord[] {
  const polls: PollRecord[] = [];
  const open = new Map<TaskId, PollRecord>();
  const from = new Map<number, Queue | "stolen">();
  events.forEach((event, at) => {
    if (event.kind === "tick") from.delete(event.worker);
    else if (event.kind === "steal") from.set(event.worker, "stolen");
    else if (event.kind === "pop" && !(event.queue === "inject" && from.has(event.worker)))
      from.set(event.worker, event.queue);
    else if (event.kind === "poll-start") {
      const poll: PollRecord = {
        task: event.task,
        worker: event.worker,
        startBeat: beatOf(beats, at),
        endBeat: null,
        outcome: null,
        from: event.task === MAIN ? null : (from.get(event.worker) ?? null),
        startMs: event.atMs,
        endMs: event.atMs,
      };
      polls.push(poll);
      open.set(event.task, poll);
    } else if (event.kind === "poll-end") {
      const poll = open.get(event.task);
      open.delete(event.task);
      if (poll !== undefined)
        Object.assign(poll, { endBeat: beatOf(beats, at), outcome: event.outcome, endMs: event.atMs });
    }
  });
  return polls;
}

/** `n` for each poll of task n, and `n!` after it if that poll was Ready, as in recorded traces. */
export function pollOrder(polls: readonly PollRecord[], labels: Labels): string {
  return polls
    .map(({ task, outcome }) => {
      const name = labels.short(task);
      return outcome === "ready" ? `${name} ${name}!` : name;
    })
    .join(" ");
}
