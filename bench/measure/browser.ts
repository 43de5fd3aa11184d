/** How well BENCH repeats in a real Chromium: `npx tsx bench/measure/browser.ts [runs]` prints its coefficient of variation. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { buildSite, serve } from "../../tools/sandbox-site/site.ts";
import { findBrowser } from "../../src/cli/browser.ts";
import type { BenchPage } from "../../tools/sandbox-site/bench-page/main.ts";
import { watchStolen } from "../stolen.ts";
import { hostRatio } from "./host.ts";

declare const benchPage: BenchPage;

const RUNS = Number(process.argv[2] ?? 10);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const solution = readFileSync(path("../../lessons/week-01/capstone/solution.ts"), "utf8");
const say = (line: string) => process.stdout.write(`${line}\n`);

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sample standard deviation by the mean, in percent. */
function variation(values: readonly number[]): number {
  const middle = mean(values);
  const squares = values.map((value) => (value - middle) ** 2);
  return (100 * Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / (values.length - 1))) / middle;
}

const folder = await buildSite({
  policy: true,
  root: path("../../tools/sandbox-site/bench-page"),
  engine: "course",
});
const args = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
hostRatio();
const browser = await chromium.launch({ executablePath: await findBrowser(), args });
try {
  for (const isolated of [true, false]) {
    const site = await serve(folder, { isolated });
    const page = await browser.newPage();
    await page.goto(site.url);
    for (const profile of ["debug", "release"] as const) {
      const ratios: number[] = [];
      const single: number[] = [];
      const host: number[] = [];
      const refused: string[] = [];
      const stolen = watchStolen();
      for (let run = 0; run < RUNS; run++) {
        host.push(hostRatio());
        const { outcome } = await page.evaluate(([source, which]) => benchPage.bench(source, which), [
          solution,
          profile,
        ] as const);
        if (outcome.kind !== "measured") throw new Error(JSON.stringify(outcome));
        const { recorded, reason, ratio, workerRatios } = outcome.profile;
        if (recorded) ratios.push(ratio);
        else refused.push(reason);
        single.push(...workerRatios);
      }
      say(
        `${isolated ? "isolated" : "not isolated"}, ${profile}: ` +
          (ratios.length < 2
            ? "too few runs were recorded"
            : `mean ${mean(ratios).toFixed(2)} [${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}], ` +
              `CV ${variation(ratios).toFixed(1)} % of ${ratios.length} recorded runs (single workers ${variation(single).toFixed(1)} %)`),
      );
      // What the protocol cannot take away: a machine on which allocating slows down without counting, or the reverse.
      say(
        `  meanwhile the machine: allocating / counting in two plain loops, CV ${variation(host).toFixed(1)} %; ${stolen()}`,
      );
      say(`  each run: ${ratios.map((ratio) => ratio.toFixed(2)).join(" ")}`);
      for (const reason of refused) say(`  not recorded: ${reason}`);
    }
    await page.close();
    await site.close();
  }
} finally {
  await browser.close();
}
