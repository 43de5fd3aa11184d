/** One step of a run as a PNG or an SVG file. */
import { SvgPen } from "../../../ui/stage/svg-pen.ts";
import { RibbonPainter } from "../../../ui/stage/ribbon-painter.ts";
import { StagePainter } from "../../../ui/stage/stage-painter.ts";
import { drawAround, placeOn, SLIDE } from "./slide.ts";
import type { SlideOf } from "./slide.ts";

/** For a screen of high density. */
const SHARP = 2;

export async function pngOf(slide: SlideOf, beat: number): Promise<Blob> {
  await document.fonts.ready;
  const { canvas, g } = newCanvas(SLIDE.width, SLIDE.height, SHARP);
  const { scale, stage, ribbon } = placeOn(slide);
  g.fillStyle = slide.inks.ground;
  g.fillRect(0, 0, SLIDE.width, SLIDE.height);
  for (const [Painter, at] of [
    [StagePainter, stage],
    [RibbonPainter, ribbon],
  ] as const) {
    g.setTransform(SHARP * scale, 0, 0, SHARP * scale, SHARP * at.x, SHARP * at.y);
    new Painter({ g, over: null, inks: slide.inks, width: at.width, height: at.height }, slide.playback).draw(
      beat,
      null,
    );
  }
  g.setTransform(SHARP, 0, 0, SHARP, 0, 0);
  drawAround(g, slide, beat);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error("the browser made no PNG")) : resolve(blob)));
  });
}

export function svgOf(slide: SlideOf, beat: number): string {
  const { scale, stage, ribbon } = placeOn(slide);
  const colour = rgbReader();
  const part = (Painter: typeof StagePainter | typeof RibbonPainter, at: typeof stage): string => {
    const g = new SvgPen(colour);
    const surface = { g, over: null, inks: slide.inks, width: at.width, height: at.height };
    new Painter(surface, slide.playback).draw(beat, null);
    return `<g transform="translate(${at.x} ${at.y}) scale(${scale})">\n${g.elements}\n</g>`;
  };
  const around = new SvgPen(colour);
  around.fillStyle = slide.inks.ground;
  around.fillRect(0, 0, SLIDE.width, SLIDE.height);
  drawAround(around, slide, beat);
  const size = `width="${SLIDE.width}" height="${SLIDE.height}" viewBox="0 0 ${SLIDE.width} ${SLIDE.height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>\n${around.elements}\n${part(StagePainter, stage)}\n${part(RibbonPainter, ribbon)}\n</svg>\n`;
}

export function newCanvas(width: number, height: number, density: number) {
  const canvas = document.createElement("canvas");
  canvas.width = width * density;
  canvas.height = height * density;
  const g = canvas.getContext("2d");
  if (g === null) throw new Error("the browser gave no canvas to draw on");
  g.setTransform(density, 0, 0, density, 0, 0);
  return { canvas, g };
}

/** Programs for slides do not read `oklch()`. */
function rgbReader(): (css: string) => string {
  const known = new Map<string, string>();
  const { g } = newCanvas(1, 1, 1);
  return (css) => {
    const seen = known.get(css);
    if (seen !== undefined) return seen;
    g.fillStyle = css;
    g.fillRect(0, 0, 1, 1);
    const [red, green, blue] = g.getImageData(0, 0, 1, 1).data;
    const rgb = `rgb(${red}, ${green}, ${blue})`;
    known.set(css, rgb);
    return rgb;
  };
}
