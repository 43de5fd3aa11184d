/** Predictions in a hand-in: the chosen words, also from a file that stores a position. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Stored } from "../../progress/schema.ts";
import { makeHandIn } from "./hand-in.ts";
import { readHandIn } from "./read-hand-in.ts";

const MEANT = { id: "week-01/day-1/spawn-order", text: "", chosen: { words: "3, 1, 2", right: true } };
const answersIn = (text: string) => {
  const read = readHandIn(text);
  return read.ok ? { answers: read.handIn.answers, edited: read.edited } : read;
};

it.each([1, 2])("resolves a position in a hand-in of version %d", (version) => {
  const text = readFileSync(new URL(`fixtures/hand-in-${version}.json`, import.meta.url), "utf8");
  expect(answersIn(text)).toMatchObject({ answers: expect.arrayContaining([MEANT]), edited: false });
});

it("hands in the words and reads them back", () => {
  const { id, ...value } = MEANT;
  const key = `answer:${id}`;
  const record: Stored = { key, rev: 1, savedAt: 1, value };
  const text = JSON.stringify(makeHandIn({ [key]: record }, "Ada", new Date()));
  expect(answersIn(text)).toEqual({ answers: [MEANT], edited: false });
});
