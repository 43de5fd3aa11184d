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
      message: 'sources[0].rate: expected number, got "fast"',
    }));

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
