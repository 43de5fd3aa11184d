/** The four designs under too much load on real tokio, now: the same queue overflows first, and nothing is faster than its work. */
// @module-tag cargo
import { beforeAll, describe, expect, test } from "vitest";
import { canBuildChecks } from "../../src/cli/cargo.ts";
import { buildCrate } from "../cargo.ts";
import { designOf, LOADS, onTokio } from "./designs.ts";
import type { Load, Seen } from "./designs.ts";

const cargo = await canBuildChecks(process.cwd());
const at = (name: string, rate: number) => LOADS.find((load) => load.name === name && load.rate === rate)!;

/** Of those with a capacity; a machine that is busy elsewhere makes messages old, but never a queue full. */
function firstFull({ queues }: Seen): string | null {
  const full = Object.entries(queues).filter(([, { fullAtUs }]) => fullAtUs !== null);
  return full.toSorted(([, a], [, b]) => a.fullAtUs! - b.fullAtUs!)[0]?.[0] ?? null;
}

/** What a message takes at least: work, locks and writes of every task. */
function leastNs(load: Load): number {
  const { tasks, states, sinks } = designOf(load);
  const steps = tasks.flatMap(({ on }) => on.flatMap(({ does }) => does));
  const us = steps.map((step) => {
    if (step.do === "work") return step.spread === "fixed" ? step.us : 0;
    if (step.do === "lock") return states.find(({ id }) => id === step.state)!.holdUs;
    return step.do === "write" ? sinks.find(({ id }) => id === step.to)!.writeUs : 0;
  });
  return 1_000 * us.reduce((sum, each) => sum + each, 0);
}

describe.skipIf(!cargo)(`on real tokio${cargo ? "" : " (skipped: no cargo)"}`, () => {
  let binary: string;
  beforeAll(() => {
    binary = buildCrate("harness/tokio", "tokio-designs", "tokio-designs") ?? "";
  });

  // Each owner's connection awaits its reply, so what comes meanwhile waits in its socket.
  test.each([
    [at("pipeline", 4_000), "quotes", []],
    [at("owners", 4_000), null, ["orders"]],
    [at("locked", 2_500), "log-lines", []],
    [at("followers", 4_000), "orders", []],
  ])("$name at $rate a second", (load, first, old) => {
    const seen = onTokio(binary, load);
    expect(firstFull(seen)).toBe(first);
    for (const { p50Ns, count } of Object.values(seen.latencies)) {
      expect(count).toBeGreaterThan(0);
      expect(p50Ns).toBeGreaterThanOrEqual(leastNs(load));
    }
    for (const id of old) expect(seen.queues[id]?.oldAtUs).toBeGreaterThan(0);
  });
});
