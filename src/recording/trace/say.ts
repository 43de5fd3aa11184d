/** A beat in words: what the scheduler did, for the line under the picture, the step list and screen readers. */
import { capital } from "../../lib/words.ts";
import type { TaskId } from "../../runtime/index.ts";
import type { Seen } from "../run/probe.ts";
import { EventWords, type Of } from "./event-words.ts";
import type { Playback } from "./playback.ts";

/** Who does it; named once in a sentence. */
const SUBJECT = /^(?:worker \d+|the scheduler|the thread of block_on|task \d+|main)/;

/** What is said of an event, or of a run of events that are one thing to say. */
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
  const parts: string[] = [];
  let subject = "";
  for (let i = 0; i < events.length;) {
    const taken = phrase(words, events, i);
    const again = subject !== "" && taken.text.startsWith(`${subject} `);
    if (taken.text !== "") parts.push(again ? taken.text.slice(subject.length + 1) : taken.text);
    subject = SUBJECT.exec(taken.text)?.[0] ?? subject;
    i += taken.events;
  }
  return `${capital(parts.join("; "))}.`;
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

/** What was spawned or woken, and the pushes that follow: its own, and that of the task it displaced. */
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
      : `, and ${words.task(displaced.task)}, which had it, goes to the back of the local queue`;
  return { text: `${said}, which ${where}${rest}`, events: next - at };
}

/** From the injection queue a worker takes a batch: the first to poll, the others for its own ring. */
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
  return { text: `${first}, and with it ${words.tasks(batch)} for its own local queue`, events: next - at };
}
