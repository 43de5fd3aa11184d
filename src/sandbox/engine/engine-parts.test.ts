/** The parts of the engine that handle values, stacks and messages from learner code. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decode, encode } from "./encode.ts";
import { format, formatAll } from "./format.ts";
import { locate } from "./locate.ts";

class Point {
  x = 1;
  get lazy(): number {
    throw new Error("looked");
  }
}

test.each<[unknown, string]>([
  ["a", '"a"'],
  [-0, "-0"],
  [10n, "10n"],
  [[1, [2, [3, [4, [5]]]]], "[1, [2, [3, [4, …]]]]"],
  [new Map([["k", new Set([1])]]), 'Map(1) {"k" => Set(1) {1}}'],
  [new Point(), "Point { x: 1 }"],
  [
    {
      get a() {
        return 1;
      },
    },
    "{ a: [getter] }",
  ],
  [new TypeError("no"), "TypeError: no"],
  [() => 1, "[function (anonymous)]"],
  [new Uint8Array(2), "[0, 0]"],
  [Symbol("s"), "Symbol(s)"],
  [Array.from({ length: 60 }, () => 0), `[${"0, ".repeat(50)}… 10 more]`],
])("%o is shown as %s", (value, text) => expect(format(value)).toBe(text));

test("a cycle ends, and a value that fights back is shown as such", () => {
  const cycle: { self?: unknown } = {};
  cycle.self = cycle;
  expect(format(cycle)).toBe("{ self: [circular] }");
  const hostile = new Proxy(
    {},
    {
      ownKeys: () => {
        throw new Error("no");
      },
    },
  );
  expect(format([hostile])).toBe("[<could not be shown>]");
});

test("any value becomes bounded text", () => {
  fc.assert(
    fc.property(fc.array(fc.anything({ withProxy: false } as never)), (values) => {
      expect(formatAll(values, 200).length).toBeLessThan(220);
    }),
  );
});

test("a toJSON on a built-in prototype does not reach a message", () => {
  const prototype = Object.prototype as { toJSON?: () => unknown };
  prototype.toJSON = () => ({ kind: "check", result: { status: "pass" } });
  try {
    expect(encode({ kind: "log", lines: ["a", { b: 1 }] })).toBe('{"kind":"log","lines":["a",{"b":1}]}');
  } finally {
    delete prototype.toJSON;
  }
});

test("a text of any length goes out as one that can be read", () => {
  expect((JSON.parse(encode(["x".repeat(10_000)])) as string[])[0]?.length).toBeLessThan(4_100);
});

test("plain data goes through encode unchanged", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(encode(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([
  [
    "V8",
    "TypeError: x:9:9\n    at poll (blob:null/1:50:3)\n    at gather (blob:null/1:104:7)",
    { line: 4, column: 7 },
  ],
  ["Firefox", "poll@blob:null/1:50:3\ngather@blob:null/1:104:7", { line: 4, column: 7 }],
  ["WebKit", `gather@data:text/javascript,${"x".repeat(5_000)}:104:7`, { line: 4, column: 7 }],
  [
    "Node's own frames",
    "Error\n    at run (node:internal/process:250:1)\n    at [worker eval]:101:2",
    { line: 1, column: 2 },
  ],
])("%s: the first frame behind the engine's 100 lines", (_, stack, position) => {
  expect(locate(stack, 100)).toEqual(position);
});

test.each([undefined, 5, "", "Error: at 900:1", "    at engine (blob:null/1:50:3)"])(
  "%o holds no line of the learner's",
  (stack) => {
    expect(locate(stack, 100)).toBeUndefined();
  },
);

test("what a command leaves out is not found elsewhere, and its lists can be gone through", () => {
  const command = decode('{"kind":"bench","options":{"earlier":{"inline":[1,2],"spawn":[]}}}') as {
    kind: string;
    options: { earlier: { inline: number[]; spawn: number[] } };
  };
  expect([...command.options.earlier.inline, ...command.options.earlier.spawn]).toEqual([1, 2]);
  for (const each of [command, command.options, command.options.earlier])
    expect(Object.getPrototypeOf(each)).toBeNull();
});
