/** Paints marks on a canvas: while samples stream in, a canvas costs the page no layout and no paint of its own. */
import { TONES, type Mark, type Tone } from "./marks.ts";

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export interface Palette {
  colours: Record<Tone, string>;
  fontFamily: string;
}

/** @param probes one element for each tone, coloured by the stylesheet */
export function paletteOf(probes: Readonly<Record<Tone, Element>>): Palette {
  const styles = TONES.map((tone) => [tone, getComputedStyle(probes[tone])] as const);
  return {
    colours: Object.fromEntries(styles.map(([tone, { color }]) => [tone, color])) as Record<Tone, string>,
    fontFamily: styles[0]![1].fontFamily,
  };
}

/** All that a painter has to know. */
export interface Picture {
  marks: readonly Mark[];
  palette: Palette;
  /** In CSS px. */
  width: number;
  height: number;
  /** Of the screen, for one CSS px. */
  pixels: number;
}

export function paint(canvas: HTMLCanvasElement | OffscreenCanvas, picture: Picture): void {
  const { marks, palette, pixels } = picture;
  const context = canvas.getContext("2d") as Context;
  const [width, height] = [Math.round(picture.width * pixels), Math.round(picture.height * pixels)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.setTransform(pixels, 0, 0, pixels, 0, 0);
  context.clearRect(0, 0, picture.width, picture.height);
  for (const mark of marks) {
    context.save();
    paintMark(context, mark, palette);
    context.restore();
  }
}

function paintMark(context: Context, mark: Mark, { colours, fontFamily }: Palette): void {
  context.strokeStyle = context.fillStyle = colours[mark.tone];
  switch (mark.kind) {
    case "area": {
      const path = new Path2D(mark.d);
      context.lineWidth = 1.5;
      context.stroke(path);
      context.globalAlpha = mark.tone === "inline" ? 0.26 : 0.1;
      context.fill(path);
      if (mark.tone === "spawn") {
        context.globalAlpha = 1;
        context.fillStyle = hatch(context, colours.spawn);
        context.fill(path);
      }
      break;
    }
    case "stroke":
      context.lineWidth = mark.width ?? 1;
      context.setLineDash([...(mark.dash ?? [])]);
      if (mark.faint) context.globalAlpha = 0.45;
      context.stroke(new Path2D(mark.d));
      break;
    case "fill":
      context.fill(new Path2D(mark.d));
      break;
    case "text":
      context.font = `${mark.strong ? "600 13px" : "500 12px"} ${fontFamily}`;
      context.textAlign = mark.anchor === "middle" ? "center" : mark.anchor;
      // Words may cross another mark: the ground shines around them. Those on the axes do not, and outlines of letters are dear.
      if (mark.tone !== "muted") {
        context.strokeStyle = colours.ground;
        context.lineWidth = 4;
        context.lineJoin = "round";
        context.strokeText(mark.text, mark.x, mark.y);
      }
      context.fillText(mark.text, mark.x, mark.y);
  }
}

const HATCH_PX = 7;

/**
 * Diagonal lines, 1 px wide and 5 px apart, as in the SVG's pattern: one tile, since a hundred lines clipped by a path are
 * dear.
 */
function hatch(context: Context, colour: string): CanvasPattern {
  const side = Math.round(HATCH_PX * context.getTransform().a);
  const tile = new OffscreenCanvas(side, side);
  const lines = tile.getContext("2d")!;
  lines.strokeStyle = colour;
  lines.lineWidth = side / HATCH_PX;
  // The neighbours' corners, too: a line is wider than the diagonal's own pixels.
  for (const x of [-side, 0, side]) {
    lines.moveTo(x - side, 2 * side);
    lines.lineTo(x + 2 * side, -side);
  }
  lines.stroke();
  const pattern = context.createPattern(tile, "repeat")!;
  pattern.setTransform(new DOMMatrix().scale(HATCH_PX / side));
  return pattern;
}
