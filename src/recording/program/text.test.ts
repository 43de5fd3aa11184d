import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_CONFIG } from "../run/config.ts";
import { record } from "../run/recorder.ts";
import { MAX_TASKS, OP_SPECS } from "./ops.ts";
import { parseText } from "./text.ts";

const mistakes = (text: string): string[] => {
  const parsed = parseText(text);
  return parsed.ok ? [] : parsed.mistakes.map((m) => `${m.line}:${m.column} ${m.message}`);
};

describe("the text of a program", () => {
  it("is bodies of ops, with repeats and comments", () => {
    const parsed = parseText(
      "# a game\nbody 0\n  spawn 1 # its partner\n  repeat 2\n    send 0\n  end\nbody 1\n  acq 1 2\n",
    );
    expect(parsed).toMatchObject({
      ok: true,
      program: {
        bodies: [
          [
            ["spawn", 1],
            ["send", 0],
            ["send", 0],
          ],
          [["acq", 12]],
        ],
        chans: [0],
        sems: [0, 0],
        nn: 0,
        nm: 0,
        no: 0,
        np: 0,
      },
    });
  });

  it("may set a channel's capacity and a semaphore's permits", () => {
    const parsed = parseText("channel 1 capacity 2\nsemaphore 0 permits 3\nbody 0\n  recv 1");
    expect(parsed.ok && [parsed.program.chans, parsed.program.sems]).toEqual([[0, 2], [3]]);
  });

  it.each([
    ["", "1:1 expected `body 0`, the root, at the start of the program"],
    ["spawn 1", "1:1 this op is outside a body: start with `body 0`"],
    ["body 0\n  spwan 1\nbody 1", "2:3 unknown op `spwan`; did you mean `spawn`?"],
    ["body 0\n  spawn", "2:3 write `spawn <body>`"],
    ["body 0\n  spawn one", "2:9 `one` is not a whole number: write `spawn <body>`"],
    ["body 0\n  yield now", "2:9 unexpected `now` at the end of this line"],
    ["body 0\n  spawn 1", "2:9 unknown body 1"],
    ["body 0\n  spawn 0", "2:9 a body can spawn only later bodies, so that every program ends"],
    ["body 0\n  spawnmany 3", "2:3 unknown body 1"],
    ["body 1", "1:6 expected `body 0`: bodies are numbered from 0 in order"],
    ["body 0\n  repeat 3\n    yield", "2:1 this repeat has no `end`"],
    ["body 0\n  end", "2:3 this `end` has no repeat"],
    ["channel 0 size 3\nbody 0", "1:11 write `channel 0 capacity 1`"],
    ["body 0\n  budget 99999", "2:10 at most 4000 here"],
  ])("says what is wrong with %j", (text, expected) => {
    expect(mistakes(text)).toContain(expected);
  });

  it("refuses a program with more tasks than can be recorded", () => {
    const text = `body 0\n  repeat 20\n    spawn 1\n  end\nbody 1\n  spawnmany 1000\nbody 2`;
    expect(mistakes(text)).toEqual([
      `1:1 this program spawns 20021 tasks; the explorer records at most ${MAX_TASKS}`,
    ]);
  });

  it("never throws, whatever the text", () => {
    const word = fc.oneof(
      fc.constantFrom(...Object.keys(OP_SPECS), "body", "repeat", "end", "channel"),
      fc.nat(20).map(String),
      fc.string(),
    );
    const text = fc
      .array(fc.array(word, { maxLength: 3 }).map((words) => words.join(" ")))
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(text, (source) => {
        const parsed = parseText(source);
        // A program that parses also runs to completion.
        const end = parsed.ok ? record(parsed.program, DEFAULT_CONFIG).end.kind : "parked";
        expect(end).not.toBe("failed");
      }),
    );
  });
});
