/** Names the things in events besides tasks: who woke or spawned, and what a task waits for. */
import { MAIN } from "../../runtime/index.ts";
import type { Resource, TaskId } from "../../runtime/index.ts";
import type { Seen } from "../run/probe.ts";
import type { Labels } from "./labels.ts";

export function sourceNamed(source: Extract<Seen, { kind: "wake" }>["by"], labels: Labels): string {
  switch (source.kind) {
    case "task":
      return labels.long(source.id);
    case "main":
      return labels.long(MAIN);
    case "timer":
      return "a timer";
    case "defer":
      return "the defer list";
    case "foreign-thread":
      return "a thread outside the runtime";
    case "blocking-pool":
      return "a thread of the blocking pool";
  }
}

/** @param which the task of the JoinHandle */
export function resourceNamed(on: Resource, which: TaskId, labels: Labels): string {
  return on === "join-handle" ? `${labels.long(which)} to complete` : RESOURCES[on];
}

const RESOURCES: Readonly<Record<Exclude<Resource, "join-handle">, string>> = {
  "mpsc-recv": "a message",
  "mpsc-permit": "room in a channel",
  oneshot: "a oneshot's value",
  notify: "a notification",
  semaphore: "permits",
  mutex: "a lock",
  sleep: "a timer",
  "join-set": "any task of its JoinSet",
};
