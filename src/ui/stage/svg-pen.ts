/** Draws the pictures as SVG: the same calls as on a canvas, written down as elements. */
import { escapeHtml } from "../../lib/escape.ts";
import type { Pen } from "./brush.ts";

const round = (value: number): number => Math.round(value * 100) / 100;

export class SvgPen implements Pen {
  fillStyle = "#000";
  strokeStyle = "#000";
  lineWidth = 1;
  font = "12px sans-serif";
  textAlign: CanvasTextAlign = "left";
  globalAlpha = 1;
  readonly #colour: (css: string) => string;
  readonly #elements: string[] = [];
  #path: string[] = [];
  #dash: readonly number[] = [];

  /** @param colour writes a colour so that programs other than browsers read it */
  constructor(colour: (css: string) => string = (css) => css) {
    this.#colour = colour;
  }

  /** Everything drawn so far. */
  get elements(): string {
    return this.#elements.join("\n");
  }

  beginPath(): void {
    this.#path = [];
  }

  moveTo(x: number, y: number): void {
    this.#path.push(`M${round(x)} ${round(y)}`);
  }

  lineTo(x: number, y: number): void {
    this.#path.push(`L${round(x)} ${round(y)}`);
  }

  /** Clockwise, as every arc of the pictures. */
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    const at = (angle: number) =>
      `${round(x + radius * Math.cos(angle))} ${round(y + radius * Math.sin(angle))}`;
    const r = round(radius);
    this.#path.push(`${this.#path.length === 0 ? "M" : "L"}${at(from)}`);
    // An arc of SVG must not end where it begins.
    const middle = (from + to) / 2;
    this.#path.push(`A${r} ${r} 0 0 1 ${at(middle)}`, `A${r} ${r} 0 0 1 ${at(to)}`);
  }

  roundRect(x: number, y: number, width: number, height: number, radii?: unknown): void {
    const wanted = typeof radii === "number" ? radii : 0;
    const r = Math.max(0, Math.min(wanted, width / 2, height / 2));
    const corner = (toX: number, toY: number) => `A${round(r)} ${round(r)} 0 0 1 ${round(toX)} ${round(toY)}`;
    this.#path.push(
      `M${round(x + r)} ${round(y)}H${round(x + width - r)}${corner(x + width, y + r)}`,
      `V${round(y + height - r)}${corner(x + width - r, y + height)}`,
      `H${round(x + r)}${corner(x, y + height - r)}V${round(y + r)}${corner(x + r, y)}Z`,
    );
  }

  setLineDash(segments: Iterable<number>): void {
    this.#dash = [...segments];
  }

  fill(): void {
    this.#element("path", { d: this.#path.join(""), fill: this.#colour(this.fillStyle) });
  }

  stroke(): void {
    this.#element("path", {
      d: this.#path.join(""),
      fill: "none",
      stroke: this.#colour(this.strokeStyle),
      "stroke-width": this.lineWidth,
      ...(this.#dash.length > 0 && { "stroke-dasharray": this.#dash.join(" ") }),
    });
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    if (width <= 0 || height <= 0) return;
    const rect = { x: round(x), y: round(y), width: round(width), height: round(height) };
    this.#element("rect", { ...rect, fill: this.#colour(this.fillStyle) });
  }

  fillText(text: string, x: number, y: number, maxWidth?: number): void {
    const [, weight = "400", size = "12", family = "sans-serif"] =
      /^(\d+) ([\d.]+)px (.+)$/.exec(this.font) ?? [];
    const anchor = { left: "start", right: "end", center: "middle", start: "start", end: "end" };
    const attributes = {
      x: round(x),
      y: round(y),
      fill: this.#colour(this.fillStyle),
      "font-family": family,
      "font-size": size,
      "font-weight": weight,
      "text-anchor": anchor[this.textAlign],
      ...(maxWidth !== undefined && { textLength: round(maxWidth), lengthAdjust: "spacingAndGlyphs" }),
    };
    this.#element("text", attributes, text);
  }

  #element(name: string, attributes: Record<string, string | number>, text?: string): void {
    const opacity = this.globalAlpha < 1 ? { opacity: round(this.globalAlpha) } : {};
    const written = Object.entries({ ...attributes, ...opacity })
      .map(([key, value]) => ` ${key}="${escapeHtml(String(value))}"`)
      .join("");
    this.#elements.push(
      text === undefined ? `<${name}${written}/>` : `<${name}${written}>${escapeHtml(text)}</${name}>`,
    );
  }
}
