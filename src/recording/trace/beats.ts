/** Groups the stream of events into beats: the reader's steps, each one action of the scheduler. */
import type { Seen } from "../run/probe.ts";

/** `ends[i]` is the end of beat i, which has the events from `ends[i - 1]` (or 0) up to there. */
export type Beats = readonly number[];

export function cutBeats(events: readonly Seen[]): Beats {
  const ends: number[] = [];
  let head: Seen | undefined;
  let last: Seen | undefined;
  events.forEach((event, at) => {
    if (head === undefined || last === undefined || !continues(head, last, event)) {
      if (at > 0) ends.push(at);
      head = event;
    }
    if (!isAside(event)) last = event;
  });
  if (events.length > 0) ends.push(events.length);
  return ends;
}

export const beatStart = (beats: Beats, beat: number): number =>
  beat <= 0 ? 0 : (beats[beat - 1] as number);

/** The beat that holds the event at this index. */
export function beatOf(beats: Beats, event: number): number {
  let low = 0;
  let high = beats.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((beats[middle] as number) > event) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A worker leaving the sleepers is part of the event that caused it, and later events continue from there. */
const isAside = ({ kind }: Seen): boolean => kind === "notify" || kind === "unpark-by-id";

/** Whether `event` belongs to the beat that `head` began. Events of two workers never share a beat. */
function continues(head: Seen, last: Seen, event: Seen): boolean {
  if (event.worker !== head.worker) return false;
  if (isAside(event)) return true;
  switch (event.kind) {
    // A spawn, wake or steal and the resulting queue moves form one beat.
    case "push":
      if (event.queue === "defer") return last.kind === "budget";
      return head.kind !== "poll-start" && last.kind !== "complete" && last.kind !== "park-yield";
    case "overflow":
      return true;
    case "pop":
      return last.kind === "tick" || last.kind === "search" || last.kind === "pop";
    // Taking a task and polling it are one beat, unless another worker acts in between.
    case "poll-start":
      return (
        ["pop", "push", "search", "steal"].includes(last.kind) &&
        head.kind !== "spawn" &&
        head.kind !== "wake"
      );
    case "poll-end":
      return (
        last.kind === "wait" || last.kind === "timer-set" || (last.kind === "clone" && head.kind === "push")
      );
    case "complete":
      return last.kind === "poll-end" || last.kind === "pop";
    // On the way to Pending: a waker kept, a timer set, a reason recorded.
    case "clone":
      return (last.kind === "push" && last.queue === "defer") || last.kind === "timer-set";
    case "timer-set":
      return last.kind === "clone";
    case "wait":
      return last.kind === "clone" || last.kind === "timer-set";
    case "wake":
      return last.kind === "timer-fire";
    case "search":
      return ["unpark", "pop", "steal", "tick"].includes(last.kind);
    case "steal":
      return last.kind === "search";
    case "park":
      return last.kind === "search" || last.kind === "tick";
    case "park-yield":
      return last.kind === "tick";
    default:
      return false;
  }
}
