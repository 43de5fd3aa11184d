/** A run as a video: its steps played on a canvas, which the browser records. */
import { RibbonPainter } from "../../../ui/stage/ribbon-painter.ts";
import { StagePainter } from "../../../ui/stage/stage-painter.ts";
import { newCanvas } from "./save-step.ts";
import { drawAround, placeOn, SLIDE } from "./slide.ts";
import type { SlideOf } from "./slide.ts";

/** Longer runs end here. */
export const MOST_MS = 60_000;
const FRAMES = 30;
const GLIDE_MS = 180;
/** The first and the last step are shown for longer. */
const HOLD_MS = 1_200;
const FORMATS = ["video/webm;codecs=vp9", "video/webm", "video/mp4"];

export interface Film {
  from: number;
  beatsPerSecond: number;
  signal: AbortSignal;
  onShare(share: number): void;
}

/** The format that this browser records; undefined if it records none. */
export const filmFormat = (): string | undefined =>
  typeof MediaRecorder === "undefined"
    ? undefined
    : FORMATS.find((type) => MediaRecorder.isTypeSupported(type));

/** Plays in real time. @returns what was filmed until the end or the abort */
export async function filmed(
  slide: SlideOf,
  { from, beatsPerSecond, signal, onShare }: Film,
  format: string,
): Promise<Blob> {
  await document.fonts.ready;
  const { scale, stage, ribbon } = placeOn(slide);
  const below = newCanvas(stage.width, stage.height, 1);
  const over = newCanvas(stage.width, stage.height, 1);
  const polls = newCanvas(ribbon.width, ribbon.height, 1);
  const { canvas, g } = newCanvas(SLIDE.width, SLIDE.height, 1);
  const { inks, playback } = slide;
  const painter = new StagePainter(
    { g: below.g, over: over.g, inks, width: stage.width, height: stage.height },
    playback,
  );
  const strip = new RibbonPainter(
    { g: polls.g, over: null, inks, width: ribbon.width, height: ribbon.height },
    playback,
  );
  const stepMs = 1_000 / beatsPerSecond;
  const last = Math.min(playback.length - 1, from + Math.floor((MOST_MS - 2 * HOLD_MS) / stepMs));
  let beat = from;

  const compose = (): void => {
    g.fillStyle = inks.ground;
    g.fillRect(0, 0, SLIDE.width, SLIDE.height);
    const put = (picture: HTMLCanvasElement, at: typeof stage) =>
      g.drawImage(picture, at.x, at.y, at.width * scale, at.height * scale);
    put(below.canvas, stage);
    put(over.canvas, stage);
    put(polls.canvas, ribbon);
    drawAround(g, slide, beat);
  };
  painter.draw(beat, null);
  strip.draw(beat, null);
  compose();

  const recorder = new MediaRecorder(canvas.captureStream(FRAMES), {
    mimeType: format,
    videoBitsPerSecond: 4_000_000,
  });
  const parts: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => void parts.push(data));
  const stopped = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
  recorder.start();
  await new Promise<void>((resolve) => {
    const begun = performance.now() + HOLD_MS;
    requestAnimationFrame(function tick(now) {
      const due = Math.min(last, from + Math.max(0, Math.floor((now - begun) / stepMs)));
      if (due > beat) {
        beat = due;
        painter.draw(beat, null, Math.min(GLIDE_MS, stepMs * 0.85));
        strip.draw(beat, null);
        onShare((beat - from) / Math.max(1, last - from));
      }
      painter.frame(now);
      compose();
      const over = beat >= last && now - begun > (last - from) * stepMs + HOLD_MS;
      if (over || signal.aborted) resolve();
      else requestAnimationFrame(tick);
    });
  });
  recorder.stop();
  await stopped;
  return new Blob(parts, { type: format });
}
