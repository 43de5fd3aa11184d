/** The drawings that a script computes: path from the repository's root -> SVG. */
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { bucketAxis } from "./bucket-axis.ts";
import type { BoundOf } from "./bucket-axis.ts";

const WEEK = "lessons/week-01";

export async function computedDrawings(): Promise<Map<string, string>> {
  const boundOf = await boundOfSolution();
  return new Map([
    [`${WEEK}/buckets.svg`, bucketAxis(boundOf, 640)],
    [`${WEEK}/buckets.narrow.svg`, bucketAxis(boundOf, 350)],
  ]);
}

interface Histogram {
  record(ns: number): void;
  percentile(q: number): number;
}

/** A lesson's file is data: it is read here, not imported. */
async function boundOfSolution(): Promise<BoundOf> {
  const solution = pathToFileURL(resolve(`${WEEK}/histogram/solution.ts`)).href;
  const { Histogram } = (await import(solution)) as { Histogram: new () => Histogram };
  return (ns) => {
    const histogram = new Histogram();
    histogram.record(ns);
    return histogram.percentile(1);
  };
}
