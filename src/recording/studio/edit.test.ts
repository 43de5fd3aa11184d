/** Tests that no change of a box leads to a design that could not be read again. */
import { describe, expect, test } from "vitest";
import { addNode, changeNode } from "./edit.ts";
import { layoutOf } from "./layout.ts";
import { namesIn } from "./references.ts";
import { LISTS, nodesOf } from "./schema.ts";
import type { Design, NodeKind } from "./schema.ts";
import { EMPTY } from "./schema.ts";
import { STARTS } from "./starts.ts";
import { randomDesign } from "./testing/random-design.ts";

const exchange = STARTS["exchange-owner-per-shard"];
const made = (next: Design | string): Design => {
  if (typeof next === "string") throw new Error(next);
  return next;
};

test("a watch that becomes a broadcast or an mpsc takes the ticks of its readers along", () => {
  for (const kind of ["broadcast", "mpsc"]) {
    const [connection] = made(changeNode(exchange, "prices", { kind })).tasks;
    expect(connection?.on[1]).toMatchObject({ from: "prices", subscribes: kind === "mpsc" ? 1 : 20 });
    expect(connection?.on[1]?.everyUs).toBeUndefined();
  }
});

test("a change that the other boxes forbid is refused, with the reason", () => {
  expect(changeNode(exchange, "prices", { keys: 10 })).toBe("expected at most the 10 keys of prices, got 20");
  const two = {
    ...exchange,
    tasks: [...exchange.tasks, { ...exchange.tasks[1]!, id: "other", on: [exchange.tasks[0]!.on[1]!] }],
  };
  expect(changeNode(two, "prices", { kind: "mpsc" })).toMatch(/^prices is read by connection already/);
  expect(changeNode(exchange, "orders", { rate: -1 })).toBe("expected at least 0.001, got -1");
  expect(changeNode(exchange, "shard", { count: 1.5 })).toBe("expected a whole number, got 1.5");
  expect(changeNode(exchange, "shard", { id: "prices-" })).toMatch(/would be the same name in Rust/);
});

test("a box may be called constructor", () => {
  const { design, id } = addNode(EMPTY, "task");
  const named = made(changeNode(design, id, { id: "constructor" }));
  expect(layoutOf(named).get("constructor")).toEqual([0, 0]);
  expect(made(changeNode(named, "constructor", { id: "other" })).picture).toEqual({});
});

const CHANGES: Record<NodeKind, object[]> = {
  source: [{ keys: 3 }],
  task: [{ count: 2 }, { shutdown: "" }, { runsOn: "thread" }],
  channel: [{ kind: "mpsc" }, { kind: "watch" }, { kind: "broadcast" }, { keys: 1 }, { capacity: null }],
  state: [{ kind: "tokio-mutex" }],
  sink: [{ kind: "file" }],
};

describe.each(Array.from({ length: 50 }, (_, i) => i + 1))("design %i", (seed) => {
  test("each change is refused, or leads to a design", () => {
    const design = randomDesign(seed);
    for (const { kind, node } of nodesOf(design))
      for (const change of CHANGES[kind]) {
        const next = changeNode(design, node.id, { ...change });
        if (typeof next === "string") continue;
        expect(namesIn(next)).toEqual([]);
        expect(next[LISTS[kind]]).toHaveLength(design[LISTS[kind]].length);
      }
  });
});
