/** Prints what the sandbox costs in a real Chromium: `npx tsx bench/sandbox/run.ts`. Read the medians as "about", the range as the spread. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { buildSite, serve } from "../../tools/sandbox-site/site.ts";
import { AS_ROOT, findBrowser } from "../../src/cli/browser.ts";
import { cpuSeconds } from "./cpu.ts";
import type { BenchPage } from "../../tools/sandbox-site/bench-page/main.ts";
import { median } from "../../harness/bench/stats.ts";

declare const benchPage: BenchPage;

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const solution = (id: string) => readFileSync(path(`../../lessons/${id}/solution.ts`), "utf8");
const say = (line: string) => process.stdout.write(`${line}\n`);

const GATHER = "week-01/gather";

function summary(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const ms = (index: number) => (sorted[index] ?? NaN).toFixed(1);
  return `median ${ms(sorted.length >> 1)} ms [${ms(0)}–${ms(sorted.length - 1)}], ${sorted.length} runs`;
}

async function times(page: Page): Promise<void> {
  for (const id of [GATHER, "week-01/histogram", "week-01/capstone"]) {
    const args = [id, solution(id)] as const;
    const [first] = await page.evaluate(
      ([exercise, source]) => benchPage.verdicts(exercise, source, 1),
      args,
    );
    const warm = await page.evaluate(([exercise, source]) => benchPage.verdicts(exercise, source, 25), args);
    const parts = (["compile", "start", "checks"] as const).map(
      (part) => `${part} ${median(warm.map((verdict) => verdict[part])).toFixed(0)}`,
    );
    const totals = warm.map(({ total }) => total);
    say(`run to verdict, ${id}: first ${first?.total.toFixed(0)} ms, then ${summary(totals)} (budget 300)`);
    say(`  of which ${parts.join(", ")} ms`);
  }
  const compiled = await page.evaluate(
    (source) => benchPage.compiles(source, 35),
    solution("week-01/capstone"),
  );
  say(
    `compile, capstone: ${summary(compiled.compile)}; esbuild's bare transform: ${summary(compiled.floor)}`,
  );
  const kills = await page.evaluate(([id, source]) => benchPage.kills(id, source, 20), [
    GATHER,
    solution(GATHER),
  ] as const);
  say(`kill to the next worker alive: ${summary(kills)} (budget 150)`);
}

async function cpuAfterKill(page: Page, browserPid: number): Promise<void> {
  const over = async (ms: number) => {
    const before = cpuSeconds(browserPid);
    await new Promise((resolve) => setTimeout(resolve, ms));
    const after = cpuSeconds(browserPid);
    return before === undefined || after === undefined ? NaN : ((after - before) * 1_000) / ms;
  };
  const idle = await over(1_500);
  const hang = page.evaluate((id) => benchPage.hang(id, 2_500), GATHER);
  await new Promise((resolve) => setTimeout(resolve, 700));
  const looping = await over(1_000);
  await hang;
  // What still runs after half a second of cleanup; a terminated worker would have another 1.5 s of work.
  await new Promise((resolve) => setTimeout(resolve, 500));
  const after = await over(1_000);
  const cores = [idle, looping, after].map((share) => Math.max(0, share).toFixed(2));
  say(
    `CPU of the browser, in cores: idle ${cores[0]}, in the loop ${cores[1]}, 0.5 s after the kill ${cores[2]}`,
  );
}

async function measurements(page: Page): Promise<void> {
  for (const profile of ["debug", "release"] as const) {
    const args = [solution("week-01/capstone"), profile] as const;
    const { ms, outcome } = await page.evaluate(([source, which]) => benchPage.bench(source, which), args);
    if (outcome.kind !== "measured") say(`BENCH ${profile}: ${JSON.stringify(outcome)}`);
    else {
      const { ratio, interval, control, recorded, reason } = outcome.profile;
      const verdict = recorded ? "recorded" : `not recorded: ${reason}`;
      say(
        `BENCH ${profile}: ${ratio.toFixed(2)} [${interval.map((x) => x.toFixed(2)).join("–")}], control ${control.toFixed(3)}, ${verdict}, ${(ms / 1_000).toFixed(1)} s`,
      );
      say(`  ${JSON.stringify(outcome.environment)}`);
    }
  }
}

const folder = await buildSite({
  policy: true,
  root: path("../../tools/sandbox-site/bench-page"),
  engine: "course",
});
for (const isolated of [true, false]) {
  const site = await serve(folder, { isolated });
  const server = await chromium.launchServer({ executablePath: await findBrowser(), args: [...AS_ROOT] });
  const browser = await chromium.connect(server.wsEndpoint());
  const page = await browser.newPage();
  await page.goto(site.url);
  say(`— ${browser.version()}, ${isolated ? "isolated" : "not isolated"} —`);
  await times(page);
  const { pid } = server.process();
  if (pid) await cpuAfterKill(page, pid);
  await measurements(page);
  await server.close();
  await site.close();
}
