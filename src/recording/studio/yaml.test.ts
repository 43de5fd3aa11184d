/** Tests that a design survives being written as YAML, and that mistakes have a place. */
import { describe, expect, test } from "vitest";
import { START_NAMES, STARTS } from "./starts.ts";
import { printYaml, readYaml } from "./yaml.ts";

test.each(START_NAMES)("%s is the same after a round trip", (name) => {
  expect(readYaml(printYaml(STARTS[name]))).toEqual({ ok: true, design: STARTS[name] });
});

describe("mistakes", () => {
  const first = (text: string) => {
    const read = readYaml(text);
    return read.ok ? null : read.mistakes[0];
  };

  test("a syntax error has its line", () => expect(first("version: 1\nname: [")).toMatchObject({ line: 2 }));

  test("a wrong value has its line, column and path", () =>
    expect(first("version: 1\nname: a\nsources:\n  - id: feed\n    rate: fast\n")).toEqual({
      line: 5,
      column: 11,
      message: 'sources[0].rate: expected a number, got "fast"',
    }));

  /** Each letter stands for nine of the one before. */
  const letters = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
  const bomb = letters
    .slice(1)
    .map((name, i) => `${name}: &${name} [${Array(9).fill(`*${letters[i]}`).join()}]`);

  test.each([
    ["rate: 1e400", "sources[0].rate: expected at most 10,000,000, got Infinity"],
    ["rate: .nan", "sources[0].rate: expected a number, got NaN"],
    ["rate: -5", "sources[0].rate: expected at least 0.001, got -5"],
    ["keys: 1", "sources[0].rate: rate is missing"],
    ["rate: 1, burst: 1.5", "sources[0].burst: expected a whole number, got 1.5"],
    ["rate: 1, __proto__: 1", 'sources[0].__proto__: unknown field "__proto__"'],
    [`rate: ${"[".repeat(20_000)}`, "lists or maps are nested too deeply"],
  ])("hostile: %.40s", (field, message) =>
    expect(first(`version: 1\nname: a\nsources: [{ id: feed, ${field} }]\n`)?.message).toBe(message),
  );

  test.each([
    ["aliases that multiply", ["a: &a [1,1,1,1,1,1,1,1,1]", ...bomb].join("\n"), /^too many aliases/],
    ["a list in itself", "version: 1\nname: a\ntasks: &x [*x]\n", /^tasks\[0\]/],
    ["a list", "- version: 1\n", /^the design: expected a map of fields, got a list$/],
    ["a long text", "a".repeat(9_999), /^the design: expected a map of fields, got "a{59}…$/],
    ["two documents", "version: 1\nname: a\n---\nversion: 1\n", /^expected one design/],
    ["a long name", `version: 1\nname: ${"a".repeat(81)}\n`, /^name: too long: expected at most 80, got 81/],
    ["another version", "version: 2\nname: a\n", /^version: expected 1, got 2/],
  ])("hostile: %s", (_, text, message) => expect(first(text)?.message).toMatch(message));

  test("a place far off the canvas is moved to its edge", () => {
    const read = readYaml("version: 1\nname: a\nsinks: [{ id: out }]\npicture: { out: [1e308, -1e308] }\n");
    expect(read.ok && read.design.picture).toEqual({ out: [100_000, -100_000] });
  });

  test("an unknown field is named", () =>
    expect(first("version: 1\nname: a\ncolour: red\n")?.message).toContain("unknown field"));

  test("a name that leads nowhere lists what there is", () =>
    expect(
      first(
        "version: 1\nname: a\nsources: [{ id: feed, rate: 1 }]\ntasks:\n  - id: reader\n    on:\n      - from: fed\n",
      ),
    ).toMatchObject({ line: 7, message: expect.stringContaining("available: feed") }));

  test("a name may be used once", () =>
    expect(
      first("version: 1\nname: a\nsources: [{ id: a, rate: 1 }]\nsinks: [{ id: a }]\n")?.message,
    ).toContain("used twice"));

  test("an mpsc channel has one reader", () =>
    expect(
      first(
        "version: 1\nname: a\ntasks:\n  - { id: a, on: [{ from: c }] }\n  - { id: b, on: [{ from: c }] }\nchannels: [{ id: c }]\n",
      )?.message,
    ).toContain("is read by a already"));
});
