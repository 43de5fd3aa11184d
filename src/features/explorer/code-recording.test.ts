/** A learner's `main` is recorded like a task program, and no trace, even a forged one, breaks its readers. */
// @module-tag slow
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { GALLERY } from "./gallery/gallery.ts";
import { printCode } from "../../recording/program/code.ts";
import { isOpName } from "../../recording/program/ops.ts";
import type { Op } from "../../recording/program/ops.ts";
import { viewOf } from "../../ui/stage/stage-view.ts";
import { parseText } from "../../recording/program/text.ts";
import type { TaskProgram } from "../../recording/program/text.ts";
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import { record } from "../../recording/run/recorder.ts";
import type { Recording } from "../../recording/run/recorder.ts";
import { ROW } from "../../recording/run/rows.ts";
import { storyOf } from "../../recording/trace/causes.ts";
import { Playback } from "../../recording/trace/playback.ts";
import { checkInvariants } from "../../recording/trace/invariants.ts";
import { sayBeat } from "../../recording/trace/say.ts";
import { ProgramGenerator } from "../../runtime/programs/generate.ts";
import { recordingCollector } from "../../sandbox/recording-collector.ts";
import { recorded } from "../../sandbox/testing/recorded.ts";
import { parseWorkerMessage } from "../../sandbox/wire.ts";

/** Removes the numbers of channels and locks, which count up through the whole process, and the ops, which code does not have. */
const bare = ({ prelude, events, end }: Recording) => ({
  prelude,
  events: events.map((event) => ({
    ...event,
    at: undefined,
    ...(event.kind === "wait" && event.on !== "join-handle" && { which: 0 }),
  })),
  end,
});

function everyWay(config: RunConfig): RunConfig[] {
  return (["multi_thread", "current_thread"] as const).flatMap((flavor) =>
    (["task", "main"] as const).map((root) => ({ ...config, flavor, root })),
  );
}

const pairs = Object.entries(GALLERY).flatMap(([id, { written, config }]) => {
  // Comparing ten thousand tasks takes seconds, and "overflow" has hundreds.
  if (written.language !== "program" || id === "crowd") return [];
  const parsed = parseText(written.text);
  const code = parsed.ok ? printCode(parsed.program) : null;
  return parsed.ok && code !== null ? [{ id, program: parsed.program, code, config }] : [];
});

test.each(pairs)(
  "$id in TypeScript is the very run that its task program is",
  async ({ program, code, config }) => {
    for (const run of everyWay(config))
      expect(bare(await recorded(code, run))).toEqual(bare(record(program, run)));
  },
);

/** Ops whose second use does nothing in a task program and is an error in Rust. */
const ONCE = new Set(["xspawn", "droptx", "osend", "orecv", "join"]);

function randomProgram(seed: number): TaskProgram {
  const program = new ProgramGenerator(seed).next();
  const bodies = program.bodies.map((body) =>
    body.flatMap(([name, argument]): Op[] =>
      isOpName(name) && !ONCE.has(name) && (name !== "acq" || argument % 10 > 0) ? [[name, argument]] : [],
    ),
  );
  return { ...program, bodies };
}

test("any program in TypeScript on one worker is the run that it is in words", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const program = randomProgram(seed);
      const code = printCode(program)!;
      for (const run of everyWay({ ...DEFAULT_CONFIG, workers: 1, seed }))
        expect(bare(await recorded(code, run))).toEqual(bare(record(program, run)));
    }),
    { numRuns: 60 },
  );
});

/** In TypeScript a call and the wakes that it makes are one step, in a task program two: other threads may come in between. */
test("any program in TypeScript on several workers runs the tasks that it runs in words, by the same rules", async () => {
  const tasksOf = ({ events }: Recording) => events.filter(({ kind }) => kind === "spawn").length;
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 2, max: 8 }), async (seed, workers) => {
      const program = randomProgram(seed);
      const code = printCode(program)!;
      for (const run of everyWay({ ...DEFAULT_CONFIG, workers, seed })) {
        const written = await recorded(code, run);
        expect(checkInvariants(written).filter(({ held }) => !held)).toEqual([]);
        // The end of `main` ends the run, and then other workers may be further than in words, or less far.
        if (run.flavor === "multi_thread" && run.root === "main") continue;
        expect(tasksOf(written)).toBe(tasksOf(record(program, run)));
      }
    }),
    { numRuns: 60 },
  );
});

const HEAD = `import { asyncBlock, awaited } from "std/future"; import { spawn, yieldNow, sleep } from "tokio";\n`;

