/** Prints how smoothly the studio's canvas moves with 200 boxes: `npx vite build`, then `npx tsx bench/studio/run.ts [folder of the build]`. */
import * as v from "valibot";
import type { Page } from "playwright-core";
import { pack } from "../../src/lib/packed.ts";
import { Design } from "../../src/recording/studio/schema.ts";
import { onBuilt } from "../browser.ts";
import { cpuMs, frames, summary } from "../frames.ts";

const MS = 4_000;
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Forty services of five boxes each. */
const DESIGN = v.parse(Design, {
  version: 1,
  name: "Two hundred boxes",
  sources: each((i) => ({ id: `in-${i}`, rate: 1_000 })),
  tasks: each((i) => [
    { id: `reader-${i}`, on: [{ from: `in-${i}`, does: [{ do: "send", to: `queue-${i}` }] }] },
    { id: `owner-${i}`, on: [{ from: `queue-${i}`, does: [{ do: "write", to: `out-${i}` }] }] },
  ]).flat(),
  channels: each((i) => ({ id: `queue-${i}` })),
  sinks: each((i) => ({ id: `out-${i}` })),
});

function each<T>(make: (i: number) => T): T[] {
  return Array.from({ length: 40 }, (_, i) => make(i));
}

/** Moves the pointer up and down while it is pressed, with a step a frame, until it is told to stop. */
async function dragging<T>(page: Page, at: { x: number; y: number }, during: () => Promise<T>): Promise<T> {
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  let isOver = false;
  const moving = (async () => {
    for (let i = 0; !isOver; i++) {
      await page.mouse.move(at.x + 60 * Math.sin(i / 20), at.y + 60 * Math.cos(i / 15));
      await page.waitForTimeout(12);
    }
  })();
  const result = await during();
  isOver = true;
  await moving;
  await page.mouse.up();
  return result;
}

async function measure(page: Page, throttle: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: throttle });
  const canvas = (await page.locator(".react-flow").boundingBox())!;
  // Between the boxes, and in the middle of one.
  const corner = { x: canvas.x + canvas.width - 80, y: canvas.y + 80 };
  const box = (await page.getByLabel(/^task reader-20:/).boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const actions: [string, () => Promise<Awaited<ReturnType<typeof frames>>>][] = [
    ["at rest", () => frames(page, 2_000)],
    ["moving all", () => dragging(page, corner, () => frames(page, MS))],
    ["moving one", () => dragging(page, middle, () => frames(page, MS))],
  ];
  for (const [name, action] of actions) {
    const before = await cpuMs(cdp);
    const seen = await action();
    const after = await cpuMs(cdp);
    const cpu = (after.TaskDuration - before.TaskDuration) / seen.intervals.length;
    say(
      `throttled ${throttle}×, ${name}: ${summary(seen)}; CPU of the main thread a frame: ${cpu.toFixed(2)} ms`,
    );
  }
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await cdp.detach();
}

await onBuilt(process.argv[2] ?? "dist", `studio/#design=1.${pack(DESIGN)}`, async (page) => {
  await page.getByLabel(/^task reader-20:/).waitFor();
  await page.locator(".react-flow").scrollIntoViewIfNeeded();
  const drawn = await page.locator(".react-flow__node").count();
  say(
    `200 boxes, of which ${drawn} are in view, and ${await page.locator(".react-flow__edge").count()} lines`,
  );
  for (const throttle of [1, 4]) await measure(page, throttle);
});
