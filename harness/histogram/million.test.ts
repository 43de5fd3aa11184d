/** Right answers stay right over a million records, and a sum in 32 bits does not. */
// @module-tag slow
import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { Random } from "../random.ts";
import { compileFile } from "../testing/load.ts";
import { inBand, sampleAtRank } from "./judge.ts";

const MILLION = 1_000_000;
const IN_TIME_MS = 120_000;

interface Histogram {
  record(ns: number): void;
  percentile(q: number): number;
  count(): number;
  mean(): number;
}
type Answer = () => Histogram;

const random = new Random(17);
const samples = Float64Array.from({ length: MILLION }, () => Math.floor(2 ** (1 + random.next() * 30)));
const sorted = [...samples].toSorted((a, b) => a - b);
const exactMean = samples.reduce((sum, ns) => sum + ns, 0) / MILLION;

function deviations(make: Answer): string[] {
  const histogram = make();
  for (const ns of samples) histogram.record(ns);
  const quantiles = [1e-6, 0.001, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.999_999, 1];
  const off = quantiles.filter((q) => !inBand(histogram.percentile(q), sampleAtRank(sorted, q)));
  const mean = histogram.mean() / exactMean;
  return [
    ...off.map((q) => `percentile(${q})`),
    ...(histogram.count() === MILLION ? [] : ["count()"]),
    ...(mean >= 0.8 && mean <= 1.26 ? [] : ["mean()"]),
  ];
}

async function answer(file: URL): Promise<Answer> {
  const load = await compileFile(file);
  const { Histogram } = load() as { Histogram: new () => Histogram };
  return () => new Histogram();
}

const fixtures = new URL("../fixtures/right/histogram/", import.meta.url);
const lesson = new URL("../../lessons/week-01/histogram/", import.meta.url);
const right = [
  new URL("solution.ts", lesson),
  ...readdirSync(fixtures)
    .filter((name) => name.endsWith(".ts"))
    .map((name) => new URL(name, fixtures)),
];

it.each(right.map((file) => [file.pathname.split("/").at(-1), file] as const))(
  "%s",
  async (_, file) => expect(deviations(await answer(file))).toEqual([]),
  IN_TIME_MS,
);

it.each(["sum-in-int32"])(
  "not %s",
  async (name) => expect(deviations(await answer(new URL(`wrong/${name}.ts`, lesson)))).not.toEqual([]),
  IN_TIME_MS,
);
