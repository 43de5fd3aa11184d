/** Tests who paints a streaming chart, and what it shows when samples arrive faster than pictures. */
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Picture } from "./paint.ts";
import type { ToPainter } from "./painter.ts";
import { openSurface } from "./surface.ts";

const painted = vi.hoisted((): { canvas: unknown; picture: unknown }[] => []);
vi.mock("./paint.ts", () => ({
  paint: (canvas: unknown, picture: unknown) => void painted.push({ canvas, picture }),
}));

class FakeWorker extends EventTarget {
  static readonly all: FakeWorker[] = [];
  readonly told: ToPainter[] = [];
  terminated = false;
  constructor() {
    super();
    FakeWorker.all.push(this);
  }
  postMessage(message: ToPainter): void {
    this.told.push(message);
  }
  terminate(): void {
    this.terminated = true;
  }
  says(type: "message" | "error"): void {
    if (!this.terminated) this.dispatchEvent(new Event(type));
  }
}

class PageCanvas {}
class ModernCanvas {
  transferControlToOffscreen(): string {
    return "offscreen";
  }
}

let frames: (() => void)[] = [];
const nextFrame = () => frames.splice(0).forEach((paint) => paint());
/** The tests distinguish pictures by their pixels. */
const picture = (pixels: number) => () => ({ pixels }) as Picture;
const seen = () => painted.map((one) => (one.picture as Picture).pixels);

function open(Canvas: typeof PageCanvas) {
  vi.stubGlobal("HTMLCanvasElement", Canvas);
  const canvases: HTMLCanvasElement[] = [];
  const surface = openSurface(() => {
    const canvas = new Canvas() as HTMLCanvasElement;
    canvases.push(canvas);
    return canvas;
  });
  return { surface, canvases, worker: FakeWorker.all[0]! };
}

beforeEach(() => {
  painted.length = FakeWorker.all.length = 0;
  frames = [];
  vi.stubGlobal("Worker", FakeWorker);
  vi.stubGlobal("requestAnimationFrame", (paint: () => void) => frames.push(paint));
  vi.stubGlobal("cancelAnimationFrame", (frame: number) => void (frames[frame - 1] = () => {}));
});
afterEach(() => void vi.unstubAllGlobals());

it("gives the worker one picture at a time, and then the newest", () => {
  const { surface, worker } = open(ModernCanvas);
  for (const pixels of [1, 2, 3]) surface.show(picture(pixels));
  expect(worker.told).toEqual([{ canvas: "offscreen" }, { picture: { pixels: 1 } }]);
  worker.says("message");
  worker.says("message");
  expect(worker.told.slice(2)).toEqual([{ picture: { pixels: 3 } }]);
  surface.show(picture(4));
  expect(worker.told.slice(3)).toEqual([{ picture: { pixels: 4 } }]);
  surface.close();
  expect(worker.terminated).toBe(true);
  expect(painted).toEqual([]);
});

it("paints on the page, on a canvas of its own, what a broken worker did not", () => {
  const { surface, canvases, worker } = open(ModernCanvas);
  surface.show(picture(1));
  worker.says("error");
  nextFrame();
  expect(worker.terminated).toBe(true);
  expect(canvases).toHaveLength(2);
  expect(painted).toEqual([{ canvas: canvases[1], picture: { pixels: 1 } }]);
  surface.show(picture(2));
  nextFrame();
  expect(seen()).toEqual([1, 2]);
});

it("paints on the page where no worker can, a picture a frame, until it is closed", () => {
  const { surface } = open(PageCanvas);
  expect(FakeWorker.all).toEqual([]);
  for (const pixels of [1, 2, 3]) surface.show(picture(pixels));
  nextFrame();
  nextFrame();
  expect(seen()).toEqual([1, 3]);
  surface.show(picture(4));
  surface.close();
  nextFrame();
  expect(seen()).toEqual([1, 3]);
});
