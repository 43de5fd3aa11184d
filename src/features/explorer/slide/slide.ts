/** A picture of one step for a slide: the program's name, the stage, the polls, the sentence, and where it comes from. */
import type { Playback } from "../../../recording/trace/playback.ts";
import { sayBeat } from "../../../recording/trace/say.ts";
import { Brush } from "../../../ui/stage/brush.ts";
import type { Pen } from "../../../ui/stage/brush.ts";
import type { Inks } from "../../../ui/stage/inks.ts";
import { FONTS } from "../../../ui/stage/look.ts";
import { RibbonPainter } from "../../../ui/stage/ribbon-painter.ts";
import { StagePainter } from "../../../ui/stage/stage-painter.ts";
import { counted } from "../../../lib/words.ts";

export const SLIDE = { width: 1280, height: 720 } as const;
const MARGIN = 40;
const INNER = SLIDE.width - 2 * MARGIN;
const TOP = 92;
const BOTTOM = 120;
const LINE = 28;
/** Average width in px of a letter of the sentence. */
const LETTER = 9.4;

export interface SlideOf {
  title: string;
  playback: Playback;
  /** The address of the explorer, without the program. */
  from: string;
  inks: Inks;
}

/** Where the stage and the polls are on the slide, and how much they are scaled to fit. */
export interface Place {
  scale: number;
  stage: { x: number; y: number; width: number; height: number };
  ribbon: { x: number; y: number; width: number; height: number };
}

export function placeOn({ playback }: SlideOf): Place {
  const room = SLIDE.height - TOP - BOTTOM;
  // A wide picture of many workers is higher than the slide, so it is laid out wider and scaled down.
  let width = INNER;
  for (;;) {
    const high = StagePainter.heightOf(playback, width);
    const ribbon = RibbonPainter.heightOf(playback);
    const scale = Math.min(1, INNER / width, room / (high + ribbon));
    if (scale >= INNER / width - 0.01 || width > 3 * INNER) {
      const x = MARGIN + (INNER - width * scale) / 2;
      return {
        scale,
        stage: { x, y: TOP, width, height: high },
        ribbon: { x, y: TOP + high * scale, width, height: ribbon },
      };
    }
    width += 100;
  }
}

/** Everything around the stage, whose pictures are drawn by their painters. */
export function drawAround(pen: Pen, { title, playback, from, inks }: SlideOf, beat: number): void {
  const brush = new Brush({ g: pen, inks });
  const { config } = playback.recording;
  const runtime =
    config.flavor === "current_thread"
      ? "current_thread"
      : `multi_thread, ${counted(config.workers, "worker")}`;
  const right = SLIDE.width - MARGIN;
  brush.text(title, { x: MARGIN, y: 58, font: `600 30px ${FONTS.prose}`, ink: "ink", width: INNER - 330 });
  brush.text(runtime, { x: right, y: 56, font: `400 18px ${FONTS.mono}`, ink: "muted", align: "right" });
  sentence(sayBeat(playback, beat)).forEach((line, i) => {
    const y = SLIDE.height - BOTTOM + 40 + i * LINE;
    brush.text(line, { x: MARGIN, y, font: `400 20px ${FONTS.prose}`, ink: "ink", width: INNER });
  });
  const foot = { y: SLIDE.height - 16, font: `400 14px ${FONTS.ui}`, ink: "muted" } as const;
  brush.text(from, { x: MARGIN, ...foot });
  brush.text(`Step ${beat + 1} of ${playback.length}, the model of tokio’s scheduler`, {
    x: right,
    align: "right",
    ...foot,
  });
}

/** Two lines at most. */
function sentence(text: string): string[] {
  const most = Math.floor(INNER / LETTER);
  if (text.length <= most) return [text];
  const cut = text.lastIndexOf(" ", most);
  return [text.slice(0, cut), text.slice(cut + 1)];
}
