/** Puts a beat into words, for the line below the picture, the step list and screen readers. */
import { capital } from "../../lib/words.ts";
import type { TaskId } from "../../runtime/index.ts";
import type { Seen } from "../run/probe.ts";
import { EventWords, type Of } from "./event-words.ts";
import type { Playback } from "./playback.ts";

/** The actor; named once in a sentence. */
const SUBJECT = /^(?:worker \d+|the scheduler|the thread of block_on|task \d+|main)/;

/** The words for an event, or for several events that belong together. */
interface Phrase {
  text: string;
  events: number;
}

export function sayBeat(playback: Playback, beat: number): string {
  const events = playback.eventsOfBeat(beat);
  if (events.length === 0) return before(playback);
  return sentence(new EventWords(playback), events);
}

/** At -1, before anything has happened. */
function before({ recording: { config } }: Playback): string {
  if (config.flavor === "current_thread")
    return "Before the first step: block_on is about to poll its future.";
  const workers = config.workers === 1 ? "The worker is" : `All ${config.workers} workers are`;
  return `Before the first step. ${workers} asleep.`;
}

function sentence(words: EventWords, events: readonly Seen[]): string {
  /** What each actor does, one after the other. */
  const clauses: string[][] = [];
  let subject = "";
  for (let i = 0; i < events.length;) {
    const { text, events: taken } = phrase(words, events, i);
    const again = subject !== "" && text.startsWith(`${subject} `);
    if (again) clauses.at(-1)?.push(text.slice(subject.length + 1));
    else if (text !== "") clauses.push([text]);
    subject = SUBJECT.exec(text)?.[0] ?? subject;
    i += taken;
  }
  return `${capital(clauses.map(joined).join("; "))}.`;
}

/** "worker 0, tick 2, takes task 1, stops searching and polls task 1" */
function joined([first = "", ...more]: readonly string[]): string {
  if (more.length === 0) return first;
  if (/, tick \d+$/.test(first)) return `${first}, ${joined(more)}`;
  const all = [first, ...more];
  const last = all.pop();
  return all.some((each) => each.includes(","))
    ? `${all.join(", ")}, and ${last}`
    : `${all.join(", ")} and ${last}`;
}

function phrase(words: EventWords, events: readonly Seen[], at: number): Phrase {
  const event = events[at] as Seen;
  switch (event.kind) {
    case "spawn":
    case "abort":
      return placed(words, events, at, event.task);
    case "wake":
      if (event.effect === "scheduled") return placed(words, events, at, event.task);
      break;
    case "pop":
      return popped(words, events, at, event);
  }
  return { text: words.event(event), events: 1 };
}

/** A spawned or woken task, and the pushes that follow: its own, and that of the displaced task. */
function placed(words: EventWords, events: readonly Seen[], at: number, task: TaskId): Phrase {
  const said = words.event(events[at] as Seen);
  let next = at + 1;
  const pushes: Of<"push">[] = [];
  for (; events[next]?.kind === "push"; next++) pushes.push(events[next] as Of<"push">);
  const overflow = events[next];
  if (overflow?.kind === "overflow") {
    const slot = events[next + 1];
    const took =
      slot?.kind === "push" && slot.queue === "lifo_slot"
        ? `, and ${words.task(task)} takes the LIFO slot`
        : "";
    return { text: `${said}; ${words.event(overflow)}${took}`, events: next + (took === "" ? 1 : 2) - at };
  }
  const own = pushes.find((push) => push.task === task);
  const displaced = pushes.find((push) => push.task !== task);
  if (own === undefined) return { text: said, events: next - at };
  const where = words.where(own);
  const rest =
    displaced === undefined
      ? ""
      : `, and ${words.task(displaced.task)}, which was there, goes to the back of the local queue`;
  return { text: `${said}, which ${where}${rest}`, events: next - at };
}

/** A worker takes a batch from the injection queue: it polls the first and puts the others into its ring. */
function popped(words: EventWords, events: readonly Seen[], at: number, event: Of<"pop">): Phrase {
  let next = at + 1;
  const batch: TaskId[] = [];
  for (; next < events.length; next++) {
    const follows = events[next] as Seen;
    if (follows.kind === "pop" && follows.queue === "inject") continue;
    if (follows.kind !== "push" || follows.queue !== "run_queue" || follows.task === event.task) break;
    batch.push(follows.task);
  }
  const first = words.event(event);
  if (batch.length === 0) return { text: first, events: 1 };
  return { text: `${first}, and also ${words.tasks(batch)} for its own local queue`, events: next - at };
}
