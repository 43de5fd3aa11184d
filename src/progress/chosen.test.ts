/** Whatever an author does to the choices, a learner's answer stays true or is marked as an answer to an earlier wording. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, it } from "vitest";
import { withWords } from "./choices-1.ts";
import { choose, findChosen } from "./chosen.ts";
import { migrated } from "./migrate.ts";
import { readExport } from "./read-export.ts";
import { parseRecord, type Answer, type Stored } from "./schema.ts";
import { importProgress } from "./transfer.ts";
import { useProgress } from "./store.ts";

const choices = fc.uniqueArray(
  fc.record({ html: fc.stringMatching(/^[a-z]+( [a-z<&]+)?$/), right: fc.boolean() }),
  { selector: ({ html }) => html, minLength: 1, maxLength: 6 },
);

it("holds for any choices moved, edited, added and removed", () => {
  fc.assert(
    fc.property(choices, choices, fc.nat(), fc.infiniteStream(fc.nat(5)), (before, added, at, order) => {
      const mine = before[at % before.length]!;
      const chosen = choose(mine);
      const kept = before.filter(() => order.next().value! > 1);
      const now = [...kept, ...added.filter(({ html }) => !kept.some((each) => each.html === html))]
        .map((choice) => ({ choice, place: order.next().value! }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ choice }) => choice);
      const found = findChosen(chosen, now);
      const stillThere = now.findIndex(({ html }) => html === mine.html);
      expect(found).toEqual(
        stillThere >= 0
          ? { kind: "current", index: stillThere }
          : { kind: "earlier", words: mine.html, right: mine.right },
      );
    }),
  );
});

it("identifies a choice by its words: line breaks and markup in the source do not matter, code does", () => {
  const chosen = choose({ html: "Vec<code>&#x3C;F></code>\n  first", right: true });
  expect(
    findChosen(chosen, [{ html: "Vec<code class='x'>&#x3C;F></code> <em>first</em>", right: false }]),
  ).toEqual({
    kind: "current",
    index: 0,
  });
  expect(findChosen(chosen, [{ html: "Vec&#x3C;F> first", right: true }])).toMatchObject({ kind: "earlier" });
});

const STORED = JSON.parse(
  readFileSync(new URL("fixtures/records-1.json", import.meta.url), "utf8"),
) as unknown[];
const KEY = "answer:week-01/day-1/spawn-order";
const MEANT = { text: "", chosen: { words: "3, 1, 2", right: true } };

it("resolves version 1's positions, after loading and in an old export", async () => {
  const records = await migrated(STORED.map(parseRecord) as Stored[]);
  expect(records).toHaveLength(STORED.length);
  expect(records.find(({ key }) => key === KEY)?.value).toEqual(MEANT);

  useProgress.setState({ records: {} });
  const file = { format: "tokio-internals-progress", version: 1, records: STORED };
  const read = readExport(JSON.stringify(file));
  expect(await importProgress(read)).toMatchObject({ ok: true, imported: STORED.length });
  expect(useProgress.getState().records[KEY]?.value).toEqual(MEANT);
});

it.each<[string, string, Answer]>([
  ["an author's own prediction", "week-09/day-1/x", { text: "", chosen: { place: 1 } }],
  ["a place that never was", "week-01/day-1/spawn-order", { text: "", chosen: { place: 7 } }],
  ["an answer that has its words", "week-01/day-1/spawn-order", MEANT],
  ["a name of every object", "constructor", { text: "", chosen: { place: 0 } }],
])("leaves %s as it is", (_, id, answer) => {
  expect(withWords(id, answer)).toBe(answer);
});

it("reads from the finding's own text whether it was right", () => {
  const id = "week-01/day-5/arb-bot-finding";
  expect(
    withWords(id, { text: "Longest p95 poll duration: book, p95 2 ms. Right.", chosen: { place: 2 } }).chosen,
  ).toEqual({ words: "book", right: true });
  expect(
    withWords(id, { text: "book: p95 2 ms. Another task's p95 is longer.", chosen: { place: 2 } }).chosen,
  ).toEqual({
    words: "book",
    right: false,
  });
});
