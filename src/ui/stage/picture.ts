/** A canvas in the page: as wide as its box, as sharp as the screen, in the page's colours, and redrawn when any of these change. */
import type { Playback } from "../../recording/trace/playback.ts";
import { isDark, readInks } from "./inks.ts";
import { watchLook } from "./look.ts";
import type { Surface } from "./surface.ts";

export interface Painter {
  /** @param glideMs how long things take to their new places */
  draw(beat: number, selected: number | null, glideMs?: number): void;
  /** Moves what is on its way. @returns whether anything still is */
  frame?(nowMs: number): boolean;
}

export interface PainterClass<P extends Painter> {
  /** @param all also what a run leaves empty */
  new (surface: Surface, playback: Playback, all?: boolean): P;
  /** px of the page */
  heightOf(playback: Playback, width: number, all?: boolean): number;
}

interface Options<P extends Painter> {
  canvas: HTMLCanvasElement;
  over: HTMLCanvasElement | null;
  box: HTMLElement;
  playback: Playback;
  Painter: PainterClass<P>;
  all: boolean;
}

export class Picture<P extends Painter> {
  readonly #options: Options<P>;
  readonly #observer: ResizeObserver;
  readonly #unwatch: () => void;
  #painter: P | null = null;
  #size = "";
  #last: { beat: number; selected: number | null } | null = null;
  #frame = 0;

  constructor(options: Options<P>) {
    this.#options = options;
    this.#begin();
    this.#unwatch = watchLook(() => this.#begin());
    this.#observer = new ResizeObserver(() => {
      if (this.#size !== this.#sizeNow()) this.#begin();
    });
    // Its size in device pixels also changes on a move to another screen; not every browser reports that.
    try {
      this.#observer.observe(options.box, { box: "device-pixel-content-box" });
    } catch {
      this.#observer.observe(options.box);
    }
  }

  /** The current drawing; null while the box has no width. */
  get painter(): P | null {
    return this.#painter;
  }

  draw(beat: number, selected: number | null, glideMs = 0): void {
    this.#last = { beat, selected };
    this.#painter?.draw(beat, selected, glideMs);
    if (glideMs > 0) this.#fly();
  }

  /** Another beat, with the same task selected. */
  play(beat: number, glideMs = 0): void {
    this.draw(beat, this.#last?.selected ?? null, glideMs);
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
    this.#unwatch();
    this.#observer.disconnect();
  }

  /** Until everything is in its place. */
  #fly(): void {
    cancelAnimationFrame(this.#frame);
    const tick = (nowMs: number): void => {
      const moving = this.#painter?.frame?.(nowMs) === true;
      // For tests, which wait for it.
      this.#options.box.toggleAttribute("data-moving", moving);
      if (moving) this.#frame = requestAnimationFrame(tick);
    };
    this.#options.box.setAttribute("data-moving", "");
    this.#frame = requestAnimationFrame(tick);
  }

  #sizeNow(): string {
    return `${this.#options.box.clientWidth} ${devicePixelRatio}`;
  }

  #begin(): void {
    const { canvas, over, box, playback, Painter, all } = this.#options;
    // Rounded up, it would lie over the line around it.
    const width = Math.floor(box.getBoundingClientRect().width);
    const height = Painter.heightOf(playback, width, all);
    this.#size = this.#sizeNow();
    box.style.height = `${height}px`;
    const g = sized(canvas, width, height, false);
    if (g === null || width === 0) return;
    const inks = readInks(box);
    // For print.css.
    canvas.toggleAttribute("data-dark", isDark(inks.ground));
    const above = over === null ? null : sized(over, width, height, true);
    this.#painter = new Painter({ g, over: above, inks, width, height }, playback, all);
    if (this.#last !== null) this.#painter.draw(this.#last.beat, this.#last.selected);
  }
}

/** Makes a canvas as sharp as the screen. */
function sized(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  alpha: boolean,
): CanvasRenderingContext2D | null {
  const g = canvas.getContext("2d", { alpha });
  const density = devicePixelRatio;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(height * density);
  canvas.style.width = `${canvas.width / density}px`;
  canvas.style.height = `${canvas.height / density}px`;
  g?.setTransform(density, 0, 0, density, 0, 0);
  return g;
}
