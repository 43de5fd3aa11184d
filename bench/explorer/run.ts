/** Prints how smoothly the explorer plays 8 workers and 10,000 tasks: `npx vite build`, then `npx tsx bench/explorer/run.ts [folder of the build]`. */
import type { Page } from "playwright-core";
import { onBuilt } from "../browser.ts";
import { cpuMs, frames, summary } from "../frames.ts";

const PLAYED_MS = 6_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

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

await onBuilt(process.argv[2] ?? "dist", "explorer/", async (page) => {
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
});
