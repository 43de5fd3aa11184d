/** The whole console interface, as lines of text. */
import { afterEach, beforeEach, expect, it, test } from "vitest";
import type { LogLine } from "../../../harness/report.ts";
import { installConsole } from "./console.ts";

const own = globalThis.console;
let lines: LogLine[];
let nowMs: number;
let sandboxed: Console & Record<string, (...values: unknown[]) => void>;
let nextCheck: () => void;

beforeEach(() => {
  lines = [];
  nowMs = 0;
  ({ nextCheck } = installConsole({ line: (line) => void lines.push(line), dropped() {} }, () => nowMs));
  sandboxed = globalThis.console as typeof sandboxed;
  globalThis.console = own;
});
afterEach(() => void (globalThis.console = own));

const said = () => lines.map(({ level, text }) => `${level}: ${text}`);

/** https://console.spec.whatwg.org/#console-namespace, and what browsers add. */
const MEMBERS =
  "assert clear debug error info log table trace warn dir dirxml count countReset group groupCollapsed groupEnd time timeLog timeEnd timeStamp profile profileEnd";

test.each(MEMBERS.split(" "))("console.%s can be called with anything", (name) => {
  for (const values of [
    [],
    ["x"],
    [Symbol("s")],
    [null, undefined],
    [
      {
        get a() {
          throw new Error("looked");
        },
      },
    ],
    [
      new Proxy(
        {},
        {
          ownKeys() {
            throw new Error("no");
          },
        },
      ),
    ],
  ])
    expect(() => sandboxed[name]!(...values)).not.toThrow();
});

it("does not end a run over an unknown method", async () => {
  sandboxed["context"]!("x");
  expect(said()).toEqual(["warn: There is no console.context here; console.log is."]);
  expect(`${typeof sandboxed["then"]} ${JSON.stringify(sandboxed)}`).toBe("undefined {}");
  expect(await Promise.resolve(sandboxed)).toBe(sandboxed);
});

it("counts and times by the sandbox's own clock, from zero for each check", () => {
  sandboxed.count();
  sandboxed.count("polls");
  sandboxed.count();
  sandboxed.countReset();
  sandboxed.count();
  sandboxed.countReset("none");
  sandboxed.time("gather");
  nowMs = 1.5;
  sandboxed.timeLog("gather", { polls: 2 });
  nowMs = 3;
  sandboxed.timeEnd("gather");
  sandboxed.timeEnd("gather");
  expect(said()).toEqual([
    "info: default: 1",
    "info: polls: 1",
    "info: default: 2",
    "info: default: 1",
    "warn: There is no count “none”: console.count was not called with that label.",
    "info: gather: 1.500 ms { polls: 2 }",
    "info: gather: 3.000 ms",
    "warn: There is no timer “gather”: console.time was not called with that label.",
  ]);
  nextCheck();
  sandboxed.count();
  expect(said().at(-1)).toBe("info: default: 1");
});

it("indents groups, and inserts values where the text has specifiers", () => {
  sandboxed.group("task %d of %s", 3, "five");
  sandboxed.groupCollapsed();
  sandboxed.log("a\nb", 100);
  sandboxed.groupEnd();
  sandboxed.groupEnd();
  sandboxed.groupEnd();
  sandboxed.log("50%", "%c%o is %i%%", "x");
  sandboxed.log("%c%o is %i%%", "color: red", { a: 1 }, "7.9", "more");
  sandboxed.assert(true, "no");
  sandboxed.assert(false, "%s is no waker", "x");
  expect(said()).toEqual([
    "log: task 3 of five",
    "log:     a\n    b 100",
    "log: 50% %c%o is %i%% x",
    "log: { a: 1 } is 7% more",
    "error: assertion failed: x is no waker",
  ]);
});

it("draws a table", () => {
  sandboxed.table([{ task: "book", polls: 3 }, { task: "risk" }, 7]);
  sandboxed.table(new Map([["a", { x: 1, y: 2 }]]), ["y"]);
  sandboxed.table("no table");
  expect(lines.map(({ text }) => text)).toEqual([
    '(index)  task    polls  Values\n0        "book"  3\n1        "risk"\n2                       7',
    '(index)  y\n"a"      2',
    "no table",
  ]);
});
