/** Tests that a link brings back the design, and that damaged links say why not. */
import { expect, test } from "vitest";
import { pack } from "../../lib/packed.ts";
import { STARTS } from "../../recording/studio/starts.ts";
import { LINK_MARK, readLink } from "./link.ts";

test("a link brings back the design", () => {
  const design = STARTS["feed-handler"];
  expect(readLink(LINK_MARK + pack(design))).toEqual({ kind: "design", design });
});

test.each([
  ["", "none"],
  ["#per-shard", "none"],
  [`${LINK_MARK}abc`, "broken"],
  ["#design=2.abc", "broken"],
  [LINK_MARK + pack({ version: 1, name: "a", tasks: [{ id: "a", on: [{ from: "nowhere" }] }] }), "broken"],
])("%s is %s", (hash, kind) => expect(readLink(hash).kind).toBe(kind));
