/** A beat in words: what the scheduler did, for the line under the picture, the step list and screen readers. */
import { capital } from "../../lib/words.ts";
import { MAIN } from "../../runtime/index.ts";
import type { Resource, TaskId, WakeEffect } from "../../runtime/index.ts";
import type { Seen } from "../run/probe.ts";
import type { Playback } from "./playback.ts";
import type { Labels } from "./labels.ts";

type Of<K extends Seen["kind"]> = Extract<Seen, { kind: K }>;

/** Who does it; named once in a sentence. */
const SUBJECT = /^(?:worker \d+|the scheduler|the thread of block_on|task \d+|main)/;

/** How many names a sentence bears. */
const NAMED = 6;

export function sayBeat(playback: Playback, beat: number): string {
  const events = playback.eventsOfBeat(beat);
  if (events.length === 0) return before(playback);
  return new Sayer(playback).say(events);
}

/** At -1, before anything has happened. */
function before({ recording: { config } }: Playback): string {
  if (config.flavor === "current_thread")
    return "Before the first step: block_on is about to poll its future.";
  const workers = config.workers === 1 ? "The worker is" : `All ${config.workers} workers are`;
  return `Before the first step. ${workers} asleep.`;
}

class Sayer {
  readonly #labels: Labels;
  readonly #current: boolean;

  constructor({ labels, recording }: Playback) {
    this.#labels = labels;
    this.#current = recording.config.flavor === "current_thread";
  }

  say(events: readonly Seen[]): string {
    const parts: string[] = [];
    let subject = "";
    for (let i = 0; i < events.length;) {
      const taken = this.#phrase(events, i);
      const again = subject !== "" && taken.text.startsWith(`${subject} `);
      if (taken.text !== "") parts.push(again ? taken.text.slice(subject.length + 1) : taken.text);
      subject = SUBJECT.exec(taken.text)?.[0] ?? subject;
      i += taken.events;
    }
    return `${capital(parts.join("; "))}.`;
  }

