import { expect, it } from "vitest";
import { SCENARIOS } from "./scenarios.ts";
import { references, transitionsOf } from "./transitions.ts";
import { watch } from "./watch.ts";

const lives = SCENARIOS.map(({ title, root }) => {
  const transitions = transitionsOf(watch(root));
  return { title, transitions, steps: transitions.map(({ name, word }) => `${name} 0x${word.toString(16)}`) };
});
const stepsOf = (title: string) => lives.find((life) => life.title === title)?.steps;

it("goes from 0xCC to nothing through the transitions of a wake", () => {
  expect(stepsOf("Woken while parked")).toEqual([
    "INITIAL_STATE 0xcc",
    "transition_to_running 0xc9",
    "ref_inc 0x109",
    "transition_to_idle 0xc8",
    "transition_to_notified_by_val 0xcc",
    "set_join_waker 0xdc",
    "transition_to_running 0xd9",
    "transition_to_complete 0xda",
    "transition_to_terminal 0x4a",
    "transition_to_join_handle_dropped 0x2",
  ]);
});

it("makes one poll of three wakes, of which two only drop a reference", () => {
  const steps = stepsOf("Woken three times") ?? [];
  expect(steps.filter((step) => step.startsWith("transition_to_running"))).toHaveLength(2);
  expect(steps).toContain("transition_to_notified_by_val 0x14c");
  expect(steps.slice(steps.indexOf("transition_to_notified_by_val 0x14c"), -5)).toEqual([
    "transition_to_notified_by_val 0x14c",
    "transition_to_notified_by_val 0x10c",
    "transition_to_notified_by_val 0xcc",
  ]);
});

it("keeps NOTIFIED beside RUNNING when a task wakes itself, and queues it afterwards", () => {
  const steps = stepsOf("Woken during its own poll") ?? [];
  expect(steps.slice(1, 5)).toEqual([
    "transition_to_running 0xc9",
    "transition_to_notified_by_ref 0xcd",
    "transition_to_idle 0xcc",
    "transition_to_running 0xc9",
  ]);
});

it("cancels an idle task without another poll", () => {
  const steps = stepsOf("Aborted while parked") ?? [];
  expect(steps.filter((step) => step.startsWith("transition_to_notified_and_cancel"))).toEqual([
    "transition_to_notified_and_cancel 0xec",
  ]);
});

it("ends every life with no reference left", () => {
  for (const { title, transitions } of lives) {
    expect([title, references(transitions.at(-1)!.holders)]).toEqual([title, 0]);
  }
});
