/** What a picture is drawn on: a canvas in the page, one off the page, or SVG. */
import type { Pen } from "./brush.ts";
import type { Inks } from "./inks.ts";

export interface Surface {
  g: Pen;
  /** For what moves; without it, everything is in its new place at once. */
  over: CanvasRenderingContext2D | null;
  inks: Inks;
  width: number;
  height: number;
}
