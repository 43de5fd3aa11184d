/** Tests each lint on a design that has its fault and on one that has not. */
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { lint, overflowOf, RULE_NAMES } from "./lints.ts";
import type { Rule } from "./lints.ts";
import { Design } from "./schema.ts";
import { STARTS } from "./starts.ts";

type Written = Omit<v.InferInput<typeof Design>, "version" | "name">;
const design = (written: Written): Design => v.parse(Design, { version: 1, name: "a test", ...written });
const rules = (written: Written): Rule[] => [...new Set(lint(design(written)).map(({ rule }) => rule))];

const reader = {
  id: "reader",
  owns: ["socket"],
  watchedBy: "main",
  shutdown: "stop",
  on: [
    {
      from: "feed",
      does: [
        { do: "work" as const, us: 2 },
        { do: "send" as const, to: "work", reply: true },
      ],
    },
  ],
};
const worker = {
  id: "worker",
  count: 2,
  owns: ["books"],
  watchedBy: "main",
  on: [
    {
      from: "work",
      does: [{ do: "work" as const, us: 20 }, { do: "reply" as const }, { do: "write" as const, to: "out" }],
    },
  ],
};
/** Nothing is wrong with it: a feed, a task that passes on, a task that works, a socket. */
const SOUND = {
  sources: [{ id: "feed", rate: 1_000, keys: 8 }],
  tasks: [reader, worker],
  channels: [
    { id: "work", capacity: 16 },
    { id: "stop", kind: "watch" },
  ],
  states: [{ id: "table", holdUs: 1 }],
  sinks: [{ id: "out" }],
} satisfies Written;

const withReader = (change: object): Written => ({ ...SOUND, tasks: [{ ...reader, ...change }, worker] });
const withWorker = (change: object): Written => ({ ...SOUND, tasks: [reader, { ...worker, ...change }] });
const doing = (...does: object[]) => ({ on: [{ from: "work", does }] }) as object;

const FAULTS: Record<Rule, { has: Written[]; hasNot?: Written[] }> = {
  unbounded: {
    has: [
      {
        ...withWorker(doing({ do: "work", us: 4_000 }, { do: "reply" })),
        channels: [
          { id: "work", capacity: null },
          { id: "stop", kind: "watch" },
        ],
      },
    ],
    // Fast enough, it empties it.
    hasNot: [
      {
        ...SOUND,
        channels: [
          { id: "work", capacity: null },
          { id: "stop", kind: "watch" },
        ],
      },
    ],
  },
  "bounded-cycle": {
    has: [
      {
        ...SOUND,
        tasks: [
          { ...reader, on: [...reader.on, { from: "back", does: [{ do: "send", to: "work" }] }] },
          { ...worker, ...doing({ do: "send", to: "back" }, { do: "reply" }) },
        ],
        channels: [...SOUND.channels, { id: "back", capacity: 4 }],
      } as Written,
    ],
    hasNot: [
      {
        ...SOUND,
        tasks: [
          { ...reader, on: [...reader.on, { from: "back", does: [{ do: "send", to: "work" }] }] },
          { ...worker, ...doing({ do: "send", to: "back" }, { do: "reply" }) },
        ],
        channels: [...SOUND.channels, { id: "back", capacity: 4, whenFull: "drop" }],
      } as Written,
    ],
  },
  "lock-across-await": {
    has: [
      withWorker(doing({ do: "lock", state: "table", keep: true }, { do: "await", us: 10 }, { do: "reply" })),
    ],
    hasNot: [
      withWorker(doing({ do: "lock", state: "table" }, { do: "await", us: 10 }, { do: "reply" })),
      withWorker(doing({ do: "await", us: 10 }, { do: "lock", state: "table", keep: true }, { do: "reply" })),
    ],
  },
  "contended-lock": {
    has: [
      {
        ...withWorker(doing({ do: "lock", state: "table" }, { do: "reply" })),
        states: [{ id: "table", holdUs: 400 }],
      },
    ],
    hasNot: [
      withWorker(doing({ do: "lock", state: "table" }, { do: "reply" })),
      {
        ...withWorker(doing({ do: "lock", state: "table" }, { do: "reply" })),
        states: [{ id: "table", holdUs: 90, keys: 8 }],
      },
    ],
  },
  "long-poll": {
    has: [withWorker(doing({ do: "work", us: 101 }, { do: "reply" })), withWorker({ longestPollUs: 300 })],
    hasNot: [
      withWorker({ longestPollUs: 300, runsOn: "thread" }),
      withWorker(
        doing({ do: "work", us: 60 }, { do: "await", us: 1 }, { do: "work", us: 60 }, { do: "reply" }),
      ),
    ],
  },
  "wake-overflow": {
    has: [
      {
        ...SOUND,
        tasks: [
          reader,
          { ...worker, ...doing({ do: "send", to: "news" }, { do: "reply" }) },
          { id: "listener", count: 258, watchedBy: "main", shutdown: "stop", on: [{ from: "news" }] },
        ],
        channels: [...SOUND.channels, { id: "news", kind: "broadcast" }],
      } as Written,
    ],
    hasNot: [
      {
        ...SOUND,
        tasks: [
          reader,
          { ...worker, ...doing({ do: "send", to: "news" }, { do: "reply" }) },
          { id: "listener", count: 257, watchedBy: "main", shutdown: "stop", on: [{ from: "news" }] },
        ],
        channels: [...SOUND.channels, { id: "news", kind: "broadcast" }],
      } as Written,
    ],
  },
  overload: {
    has: [
      withWorker({ count: 1, ...doing({ do: "work", us: 1_100 }, { do: "reply" }) }),
      // Each task has enough time, and the four workers together have not.
      withWorker({ count: 8, ...doing({ do: "work", us: 4_500 }, { do: "reply" }) }),
    ],
  },
  unwatched: { has: [withReader({ watchedBy: " " })] },
  "two-owners": { has: [withReader({ owns: ["Books"] }), withReader({ owns: ["table"] })] },
  blocking: {
    has: [withWorker(doing({ do: "block", us: 50 }, { do: "reply" }))],
    hasNot: [
      withWorker(doing({ do: "block", us: 50, where: "spawn-blocking" }, { do: "reply" })),
      withWorker({ runsOn: "thread", ...doing({ do: "block", us: 50 }, { do: "reply" }) }),
    ],
  },
  "no-reply": { has: [withWorker(doing({ do: "work", us: 1 }))] },
  "no-shutdown": { has: [withReader({ shutdown: "" })] },
};

