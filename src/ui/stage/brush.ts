/** Drawing functions for the pictures: a task's chip, a box's name, a meter. */
import type { Inks } from "./inks.ts";
import { FONTS } from "./look.ts";
import { CHIP, LEAST_CHIP, NAME } from "./stage-layout.ts";
import type { Rect } from "./stage-layout.ts";
import type { Surface } from "./picture.ts";

export type Tone = "plain" | "running" | "held" | "slot";

/** Width of a letter of the chips' font, relative to its size. */
const MONO = 0.6;
const CHIP_FONT_PX = 12.5;
/** Upper bound for the average width in px of a letter in names and words. */
const WIDE_LETTER = 7.5;

export const chipWidth = (label: string): number =>
  Math.max(LEAST_CHIP, Math.ceil(label.length * MONO * CHIP_FONT_PX) + 10);

export class Brush {
  readonly g: CanvasRenderingContext2D;
  readonly inks: Inks;

  constructor({ g, inks }: Surface) {
    this.g = g;
    this.inks = inks;
    g.textBaseline = "alphabetic";
  }

  fill(rect: Rect, ink: keyof Inks): void {
    this.g.fillStyle = this.inks[ink];
    this.g.fillRect(rect.x, rect.y, rect.width, rect.height);
  }

  /** A box's name. */
  name(text: string, { x, y, width }: Rect): void {
    this.text(text, { x, y: y + 12, font: `500 11px ${FONTS.ui}`, ink: "muted", width });
  }

  /** Words in a box that holds no chips. */
  words(text: string, { x, y }: Rect): void {
    this.text(text, { x, y: y + NAME + 17, font: `400 12px ${FONTS.mono}`, ink: "muted" });
  }

  text(
    text: string,
    at: { x: number; y: number; font: string; ink: keyof Inks; align?: CanvasTextAlign; width?: number },
  ): void {
    const { g } = this;
    g.font = at.font;
    g.fillStyle = this.inks[at.ink];
    g.textAlign = at.align ?? "left";
    // With a maximum width the browser measures the text first, so pass one only if it might be too long.
    const tight = at.width !== undefined && text.length * WIDE_LETTER > at.width;
    g.fillText(text, at.x, at.y, tight ? at.width : undefined);
  }

  chip(label: string, tone: Tone, selected: boolean, at: { x: number; y: number }): Rect {
    const rect = { ...at, width: chipWidth(label), height: CHIP };
    this.#face(rect, tone);
    if (selected) this.#outline(rect);
    this.text(label, {
      x: rect.x + rect.width / 2,
      y: rect.y + 17.5,
      font: `${tone === "running" ? 600 : 400} ${CHIP_FONT_PX}px ${FONTS.mono}`,
      ink: tone === "running" ? "onAccent" : "ink",
      align: "center",
    });
    return rect;
  }

  #face(rect: Rect, tone: Tone): void {
    const { g, inks } = this;
    const line = tone === "slot" ? 2 : 1;
    g.beginPath();
    g.roundRect(rect.x + line / 2, rect.y + line / 2, rect.width - line, rect.height - line, 4);
    g.fillStyle = tone === "running" ? inks.accent : inks.raised;
    g.fill();
    g.lineWidth = line;
    g.strokeStyle = { plain: inks.edge, running: inks.accent, held: inks.accent, slot: inks.slot }[tone];
    if (tone === "held") g.setLineDash([4, 3]);
    g.stroke();
    g.setLineDash([]);
  }

  /** Inside the chip's area, so that it disappears with the chip. */
  #outline({ x, y, width, height }: Rect): void {
    const { g } = this;
    g.lineWidth = 2;
    g.strokeStyle = this.inks.ink;
    g.beginPath();
    g.roundRect(x + 1, y + 1, width - 2, height - 2, 4);
    g.stroke();
  }

  /** A meter for a fraction from 0 to 1. */
  meter({ x, y, width }: Rect, full: number, mark = false): void {
    this.fill({ x, y, width, height: 3 }, "hairline");
    this.fill({ x, y, width: width * full, height: 3 }, "muted");
    if (mark) this.fill({ x: Math.round(x + width / 2), y: y - 1, width: 1, height: 5 }, "muted");
  }
}
