/** Puts one event into words, as part of a sentence. */
import type { TaskId, WakeEffect } from "../../runtime/index.ts";
import type { Seen } from "../run/probe.ts";
import type { Labels } from "./labels.ts";
import { resourceNamed, sourceNamed } from "./named.ts";
import type { Playback } from "./playback.ts";

export type Of<K extends Seen["kind"]> = Extract<Seen, { kind: K }>;

/** The most names in a sentence. */
const NAMED = 6;

export class EventWords {
  readonly #labels: Labels;
  readonly #current: boolean;

  constructor({ labels, recording }: Playback) {
    this.#labels = labels;
    this.#current = recording.config.flavor === "current_thread";
  }

  /** Empty for an obvious event. */
  event(event: Seen): string {
    switch (event.kind) {
      case "spawn":
        return `${sourceNamed(event.by, this.#labels)} spawns ${this.task(event.task)}`;
      case "wake":
        return event.effect === "scheduled"
          ? this.#woken(event)
          : `${this.#woken(event)}: ${alreadySaid(event.effect)}`;
      case "abort":
        return `${this.task(event.task)} is aborted`;
      case "tick":
        return `${this.#worker(event)}, tick ${event.tick}`;
      case "pop":
        return `${this.#worker(event)} takes ${this.task(event.task)} from ${this.#from(event.queue)}`;
      case "steal":
        return this.#stole(event);
      case "push":
        return event.queue === "defer"
          ? `${this.task(event.task)} goes on the defer list, to be woken after a look at the driver`
          : `${this.task(event.task)} ${this.where(event)}`;
      case "poll-start":
        return `${this.#worker(event)} polls ${this.task(event.task)}`;
      case "poll-end":
        return this.#ended(event);
      case "wait":
        return `${this.task(event.task)} must wait for ${resourceNamed(event.on, event.which, this.#labels)}`;
      case "clone":
        return "";
      case "complete":
        return event.outcome === "cancelled"
          ? `${this.task(event.task)} is cancelled, without a poll`
          : `${this.task(event.task)} is done`;
      case "timer-set":
        return `${this.task(event.task)} sets a timer for ${event.deadlineMs} ms`;
      case "timer-fire":
        return `the timer of ${this.task(event.task)} is due`;
      case "park":
        return `${this.#worker(event)} goes to sleep in the driver`;
      case "unpark":
        return `${this.#worker(event)} wakes up`;
      case "park-yield":
        return `${this.#worker(event)} looks at the driver without sleeping, then wakes the deferred tasks, last first`;
      case "search":
        return event.searching
          ? `${this.#worker(event)} begins to search for work`
          : `${this.#worker(event)} stops searching`;
      case "clock":
        return `nothing can run: virtual time advances to ${event.toMs} ms`;
      case "budget":
        return `${this.task(event.task)} has used up the budget and must yield`;
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
      case "block":
        return `${this.task(event.task)} blocks its thread until ${event.atMs} ms`;
      case "hand-off":
        return `another thread takes over ${this.#worker(event)}`;
    }
  }

  #worker(event: Seen): string {
    if (event.worker === -1) return "the thread of block_on";
    return this.#current ? "the scheduler" : `worker ${event.worker}`;
  }

  task(task: TaskId): string {
    return this.#labels.long(task);
  }

  tasks(tasks: readonly TaskId[]): string {
    if (tasks.length === 1) return this.task(tasks[0] as TaskId);
    const names = tasks.slice(0, NAMED).map((task) => this.#labels.short(task));
    return `tasks ${names.join(", ")}${tasks.length > NAMED ? `, … (${tasks.length} of them)` : ""}`;
  }

  #from(queue: Of<"pop">["queue"]): string {
    switch (queue) {
      case "lifo_slot":
        return "the LIFO slot";
      case "run_queue":
        return this.#current ? "the front of the queue" : "the front of its local queue";
      case "inject":
        return "the injection queue";
      case "defer":
        return "the defer list";
      case "blocking":
        return "the blocking pool";
    }
  }

  #woken(event: Of<"wake">): string {
    const self = event.by.kind === "task" && event.by.id === event.task;
    return self
      ? `${this.task(event.task)} wakes itself`
      : `${sourceNamed(event.by, this.#labels)} wakes ${this.task(event.task)}`;
  }

  where(push: Of<"push">): string {
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

  #stole(event: Of<"steal">): string {
    const tasks = event.count === 1 ? "the only task" : `${event.count} tasks, the older half rounded up,`;
    const last = event.count === 1 ? "" : "; it runs the last of them first";
    return `${this.#worker(event)} steals ${tasks} of worker ${event.victim}'s local queue${last}`;
  }

  #ended(event: Of<"poll-end">): string {
    const blocked =
      event.atMs > event.nowMs ? `after holding its thread for ${event.atMs - event.nowMs} ms` : "";
    const answers = {
      ready: "returns Ready",
      pending: "returns Pending",
      panicked: "panics",
      cancelled: "is cancelled",
    };
    return `${this.task(event.task)} ${answers[event.outcome]}${blocked}`;
  }
}

function alreadySaid(effect: WakeEffect): string {
  switch (effect) {
    case "after-poll":
      return "it is being polled, so it is queued after that poll";
    case "already-notified":
      return "it is already queued, so nothing happens";
    case "complete":
      return "it is done, so nothing happens";
    case "scheduled":
      return "it is queued";
  }
}
