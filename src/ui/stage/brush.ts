/** Drawing functions for the pictures: a task's token, a box's name, trays, meters. */
import { inkOf } from "./inks.ts";
import type { Inks } from "./inks.ts";
import type { Token } from "./lay-box.ts";
import { FONTS } from "./look.ts";
import type { Rect } from "./stage-layout.ts";

/** What of a canvas the pictures use, so that they can also be drawn as SVG. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | "fillStyle"
  | "strokeStyle"
  | "lineWidth"
  | "font"
  | "textAlign"
  | "globalAlpha"
  | "beginPath"
  | "roundRect"
  | "arc"
  | "moveTo"
  | "lineTo"
  | "fill"
  | "stroke"
  | "fillRect"
  | "fillText"
  | "setLineDash"
>;

/** The colours with one name. */
export type InkName = Exclude<keyof Inks, "tasks">;

/** Upper bound for the average width in px of a letter in names and words. */
const WIDE_LETTER = 7.5;

export class Brush {
  readonly g: Pen;
  readonly inks: Inks;

  constructor({ g, inks }: { g: Pen; inks: Inks }) {
    this.g = g;
    this.inks = inks;
  }

  fill(rect: Rect, ink: InkName): void {
    this.g.fillStyle = this.inks[ink];
    this.g.fillRect(rect.x, rect.y, rect.width, rect.height);
  }

  /** A box's name. */
  name(text: string, { x, y, width }: Rect): void {
    this.text(text, { x, y: y + 12, font: `500 11px ${FONTS.ui}`, ink: "muted", width });
  }

  note(text: string, at: { x: number; y: number; width?: number }, ink: InkName = "muted"): void {
    this.text(text, { ...at, font: `400 12px ${FONTS.mono}`, ink });
  }

  text(
    text: string,
    at: { x: number; y: number; font: string; ink: InkName; align?: CanvasTextAlign; width?: number },
  ): void {
    const { g } = this;
    g.font = at.font;
    g.fillStyle = this.inks[at.ink];
    g.textAlign = at.align ?? "left";
    // With a maximum width the browser measures the text first, so pass one only if it might be too long.
    const tight = at.width !== undefined && text.length * WIDE_LETTER > at.width;
    g.fillText(text, at.x, at.y, tight ? at.width : undefined);
  }

  /** An outline for tokens; dashed while nothing is in it. */
  tray(rect: Rect, empty: boolean, radius = 8): void {
    const { g, inks } = this;
    g.beginPath();
    g.roundRect(rect.x + 0.5, rect.y + 0.5, rect.width - 1, rect.height - 1, radius);
    g.fillStyle = inks.tray;
    g.fill();
    g.lineWidth = 1;
    g.strokeStyle = inks.hairline;
    if (empty) g.setLineDash([3, 3]);
    g.stroke();
    g.setLineDash([]);
  }

  token(token: Token, selected: boolean): void {
    const { g, inks } = this;
    const { x, y, width, height, tone } = token;
    const ink = inkOf(inks, token.task);
    const radius = height / 2;
    g.beginPath();
    g.roundRect(x + 0.75, y + 0.75, width - 1.5, height - 1.5, radius);
    g.fillStyle = tone === "running" ? ink.strong : tone === "ghost" ? inks.ground : ink.soft;
    g.fill();
    g.lineWidth = 1.5;
    g.strokeStyle = tone === "running" ? ink.strong : ink.edge;
    if (tone === "held" || tone === "ghost") g.setLineDash([3, 3]);
    g.stroke();
    g.setLineDash([]);
    if (selected) this.#select(token);
    g.font = `${tone === "running" ? 650 : 500} ${height < 24 ? 11.5 : height > 28 ? 14 : 12.5}px ${FONTS.mono}`;
    g.fillStyle = tone === "running" ? ink.onStrong : tone === "ghost" ? inks.muted : inks.ink;
    g.textAlign = "center";
    g.fillText(token.label, x + width / 2, y + height / 2 + 4.4);
  }

  /** Inside the token's area, so that it disappears with the token. */
  #select({ x, y, width, height }: Rect): void {
    const { g } = this;
    g.lineWidth = 2;
    g.strokeStyle = this.inks.ink;
    g.beginPath();
    g.roundRect(x + 1, y + 1, width - 2, height - 2, height / 2);
    g.stroke();
  }

  /** A meter for a fraction from 0 to 1. */
  meter({ x, y, width }: Rect, full: number): void {
    this.fill({ x, y, width, height: 3 }, "hairline");
    this.fill({ x, y, width: width * full, height: 3 }, "muted");
  }
}