test("events know the learner's line", async () => {
  const { events, lines } = await recorded(
    `${HEAD}export function* main() {\n  spawn(asyncBlock(child));\n  yield* awaited(yieldNow());\n}\nfunction* child() {\n  yield* awaited(sleep(5));\n}`,
  );
  const kinds = [...lines].map(([at, line]) => `${events[at]?.kind} ${line}`);
  expect(kinds).toEqual(["spawn 3", "push 4", "clone 4", "timer-set 7", "clone 7", "wait 7"]);
});

test.each([
  ["no main", "export const start = 1;", /^The file exports no `main`: write/],
  ["a number", "export const main = 1;", /^The file exports `main` as 1: write/],
  ["an async function", "export async function main() {}", /`main` is an async function and gave a Promise/],
  ["a throw at the top", "throw new Error('early');", /^Your code threw Error: early/],
  ["a spawn at the top", `${HEAD}spawn(asyncBlock(function* () {}));`, /no reactor|runtime/],
  [
    "a throw in main",
    "export function* main() { throw new TypeError('late'); }",
    /^Your code threw TypeError: late/,
  ],
])("%s is said", async (_, source, message) => {
  const { end, fault } = await recorded(source, { root: "main" });
  expect(end.kind).toBe("failed");
  expect(fault?.message).toMatch(message);
});

test("main may be a future, a function that gives one, or one that awaits nothing", async () => {
  for (const main of [
    "export const main = asyncBlock(function* () { yield* awaited(sleep(5)); })",
    "export const main = () => sleep(5)",
    "export const main = () => {}",
  ])
    expect((await recorded(`${HEAD}${main};`, { root: "main" })).end).toEqual({ kind: "done" });
});

test("a panic in a task is told with its task and line; the run goes on", async () => {
  const { end, panics } = await recorded(
    `${HEAD}export function* main() {\n  spawn(asyncBlock(function* () {\n    throw new Error("oh");\n  }));\n  yield* awaited(sleep(1));\n}`,
    { root: "main" },
  );
  expect(end).toEqual({ kind: "done" });
  expect(panics).toMatchObject([{ task: 1, message: "Your code threw Error: oh.", position: { line: 4 } }]);
});

test("what would never end is cut, and numbers that are none come through", async () => {
  const endless = await recorded(`${HEAD}export function* main() { for (;;) yield* awaited(yieldNow()); }`);
  expect(endless.end).toEqual({ kind: "cut" });
  const long = await recorded(`${HEAD}export function* main() { yield* awaited(sleep(1e12)); }`);
  expect(long.end).toEqual({ kind: "parked" });
});

test("a part that was lost on the way is noticed", () => {
  const collected = recordingCollector(DEFAULT_CONFIG, () => undefined);
  collected.take({ kind: "trace", prelude: 0, first: 1, rows: [] });
  collected.take({ kind: "recorded", end: { kind: "done" } });
  expect(collected.recording(undefined).fault?.message).toMatch(/^Part of the recording is missing/);
});

/** Rows that a forger might send: most are near the bounds. */
const small = fc.nat({ max: 8 });
const word = fc.oneof(
  { weight: 20, arbitrary: small },
  { weight: 1, arbitrary: fc.constantFrom(-1, 256, 2 ** 31, Number.MAX_SAFE_INTEGER, 1.5) },
);
const row = fc
  .tuple(
    fc.nat({ max: 26 }),
    fc.integer({ min: -1, max: 3 }),
    word,
    fc.nat({ max: 3 }),
    small,
    small,
    word,
    word,
    small,
    small,
  )
  .map((words): number[] => words);
const rows = fc.array(row, { minLength: 1, maxLength: 3 }).map((some) => some.flat());

test("whatever comes through the wall can be looked at, step by step", () => {
  let through = 0;
  fc.assert(
    fc.property(
      fc.array(rows, { maxLength: 40 }),
      fc.constantFrom(...everyWay({ ...DEFAULT_CONFIG, workers: 3 })),
      (all, config) => {
        const collected = recordingCollector(config, () => ({ line: 1, column: 1 }));
        let first = 0;
        for (const some of all) {
          const said = parseWorkerMessage(JSON.stringify({ kind: "trace", prelude: 2, first, rows: some }));
          if (said === undefined) continue;
          collected.take(said);
          first += some.length / ROW;
        }
        through += first;
        const playback = new Playback(collected.recording(undefined));
        checkInvariants(playback.recording);
        for (let beat = -1; beat < playback.length; beat++) {
          viewOf(playback.sceneAt(beat), config, playback.labels, {
            inject: 9,
            runQueue: 9,
            deferred: 9,
            timers: 9,
          });
          const { now } = storyOf(playback, beat, 1);
          expect(`${sayBeat(playback, beat)} ${now}`).not.toContain("undefined");
        }
      },
    ),
    { numRuns: 400 },
  );
  expect(through).toBeGreaterThan(1_000);
});
