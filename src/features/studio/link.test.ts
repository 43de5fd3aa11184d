/** Tests that a link brings back the design and its rival, and that damaged links say why not. */
import { expect, test } from "vitest";
import { pack } from "../../lib/packed.ts";
import { STARTS } from "../../recording/studio/starts.ts";
import { linkHash, readLink } from "./link.ts";
import { START_RIVALS } from "./rivals.ts";

const design = STARTS["feed-handler"];
const FIRST = "#design=1.";

test("a link brings back the design, also one that was made before there were rivals", () => {
  expect(linkHash(design)).toBe(FIRST + pack(design));
  expect(readLink(FIRST + pack(design))).toEqual({ kind: "design", design, beside: undefined });
});

test("and the design beside it: a start by its name, any other as a whole", () => {
  const start = START_RIVALS[1]!;
  expect(linkHash(design, start)).toBe(`${FIRST}${pack(design)}&beside=exchange-owner-per-shard`);
  expect(readLink(linkHash(design, start))).toEqual({ kind: "design", design, beside: start });
  const own = { key: "own", words: "your own design", design: { ...STARTS["chat-server"], name: "Ours" } };
  expect(readLink(linkHash(design, own))).toEqual({
    kind: "design",
    design,
    beside: { key: "linked", words: "Ours, as in the link", design: own.design },
  });
});

test.each([
  ["", "none"],
  ["#per-shard", "none"],
  [`${FIRST}abc`, "broken"],
  ["#design=2.abc", "broken"],
  [FIRST + pack({ version: 1, name: "a", tasks: [{ id: "a", on: [{ from: "nowhere" }] }] }), "broken"],
  [`${linkHash(design)}&beside=nobody`, "broken"],
  [`${linkHash(design)}&beside=1.abc`, "broken"],
])("%s is %s", (hash, kind) => expect(readLink(hash).kind).toBe(kind));
