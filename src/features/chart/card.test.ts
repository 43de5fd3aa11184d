/** What is on the card that a learner shows. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { gradedIn, type Bench } from "../../../harness/report.ts";
import { legendOf } from "./bench-words.ts";
import { cardSvg, type Card } from "./card.ts";
import type { Colours } from "./picture-parts.ts";

const bench = JSON.parse(
  readFileSync(new URL("../../../harness/fixtures/benches/both-engines.json", import.meta.url), "utf8"),
) as Bench;
const colours: Colours = {
  ground: "rgb(253, 252, 249)",
  ink: "#111",
  muted: "#555",
  hairline: "#ddd",
  accent: "#b3360b",
  inline: "#1d5fd1",
  spawn: "#c2540a",
};
const card: Card = {
  profile: gradedIn(bench)!,
  bench,
  histogram: {
    bucketsPerDecade: 24,
    inline: [
      [53, 900],
      [54, 100],
    ],
    spawn: [
      [86, 500],
      [87, 500],
    ],
  },
  guess: 3.6,
  address: "course.example/a&b",
};
const words = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

test("number, interval, guess, engine, machine, date and address are on it once", () => {
  const svg = cardSvg(card, colours, "@font-face{}");
  expect(words(svg)).toEqual(
    expect.arrayContaining([
      "24.7×",
      "95 % interval 23.8× to 25.7×",
      "I guessed 3.6×: 6.9 times too low.",
      `real tokio 1.53.1, debug build, ${bench.environment.engine}`,
      "course.example/a&amp;b",
      "measured",
      "guessed",
    ]),
  );
  expect(svg).toContain('width="1200" height="630"');
  expect(svg).toContain("<style>@font-face{}</style>");
  expect(svg.match(/24\.7×/g)).toHaveLength(1);
});

test("both curves are drawn from the samples, and from the quantiles where none were kept", () => {
  const curves = (svg: string) => svg.match(/fill-opacity="0\.22"/g)?.length ?? 0;
  expect(curves(cardSvg(card, colours, ""))).toBe(2);
  const without = cardSvg({ ...card, histogram: undefined }, colours, "");
  expect(curves(without)).toBe(0);
  expect(without.match(/<circle/g)).toHaveLength(2);
});

test("without a guess there is none on it", () => {
  const svg = cardSvg({ ...card, guess: undefined }, colours, "");
  expect(words(svg).filter((text) => text?.includes("guess"))).toEqual([]);
});

test("a picture of the chart says what was measured and where", () => {
  const { title, conditions } = legendOf("tokio debug", bench);
  expect(title).toBe("Spawn against inline: 24.7×");
  expect(conditions).toContain(`real tokio 1.53.1, debug build · ${bench.environment.engine} · `);
  expect(conditions).toContain(bench.startedAt.slice(0, 10));
  expect(legendOf("tokio debug", undefined).conditions).toBe("Not measured");
});
