/**
 * Measures how well BENCH repeats in a real Chromium, and how close it is to machine code: `npx tsx
 * bench/measure/browser.ts [runs] [tokio|model]`.
 */
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { buildSite, serve } from "../../tools/sandbox-site/site.ts";
import { launch } from "../browser.ts";
import type { BenchPage } from "../../tools/sandbox-site/bench-page/main.ts";
import { watchStolen } from "../stolen.ts";
import { median } from "../../harness/bench/stats.ts";
import { hostRatio } from "./host.ts";
import { nativeBench } from "./native.ts";

declare const benchPage: BenchPage;

const RUNS = Number(process.argv[2] ?? 10);
const ENGINE = process.argv[3] === "model" ? "model" : "tokio";
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const solution = readFileSync(path("../../lessons/week-01/capstone/solution.ts"), "utf8");
const say = (line: string) => process.stdout.write(`${line}\n`);

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Sample standard deviation divided by the mean, in percent. */
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
hostRatio();
say(
  `load average ${loadavg()
    .map((load) => load.toFixed(1))
    .join(", ")}; ${ENGINE}, ${RUNS} runs each`,
);
const native = ENGINE === "tokio" ? nativeBench() : undefined;
for (const [profile, { ratio, inlineNs, spawnNs }] of Object.entries(native ?? {}))
  say(
    `cargo bench, current_thread, ${profile}: ratio ${ratio.toFixed(2)}, inline p50 ${inlineNs.toFixed(1)} ns, spawn p50 ${spawnNs.toFixed(0)} ns`,
  );
const browser = await launch();
try {
  for (const isolated of [true, false]) {
    const site = await serve(folder, { isolated });
    const page = await browser.newPage();
    await page.goto(site.url);
    for (const profile of ["debug", "release"] as const) {
      const ratios: number[] = [];
      const [inline, spawn, first]: [number[], number[], number[]] = [[], [], []];
      const single: number[] = [];
      const host: number[] = [];
      const refused: string[] = [];
      const stolen = watchStolen();
      for (let run = 0; run < RUNS; run++) {
        host.push(hostRatio());
        const { outcome, firstMs } = await page.evaluate(
          ([source, which, engine]) => benchPage.bench(source, which, {}, engine),
          [solution, profile, ENGINE] as const,
        );
        if (outcome.kind !== "measured") throw new Error(JSON.stringify(outcome));
        const { recorded, reason, ratio, workerRatios } = outcome.profile;
        first.push(firstMs);
        inline.push(outcome.profile.inline.p50);
        spawn.push(outcome.profile.spawn.p50);
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
      const beside = native?.[profile];
      say(
        `  median ${median(ratios).toFixed(2)}${beside ? ` (cargo bench ${beside.ratio.toFixed(2)})` : ""}; p50 inline ${median(inline).toFixed(1)} ns, spawn ${median(spawn).toFixed(0)} ns; ` +
          `start to first sample ${first[0]?.toFixed(0)} ms at first, then ${median(first.slice(1)).toFixed(0)} ms`,
      );
      // What the protocol cannot remove: a machine on which allocating slows down while counting does not, or the
      // reverse.
      say(
        `  meanwhile the machine: allocating / counting in two plain loops, CV ${variation(host).toFixed(1)} %; ${stolen()}`,
      );
      say(`  each run: ${ratios.map((ratio) => ratio.toFixed(2)).join(" ")}`);
      for (const reason of refused) say(`  not recorded: ${reason}`);
    }
    const sizes = await page.evaluate(() => benchPage.loaded());
    say(`loaded: ${sizes.map(({ name, bytes }) => `${name} ${bytes}`).join(", ")} bytes`);
    await page.close();
    await site.close();
  }
} finally {
  await browser.close();
}