test("a sound design has none", () => expect(lint(design(SOUND))).toEqual([]));

describe.each(RULE_NAMES)("%s", (rule) => {
  test.each(FAULTS[rule].has)("is found (%#)", (written) => expect(rules(written)).toContain(rule));
  test.each(FAULTS[rule].hasNot ?? [])("is not found (%#)", (written) =>
    expect(rules(written)).not.toContain(rule),
  );
  test("says what to change", () => {
    const [first] = lint(design(FAULTS[rule].has[0] as Written)).filter((found) => found.rule === rule);
    expect(first?.says).toMatch(/\.$/);
    expect(first?.change).toMatch(/\.$/);
  });
});

test("a cycle and a state with two owners name each box that has a part in them", () => {
  const boxes = (rule: Rule, of = 0) =>
    lint(design(FAULTS[rule].has[of] as Written))
      .filter((found) => found.rule === rule)
      .map(({ at, also = [] }) => [at, ...also].toSorted());
  expect(boxes("bounded-cycle")).toEqual([["back", "work"]]);
  expect(boxes("two-owners")).toEqual([["reader", "worker"]]);
  expect(boxes("two-owners", 1)).toEqual([["reader", "table"]]);
});

test("wakes that overflow are as many as tokio 1.53.1 showed: 258 of 500", () => {
  expect(overflowOf(500)).toBe(258);
  expect(overflowOf(257)).toBe(0);
  expect(overflowOf(258)).toBe(129);
});

test("the lesson's design has no fault, and each rival has its own", () => {
  const found = (name: keyof typeof STARTS) => [...new Set(lint(STARTS[name]).map(({ rule }) => rule))];
  expect(found("exchange-owner-per-shard")).toEqual([]);
  expect(found("chat-server")).toEqual([]);
  expect(found("feed-handler")).toEqual([]);
  expect(found("empty")).toEqual([]);
  expect(found("exchange-task-per-subscription")).toContain("overload");
  expect(found("exchange-task-per-subscription")).toContain("wake-overflow");
});

test("a contended lock is told which hold is short enough, if any is", () => {
  const contended = { ...withWorker(doing({ do: "lock", state: "table" }, { do: "reply" })) };
  const change = (rate: number, holdUs: number) =>
    lint(design({ ...contended, sources: [{ id: "feed", rate }], states: [{ id: "table", holdUs }] })).find(
      ({ rule }) => rule === "contended-lock",
    )?.change;
  expect(change(1_000, 400)).toMatch(/^Hold it for less than 250 µs, split it by key/);
  expect(change(4_000_000, 1)).toMatch(/^Split it by key/);
});
