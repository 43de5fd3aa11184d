/** Prints how smoothly the explorer plays 8 workers and 10,000 tasks: `npx vite build`, then `npx tsx bench/explorer/run.ts [folder of the build]`. */
import { cpus, loadavg } from "node:os";
import { preview } from "vite";
import { chromium, type CDPSession, type Page } from "playwright-core";
import { findBrowser } from "../../src/cli/browser.ts";

const PLAYED_MS = 6_000;
/** The length of a frame at 60 per second, in ms, and what counts as a missed one. */
const FRAME_MS = 1000 / 60;
const MISSED_MS = 1.5 * FRAME_MS;
const say = (line: string) => process.stdout.write(`${line}\n`);

/** ms between frames, and ms of each task that held the main thread for more than 50 ms. */
interface Seen {
  intervals: readonly number[];
  longTasks: readonly number[];
}

async function frames(page: Page, ms: number): Promise<Seen> {
  return page.evaluate(
    (duration) =>
      new Promise<Seen>((resolve) => {
        const intervals: number[] = [];
        const longTasks: number[] = [];
        const observer = new PerformanceObserver((list) => {
          for (const task of list.getEntries()) longTasks.push(task.duration);
        });
        observer.observe({ type: "longtask" });
        const begun = performance.now();
        let before = begun;
        requestAnimationFrame(function tick(now) {
          intervals.push(now - before);
          before = now;
          if (now - begun < duration) requestAnimationFrame(tick);
          else {
            observer.disconnect();
            // The first interval began before the first frame did.
            resolve({ intervals: intervals.slice(1), longTasks });
          }
        });
      }),
    ms,
  );
}

function summary({ intervals, longTasks }: Seen): string {
  const sorted = intervals.toSorted((a, b) => a - b);
  const at = (q: number) => (sorted[Math.ceil(q * sorted.length) - 1] ?? NaN).toFixed(1);
  const mean = intervals.reduce((sum, ms) => sum + ms, 0) / intervals.length;
  const missed = intervals.filter((ms) => ms > MISSED_MS).length;
  const long =
    longTasks.length === 0 ? "no long task" : `long tasks of ${longTasks.map(Math.round).join(", ")} ms`;
  return `median ${(1000 / Number(at(0.5))).toFixed(0)}, mean ${(1000 / mean).toFixed(1)} frames/s; p95 ${at(0.95)}, p99 ${at(0.99)}, longest ${at(1)} ms; ${missed} of ${intervals.length} longer than ${MISSED_MS.toFixed(0)} ms; ${long}; ${load()}`;
}

/** How busy the machine was otherwise: a frame is also late when another process has the processor. */
const load = (): string => `load ${(loadavg()[0] ?? NaN).toFixed(1)} on ${cpus().length} processors`;

/**
 * CPU ms that the page's main thread has used so far, as the browser counts them; unlike frames, a busy machine does
 * not distort them.
 */
async function cpuMs(
  cdp: CDPSession,
): Promise<Record<"TaskDuration" | "ScriptDuration" | "LayoutDuration" | "RecalcStyleDuration", number>> {
  const { metrics } = await cdp.send("Performance.getMetrics");
  const ms = (name: string) => 1000 * (metrics.find((metric) => metric.name === name)?.value ?? NaN);
  return {
    TaskDuration: ms("TaskDuration"),
    ScriptDuration: ms("ScriptDuration"),
    LayoutDuration: ms("LayoutDuration"),
    RecalcStyleDuration: ms("RecalcStyleDuration"),
  };
}

async function measure(page: Page, throttle: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  const idle = await frames(page, 2_000);
  say(`throttled ${throttle}×, at rest:          ${summary(idle)}`);
  for (const speed of ["brisk", "fast", "fastest"]) {
    await page.getByLabel("Speed of playing").first().selectOption({ label: speed });
    await page.getByRole("slider").first().press("Home");
    await page.getByRole("button", { name: "Play" }).first().click();
    const before = await cpuMs(cdp);
    const playing = await frames(page, PLAYED_MS);
    const after = await cpuMs(cdp);
    await page.getByRole("button", { name: "Pause" }).first().click();
    const each = (part: keyof typeof after) =>
      ((after[part] - before[part]) / playing.intervals.length).toFixed(2);
    say(`throttled ${throttle}×, playing ${speed.padEnd(7)}: ${summary(playing)}`);
    say(
      `  CPU of the main thread a frame: ${each("TaskDuration")} ms, of it script ${each("ScriptDuration")}, style ${each("RecalcStyleDuration")}, layout ${each("LayoutDuration")}`,
    );
  }
  const scrub = await page.evaluate(scrubbing);
  say(
    `throttled ${throttle}×, one scrub anywhere: median ${scrub.median.toFixed(1)} ms, longest ${scrub.longest.toFixed(1)} ms to the next frame`,
  );
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await cdp.detach();
}

/** Moves the slider to points across the run and times each until its frame. */
async function scrubbing(): Promise<{ median: number; longest: number }> {
  const slider = document.querySelector<HTMLInputElement>('input[type="range"]');
  if (slider === null) throw new Error("there is no slider");
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  const times: number[] = [];
  for (let i = 1; i <= 40; i++) {
    const begun = performance.now();
    set?.call(slider, String(Math.floor((Number(slider.max) * ((i * 17) % 40)) / 40)));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    times.push(performance.now() - begun);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { median: sorted[20] ?? NaN, longest: sorted.at(-1) ?? NaN };
}

const outDir = process.argv[2] ?? "dist";
const server = await preview({
  build: { outDir },
  preview: { port: 4191, strictPort: true },
  logLevel: "error",
});
const browser = await chromium.launch({
  executablePath: await findBrowser(),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  // tsx names functions with this helper, which the page does not have.
  await page.addInitScript("globalThis.__name = (f) => f");
  await page.goto("http://localhost:4191/explorer/");
  const explorer = page.getByRole("main");
  const gallery = explorer.getByLabel("Program of the gallery");
  await gallery.waitFor();
  const begun = Date.now();
  await gallery.selectOption("crowd");
  await explorer.getByText(/^0\/\d{4,}$/).waitFor();
  const steps = await explorer.getByText(/^0\/\d{4,}$/).textContent();
  say(`10,000 tasks on 8 workers: ${steps?.slice(2)} steps recorded and ready in ${Date.now() - begun} ms`);
  await explorer.getByRole("slider").scrollIntoViewIfNeeded();
  for (const throttle of [1, 4]) await measure(page, throttle);
} finally {
  await browser.close();
  await server.close();
}
