import { describe, expect, it } from "vitest";
import { Playback } from "../../recording/trace/playback.ts";
import type { RecordOutcome } from "../../sandbox/record.ts";
import { recorded } from "../../sandbox/testing/recorded.ts";
import { remarksOn } from "./code-words.ts";
import { lineOfBeat } from "./lines.ts";

const HEAD = `import { asyncBlock, awaited } from "std/future"; import { sleep, spawn, yieldNow } from "tokio"; import { Mutex } from "tokio/sync";\n`;

async function remarks(source: string, root: "task" | "main" = "main"): Promise<string[]> {
  const recording = await recorded(HEAD + source, { root });
  const outcome: RecordOutcome = { kind: "recorded", recording };
  return remarksOn({ outcome, playback: new Playback(recording) }).map(({ text, position }) =>
    position === undefined ? text : `${position.line}: ${text}`,
  );
}

describe("the remarks on a run of code", () => {
  it("is nothing when all went well", async () => {
    expect(
      await remarks("export function* main() { yield* awaited(spawn(asyncBlock(function* () {}))); }"),
    ).toEqual([]);
  });

  it("names those who wait for each other", async () => {
    const circle = `
export function* main() {
  const handles = [];
  for (const other of [1, 0])
    handles.push(spawn(asyncBlock(function* () {
      yield* awaited(yieldNow());
      yield* awaited(handles[other]);
    })));
  yield* awaited(sleep(1));
}`;
    const said = await remarks(circle, "task");
    expect(said[0]).toMatch(/nobody is left who would wake these\. Task 1, task 2 wait for each other\.$/);
    expect(said[1]).toBe(
      "8: Task 1 is in no queue: it waits for task 2 to complete, and nothing has woken it since.",
    );
  });

  it("counts those it does not name", async () => {
    const crowd = `
const mutex = new Mutex(0);
export function* main() {
  yield* awaited(mutex.lock());
  for (let i = 0; i < 20; i++) spawn(asyncBlock(function* () { yield* awaited(mutex.lock()); }));
}`;
    const said = await remarks(crowd, "task");
    expect(said).toHaveLength(7);
    expect(said[0]).toContain("(20 in all)");
    expect(said[1]).toContain("it waits for a lock");
  });

  it("has panics and throws at their lines, and says when the recording is full", async () => {
    expect(await remarks(`export function* main() {\n  throw new Error("no");\n}`)).toEqual([
      "3: Your code threw Error: no.",
    ]);
    expect(
      await remarks(
        `export function* main() {\n  spawn(asyncBlock(function* () { throw new Error("no"); }));\n  yield* awaited(sleep(1));\n}`,
      ),
    ).toEqual(["3: In task 1: Your code threw Error: no."]);
    expect(await remarks("export function* main() { for (;;) yield* awaited(yieldNow()); }")).toEqual([
      "The recording is full: the first 160,000 events are kept, and the run went on.",
    ]);
  });

  it("says whose poll was under way when a run was killed", async () => {
    const whole = await recorded(
      `${HEAD}export function* main() { spawn(asyncBlock(function* () {})); yield* awaited(sleep(1)); }`,
      { root: "main" },
    );
    const last = whole.events.findIndex((event) => event.kind === "poll-start" && event.task === 1);
    const recording = {
      ...whole,
      events: whole.events.slice(0, last + 1),
      end: { kind: "failed", message: "killed." } as const,
      fault: { message: "Killed.", position: undefined },
    };
    const playback = new Playback(recording);
    const run = {
      outcome: { kind: "recorded", recording } as const,
      playback,
      stale: false,
      phase: null,
      stop() {},
    };
    expect(remarksOn(run)[0]?.text).toBe("While task 1 was being polled: Killed.");
  });
});

it("knows the line that a step came about on, and that some come about on none", async () => {
  const playback = new Playback(
    await recorded(`${HEAD}export function* main() {\n  spawn(asyncBlock(function* () {}));\n}`, {
      root: "main",
    }),
  );
  const lines = Array.from({ length: playback.length + 1 }, (_, i) =>
    lineOfBeat(playback, (event) => playback.recording.lines.get(event), i - 1),
  );
  expect(lines.filter((line) => line !== undefined)).toEqual([3]);
  expect(lines[0]).toBeUndefined();
});
