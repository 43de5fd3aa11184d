/** The plain machine's threads share its processors, and each has its own time. */
import { expect, it } from "vitest";
import { FastRand } from "../../util/rand.ts";
import type { Work } from "./interleaving.ts";
import { PlainMachine } from "./plain-machine.ts";

/** Who steps, when these are always able to. */
function steps(processors: number, threads: readonly string[], work: Work, count: number): string[] {
  const machine = new PlainMachine<string>(new FastRand(7, 8), processors);
  return Array.from({ length: count }, () => {
    const who = threads[machine.choose(threads)] as string;
    machine.stepped(who, work);
    return who;
  });
}

it("only as many threads step as there are processors, until a time slice ends", () => {
  expect(new Set(steps(2, ["a", "b", "c"], "notify", 100)).size).toBe(2);
  expect(new Set(steps(3, ["a", "b", "c"], "notify", 100)).size).toBe(3);
  expect(new Set(steps(2, ["a", "b", "c"], "start", 400)).size).toBe(3);
});

it("a thread that sleeps gives its processor away", () => {
  const machine = new PlainMachine<string>(new FastRand(7, 8), 1);
  const [first] = [["a", "b"][machine.choose(["a", "b"])]];
  const other = first === "a" ? "b" : "a";
  expect([other][machine.choose([other])]).toBe(other);
  machine.stepped(other, "effect");
  // The first is back, and has to wait.
  expect(["a", "b"][machine.choose(["a", "b"])]).toBe(other);
});

it("a thread with quick steps makes more of them", () => {
  const machine = new PlainMachine<string>(new FastRand(1, 2), 2);
  const made: Record<string, number> = { quick: 0, slow: 0 };
  for (let i = 0; i < 1_000; i++) {
    const who = ["quick", "slow"][machine.choose(["quick", "slow"])] as string;
    machine.stepped(who, who === "quick" ? "scheduler" : "notify");
    made[who]!++;
  }
  expect(made["quick"]).toBeGreaterThan(100 * (made["slow"] ?? 0));
});

it("a thread that goes on alone stays awake: one that wakes up beside it is later", () => {
  for (let seed = 1; seed <= 20; seed++) {
    const machine = new PlainMachine<string>(new FastRand(seed, 2), 2);
    for (let i = 0; i < 100; i++) {
      machine.choose(["awake"]);
      machine.stepped("awake", "scheduler");
    }
    // A wake takes thousands of ns; a step of the scheduler, some tens.
    expect(machine.choose(["wakes up", "awake"])).toBe(1);
  }
});
