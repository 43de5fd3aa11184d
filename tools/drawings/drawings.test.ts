/** The computed drawings in the lessons match the script's output, which covers all buckets. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { COLOURS, FONTS } from "../../src/lesson/drawing-check.ts";
import { boundsOf } from "./bucket-axis.ts";
import { computedDrawings } from "./computed.ts";

it("each file is what `npx tsx tools/drawings/write.ts` writes", async () => {
  for (const [file, svg] of await computedDrawings()) expect(readFileSync(file, "utf8")).toBe(svg);
});

it("finds every bucket into which a whole number falls: all of 128 but 1, 2, 3, 5 and 7", () => {
  const bounds = boundsOf((ns) => 2 ** ((Math.min(127, Math.floor(4 * Math.log2(ns))) + 1) / 4));
  const all = Array.from({ length: 128 }, (_, i) => 2 ** ((i + 1) / 4));
  expect(bounds).toEqual(all.filter((_, i) => ![1, 2, 3, 5, 7].includes(i)));
});

it("drawings may use only colours and fonts that the page has", () => {
  const tokens = readFileSync("src/ui/tokens.css", "utf8");
  for (const name of [...COLOURS, ...FONTS]) expect(tokens).toContain(`--${name}:`);
});
