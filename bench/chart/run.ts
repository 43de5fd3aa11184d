/** Measures how smooth the page stays during BENCH: `npx tsx bench/chart/run.ts [runs]` prints frames and long tasks of `dist/`. */
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import type { Page } from "playwright-core";
import { preview } from "vite";
import { launch } from "../browser.ts";
import { watchStolen } from "../stolen.ts";

const RUNS = Number(process.argv[2] ?? 3);
const solution = readFileSync("lessons/week-01/capstone/solution.ts", "utf8");
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Durations and times in ms. */
interface Watch {
  since: number;
  tasks: { at: number; duration: number }[];
  frames: number[];
  begin(): void;
  take(entries: PerformanceEntryList): void;
  onFrame(now: number): void;
}

declare global {
  interface Window {
    watched: Watch;
  }
}

/** Runs in the page: records what the browser reports as a long task, and when each frame began. */
function watch(): void {
  // Methods, not local functions: those would call a helper of the compiler, which the page lacks.
  window.watched = {
    since: Infinity,
    tasks: [],
    frames: [],
    begin() {
      Object.assign(this, { since: performance.now(), tasks: [], frames: [] });
    },
    take(entries) {
      for (const { startTime, duration } of entries)
        if (startTime >= this.since) this.tasks.push({ at: startTime - this.since, duration });
    },
    onFrame(now) {
      this.frames.push(now);
      requestAnimationFrame((next) => this.onFrame(next));
    },
  };
  new PerformanceObserver((list) => window.watched.take(list.getEntries())).observe({ type: "longtask" });
  requestAnimationFrame((now) => window.watched.onFrame(now));
}

const ended = () => document.querySelector('section[aria-label^="Measurement"] progress') === null;

const quantile = (sorted: readonly number[], q: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;

const LONG_TASK_MS = 50;

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** the thread's processor time in µs */
  tdur?: number;
  args?: { name?: string };
}

/**
 * How many tasks of the page's thread were long because of their own work. A throttled thread spins, so waiting
 * for the throttle counts; time in which another thread or machine had the processor does not.
 */
function busyTasks(trace: Buffer): string {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mains = new Map(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map((event) => [threadOf(event), [] as number[]]),
  );
  for (const event of traceEvents) {
    if (event.name === "ThreadControllerImpl::RunTask" && event.tdur !== undefined)
      mains.get(threadOf(event))?.push(event.tdur / 1000);
  }
  const sum = (times: readonly number[]) => times.reduce((a, b) => a + b, 0);
  // The sandbox's frames have their own processes; the page's process is the busiest.
  const page = [...mains.values()].toSorted((a, b) => sum(b) - sum(a))[0] ?? [];
  const long = page.filter((ms) => ms >= LONG_TASK_MS).length;
  const longest = Math.max(...page).toFixed(0);
  return `by processor time ${long} (longest ${longest} ms of ${page.length} tasks)`;
}

/** From the first moment of measuring to the verdict, release profile included. */
async function measureOnce(page: Page, throttle: number, shown: boolean): Promise<string> {
  await page.goto("/week-01/capstone/");
  const workbench = page.getByRole("region", { name: /^Workbench/ });
  await workbench.getByRole("textbox").fill(solution);
  await page.getByRole("banner").getByText("Saved", { exact: true }).waitFor({ state: "attached" });
  // Types the answer where typing is quick, but measures the page that learners use, with Monaco.
  await page.addInitScript(() =>
    localStorage.setItem("tokio-internals/settings", JSON.stringify({ theme: "light", editor: "full" })),
  );
  await page.reload();
  await workbench.scrollIntoViewIfNeeded();
  await page.locator(".monaco-editor .view-line").first().waitFor();
  const panel = page.getByRole("region", { name: /^Measurement/ });
  await panel.scrollIntoViewIfNeeded();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  await page.getByRole("button", { name: "Submit" }).click();
  await panel.getByRole("button", { name: "Cancel" }).waitFor();
  await panel.evaluate((element) => element.querySelector("figure")?.scrollIntoView({ block: "center" }));
  // BENCH still measures but the page shows nothing of it, so the rest of the load is not the chart's.
  if (!shown) await page.addStyleTag({ content: 'section[aria-label^="Measurement"] { display: none }' });
  // This command causes that jump itself.
  await page.waitForTimeout(200);
  const stolen = watchStolen();
  await browser.startTracing(page, { categories: ["toplevel"] });
  await page.evaluate(() => window.watched.begin());
  // Polls rarely and cheaply: looking for a role ten times a second is itself a long task on a throttled page.
  await page.waitForFunction(ended, undefined, { polling: 1_000, timeout: 120_000 });
  const { tasks, frames } = await page.evaluate(() => window.watched);
  const busy = busyTasks(await browser.stopTracing());
  const gaps = frames.slice(1).map((at, index) => at - frames[index]!);
  const sorted = gaps.toSorted((a, b) => a - b);
  const seconds = gaps.reduce((sum, gap) => sum + gap, 0) / 1000;
  const longest = tasks.map(({ duration }) => duration).toSorted((a, b) => b - a);
  const list = tasks
    .toSorted((a, b) => b.duration - a.duration)
    .slice(0, 12)
    .map(({ at, duration }) => `${duration.toFixed(0)} at ${(at / 1000).toFixed(1)} s`);
  return (
    `${(gaps.length / seconds).toFixed(0)} frames/s over ${seconds.toFixed(1)} s ` +
    `(gap p50 ${quantile(sorted, 0.5).toFixed(0)}, p99 ${quantile(sorted, 0.99).toFixed(0)} ms); ` +
    `long tasks: ${longest.length}${longest.length > 0 ? `, in ms: ${list.join(", ")}` : ""}, ${busy}; ` +
    `load ${loadavg()[0]!.toFixed(1)}, ${stolen()}`
  );
}

const server = await preview({ preview: { port: 0 }, logLevel: "error" });
const browser = await launch();
try {
  for (const throttle of (process.argv[3] ?? "1,4").split(",").map(Number)) {
    for (let run = 0; run < RUNS; run++) {
      for (const shown of [true, false]) {
        const context = await browser.newContext({
          baseURL: server.resolvedUrls!.local[0]!,
          viewport: { width: 1440, height: 900 },
          serviceWorkers: "block",
        });
        await context.addInitScript(watch);
        await context.addInitScript(() =>
          localStorage.setItem(
            "tokio-internals/settings",
            JSON.stringify({ theme: "light", editor: "plain" }),
          ),
        );
        const what = `CPU ${throttle}×, ${shown ? "chart on the page" : "nothing shown     "}`;
        say(`${what}: ${await measureOnce(await context.newPage(), throttle, shown)}`);
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await server.close();
}