  #worker(event: Seen): string {
    if (event.worker === -1) return "the thread of block_on";
    return this.#current ? "the scheduler" : `worker ${event.worker}`;
  }

  #task(task: TaskId): string {
    return this.#labels.long(task);
  }

  #tasks(tasks: readonly TaskId[]): string {
    if (tasks.length === 1) return this.#task(tasks[0] as TaskId);
    const names = tasks.slice(0, NAMED).map((task) => this.#labels.short(task));
    return `tasks ${names.join(", ")}${tasks.length > NAMED ? `, … (${tasks.length} of them)` : ""}`;
  }

  /** One event, or a run of events that are one thing to say. */
  #phrase(events: readonly Seen[], at: number): { text: string; events: number } {
    const event = events[at] as Seen;
    const one = (text: string) => ({ text, events: 1 });
    switch (event.kind) {
      case "spawn":
        return this.#placed(events, at, `${this.#by(event.by)} spawns ${this.#task(event.task)}`, event.task);
      case "wake":
        return event.effect === "scheduled"
          ? this.#placed(events, at, this.#woken(event), event.task)
          : one(`${this.#woken(event)}: ${alreadySaid(event.effect)}`);
      case "abort":
        return this.#placed(events, at, `${this.#task(event.task)} is aborted`, event.task);
      case "tick":
        return one(`${this.#worker(event)}, tick ${event.tick}`);
      case "pop":
        return this.#popped(events, at);
      case "steal":
        return one(this.#stole(event));
      case "push":
        return this.#pushed(events, at);
      case "poll-start":
        return one(`${this.#worker(event)} polls ${this.#task(event.task)}`);
      case "poll-end":
        return one(this.#ended(event));
      case "wait":
        return one(`${this.#task(event.task)} must wait for ${this.#resource(event.on, event.which)}`);
      case "clone":
        return one("");
      case "complete":
        return one(
          event.outcome === "cancelled"
            ? `${this.#task(event.task)} is cancelled, without a poll`
            : `${this.#task(event.task)} is complete`,
        );
      default:
        return one(this.#other(event));
    }
  }

  #other(
    event: Exclude<
      Seen,
      Of<
        | "spawn"
        | "wake"
        | "abort"
        | "tick"
        | "pop"
        | "steal"
        | "push"
        | "poll-start"
        | "poll-end"
        | "wait"
        | "clone"
        | "complete"
      >
    >,
  ): string {
    switch (event.kind) {
      case "timer-set":
        return `${this.#task(event.task)} sets a timer for ${event.deadlineMs} ms`;
      case "timer-fire":
        return `the timer of ${this.#task(event.task)} is due`;
      case "park":
        return `${this.#worker(event)} goes to sleep in the driver`;
      case "unpark":
        return `${this.#worker(event)} wakes up`;
      case "park-yield":
        return `${this.#worker(event)} looks at the driver without sleeping, then wakes what was deferred, last first`;
      case "search":
        return event.searching
          ? `${this.#worker(event)} begins to search for work`
          : `${this.#worker(event)} stops searching`;
      case "clock":
        return `nothing can run: virtual time goes on to ${event.toMs} ms`;
      case "budget":
        return `${this.#task(event.task)} has used up the budget, and must yield`;
      case "overflow":
        return `the local queue is full: its newer half and the new task, ${event.count} tasks, go to the injection queue`;
      case "job-start":
        return "a thread of the blocking pool begins a closure";
      case "job-end":
        return "a closure on the blocking pool ends";
      case "notify":
        return `worker ${event.sleeper} is notified`;
      case "unpark-by-id":
        return `${this.#worker(event)} leaves the sleepers, having work of its own`;
      case "hand-off":
        return `${this.#worker(event)} gives its core to another thread`;
    }
  }

  #by(source: Of<"spawn">["by"]): string {
    switch (source.kind) {
      case "task":
        return this.#task(source.id);
      case "main":
        return this.#task(MAIN);
      case "timer":
        return "a timer";
      case "defer":
        return "the defer list";
      case "foreign-thread":
        return "a thread outside of the runtime";
      case "blocking-pool":
        return "a thread of the blocking pool";
    }
  }

  #woken(event: Of<"wake">): string {
    const self = event.by.kind === "task" && event.by.id === event.task;
    return self
      ? `${this.#task(event.task)} wakes itself`
      : `${this.#by(event.by)} wakes ${this.#task(event.task)}`;
  }

  /** What was spawned or woken, and the pushes that follow: its own, and that of the task it displaced. */
  #placed(events: readonly Seen[], at: number, said: string, task: TaskId): { text: string; events: number } {
    let next = at + 1;
    const pushes: Of<"push">[] = [];
    for (; events[next]?.kind === "push"; next++) pushes.push(events[next] as Of<"push">);
    const overflow = events[next];
    if (overflow?.kind === "overflow") {
      const slot = events[next + 1];
      const took =
        slot?.kind === "push" && slot.queue === "lifo_slot"
          ? `, and ${this.#task(task)} takes the LIFO slot`
          : "";
      return { text: `${said}; ${this.#other(overflow)}${took}`, events: next + (took === "" ? 1 : 2) - at };
    }
    const own = pushes.find((push) => push.task === task);
    const displaced = pushes.find((push) => push.task !== task);
    if (own === undefined) return { text: said, events: next - at };
    const where = this.#where(own);
    const rest =
      displaced === undefined
        ? ""
        : `, and ${this.#task(displaced.task)}, which had it, goes to the back of the local queue`;
    return { text: `${said}, which ${where}${rest}`, events: next - at };
  }

  #where(push: Of<"push">): string {
    switch (push.queue) {
      case "lifo_slot":
        return "takes the LIFO slot";
      case "run_queue":
        return this.#current ? "goes to the back of the queue" : "goes to the back of the local queue";
      case "inject":
        return "goes to the injection queue";
      case "defer":
        return "goes on the defer list";
      case "blocking":
        return "goes to the blocking pool";
    }
  }

  #pushed(events: readonly Seen[], at: number): { text: string; events: number } {
    const event = events[at] as Of<"push">;
    if (event.queue === "defer") {
      return {
        text: `${this.#task(event.task)} goes on the defer list, to be woken after the driver was looked at`,
        events: 1,
      };
    }
    return { text: `${this.#task(event.task)} ${this.#where(event)}`, events: 1 };
  }

  /** From the injection queue a worker takes a batch: the first to poll, the others for its own ring. */
  #popped(events: readonly Seen[], at: number): { text: string; events: number } {
    const event = events[at] as Of<"pop">;
    let next = at + 1;
    const batch: TaskId[] = [];
    for (; next < events.length; next++) {
      const follows = events[next] as Seen;
      if (follows.kind === "pop" && follows.queue === "inject") continue;
      if (follows.kind !== "push" || follows.queue !== "run_queue" || follows.task === event.task) break;
      batch.push(follows.task);
    }
    const from = {
      lifo_slot: "the LIFO slot",
      run_queue: this.#current ? "the front of the queue" : "the front of its local queue",
      inject: "the injection queue",
      defer: "the defer list",
      blocking: "the blocking pool",
    }[event.queue];
    const first = `${this.#worker(event)} takes ${this.#task(event.task)} from ${from}`;
    if (batch.length === 0) return { text: first, events: 1 };
    return { text: `${first}, and with it ${this.#tasks(batch)} for its own local queue`, events: next - at };
  }

  #stole(event: Of<"steal">): string {
    const tasks = event.count === 1 ? "the only task" : `${event.count} tasks, the older half rounded up,`;
    const last = event.count === 1 ? "" : "; it runs the last of them first";
    return `${this.#worker(event)} steals ${tasks} of worker ${event.victim}'s local queue${last}`;
  }

  #ended(event: Of<"poll-end">): string {
    const blocked =
      event.atMs > event.nowMs ? `, having held its thread for ${event.atMs - event.nowMs} ms` : "";
    const answers = {
      ready: "answers Ready",
      pending: "answers Pending",
      panicked: "panics",
      cancelled: "is cancelled",
    };
    return `${this.#task(event.task)} ${answers[event.outcome]}${blocked}`;
  }

  #resource(on: Resource, which: number): string {
    return on === "join-handle" ? `${this.#task(which)} to complete` : resourceWords[on];
  }
}

export const resourceWords: Readonly<Record<Resource, string>> = {
  "join-handle": "a task to complete",
  "mpsc-recv": "a message",
  "mpsc-permit": "room in a channel",
  oneshot: "a oneshot's value",
  notify: "a notification",
  semaphore: "permits",
  mutex: "a lock",
  sleep: "a timer",
  "join-set": "any task of its JoinSet",
};

function alreadySaid(effect: WakeEffect): string {
  switch (effect) {
    case "after-poll":
      return "it is being polled, so it is queued when that poll is over";
    case "already-notified":
      return "it is queued already, so nothing happens";
    case "complete":
      return "it is complete, so nothing happens";
    case "scheduled":
      return "it is queued";
  }
}
