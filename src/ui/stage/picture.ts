/** A canvas in the page: as wide as its box, as sharp as the screen, in the page's colours, and redrawn when any of these change. */
import type { Playback } from "../../recording/trace/playback.ts";
import { isDark, readInks } from "./inks.ts";
import type { Inks } from "./inks.ts";
import { watchLook } from "./look.ts";

export interface Surface {
  g: CanvasRenderingContext2D;
  inks: Inks;
  /** px of the page */
  width: number;
  height: number;
}

export interface Painter {
  draw(beat: number, selected: number | null): void;
}

export interface PainterClass<P extends Painter> {
  new (surface: Surface, playback: Playback): P;
  /** px of the page */
  heightOf(playback: Playback, width: number): number;
}

export class Picture<P extends Painter> {
  readonly #canvas: HTMLCanvasElement;
  readonly #box: HTMLElement;
  readonly #playback: Playback;
  readonly #Painter: PainterClass<P>;
  readonly #observer: ResizeObserver;
  readonly #unwatch: () => void;
  #painter: P | null = null;
  #size = "";
  #last: { beat: number; selected: number | null } | null = null;

  constructor(canvas: HTMLCanvasElement, box: HTMLElement, playback: Playback, Painter: PainterClass<P>) {
    this.#canvas = canvas;
    this.#box = box;
    this.#playback = playback;
    this.#Painter = Painter;
    this.#begin();
    this.#unwatch = watchLook(() => this.#begin());
    this.#observer = new ResizeObserver(() => {
      if (this.#size !== this.#sizeNow()) this.#begin();
    });
    // Its size in device pixels also changes on a move to another screen; not every browser reports that.
    try {
      this.#observer.observe(box, { box: "device-pixel-content-box" });
    } catch {
      this.#observer.observe(box);
    }
  }

  /** The current drawing; null while the box has no width. */
  get painter(): P | null {
    return this.#painter;
  }

  draw(beat: number, selected: number | null): void {
    this.#last = { beat, selected };
    this.#painter?.draw(beat, selected);
  }

  /** Another beat, with the same task selected. */
  play(beat: number): void {
    this.draw(beat, this.#last?.selected ?? null);
  }

  close(): void {
    this.#unwatch();
    this.#observer.disconnect();
  }

  #sizeNow(): string {
    return `${this.#box.clientWidth} ${devicePixelRatio}`;
  }

  #begin(): void {
    const width = this.#box.clientWidth;
    const height = this.#Painter.heightOf(this.#playback, width);
    const g = this.#canvas.getContext("2d", { alpha: false });
    this.#size = this.#sizeNow();
    this.#box.style.height = `${height}px`;
    if (g === null || width === 0) return;
    const density = devicePixelRatio;
    const { style } = this.#canvas;
    this.#canvas.width = Math.round(width * density);
    this.#canvas.height = Math.round(height * density);
    style.width = `${this.#canvas.width / density}px`;
    style.height = `${this.#canvas.height / density}px`;
    g.setTransform(density, 0, 0, density, 0, 0);
    const inks = readInks(this.#box);
    // For print.css.
    this.#canvas.toggleAttribute("data-dark", isDark(inks.ground));
    this.#painter = new this.#Painter({ g, inks, width, height }, this.#playback);
    if (this.#last !== null) this.#painter.draw(this.#last.beat, this.#last.selected);
  }
}
