/** Paints marks on a canvas: while samples stream in, a canvas costs the page no layout and no paint. */
import type { Decades } from "../../ui/charts/log-axis.ts";
import { signPath, TONES, type Mark, type Tone } from "./marks.ts";
import { xOf, type Plot } from "./plot.ts";
import type { Area } from "./scene.ts";

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

/** Everything that a painter needs. */
export interface Picture {
  areas: readonly Area[];
  marks: readonly Mark[];
  decades: Decades;
  plot: Plot;
  palette: Palette;
  /** Device pixels per CSS px. */
  pixels: number;
}

export function paint(canvas: HTMLCanvasElement | OffscreenCanvas, picture: Picture): void {
  const { plot, pixels } = picture;
  const context = canvas.getContext("2d") as Context;
  const [width, height] = [Math.round(plot.chartWidth * pixels), Math.round(plot.chartHeight * pixels)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  context.setTransform(pixels, 0, 0, pixels, 0, 0);
  context.clearRect(0, 0, plot.chartWidth, plot.chartHeight);
  for (const mark of [...picture.areas, ...picture.marks]) {
    context.save();
    context.strokeStyle = context.fillStyle = picture.palette.colours[mark.tone];
    if (mark.kind === "area") paintArea(context, mark, picture.palette);
    else paintMark(context, mark, picture);
    context.restore();
  }
}

function paintArea(context: Context, { tone, d }: Area, { colours }: Palette): void {
  const path = new Path2D(d);
  context.lineWidth = 1.5;
  context.stroke(path);
  context.globalAlpha = tone === "inline" ? 0.26 : 0.1;
  context.fill(path);
  if (tone === "inline") return;
  context.globalAlpha = 1;
  context.fillStyle = hatch(context, colours.spawn);
  context.fill(path);
}

function paintMark(context: Context, mark: Mark, { decades, plot, palette }: Picture): void {
  const x = ([exponent]: readonly [number, number]) => xOf(plot, decades, exponent);
  switch (mark.kind) {
    case "line":
      context.lineWidth = mark.width ?? 1;
      context.setLineDash([...(mark.dash ?? [])]);
      context.beginPath();
      context.moveTo(x(mark.from), mark.from[1]);
      context.lineTo(x(mark.to), mark.to[1]);
      context.stroke();
      break;
    case "sign": {
      const path = new Path2D(signPath(mark.sign, x(mark.at), mark.at[1]));
      context.lineWidth = mark.faint ? 1 : 1.5;
      if (mark.faint) context.globalAlpha = 0.45;
      if (mark.hollow || mark.sign === "stop") context.stroke(path);
      else context.fill(path);
      break;
    }
    case "text": {
      const at = [x(mark.at) + mark.dx, mark.at[1]] as const;
      context.font = `${mark.strong ? "600 13px" : "500 12px"} ${palette.fontFamily}`;
      context.textAlign = mark.anchor === "middle" ? "center" : mark.anchor;
      // Words may cross another mark: a halo in the background colour keeps them readable.
      context.strokeStyle = palette.colours.ground;
      context.lineWidth = 4;
      context.lineJoin = "round";
      context.strokeText(mark.text, ...at);
      context.fillText(mark.text, ...at);
    }
  }
}

const HATCH_PX = 7;

/**
 * Diagonal lines, 1 px wide and 5 px apart, as in the SVG's pattern: one tile, because a hundred lines clipped by a path are
 * slow.
 */
function hatch(context: Context, colour: string): CanvasPattern {
  const side = Math.round(HATCH_PX * context.getTransform().a);
  const tile = new OffscreenCanvas(side, side);
  const lines = tile.getContext("2d")!;
  lines.strokeStyle = colour;
  lines.lineWidth = side / HATCH_PX;
  // The neighbours' corners too: a line is wider than the diagonal's own pixels.
  for (const x of [-side, 0, side]) {
    lines.moveTo(x - side, 2 * side);
    lines.lineTo(x + 2 * side, -side);
  }
  lines.stroke();
  const pattern = context.createPattern(tile, "repeat")!;
  pattern.setTransform(new DOMMatrix().scale(HATCH_PX / side));
  return pattern;
}
