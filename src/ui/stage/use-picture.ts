/** A picture as a part of a component: it shows what was last rendered and, while a recording is played, every frame between. */
import { useLayoutEffect, useRef, type RefObject } from "react";
import type { Playback } from "../../recording/trace/playback.ts";
import { Picture } from "./picture.ts";
import type { Painter, PainterClass } from "./picture.ts";

/** Calls `draw` with each beat of which the rest of the page is not told. */
export type Follow = (draw: (beat: number) => void) => () => void;

export interface Shown {
  playback: Playback;
  beat: number;
  /** What is played between two renders; left out where nothing is. */
  follow?: Follow | undefined;
  selected: number | null;
}

export interface UsedPicture<P extends Painter> {
  box: RefObject<HTMLDivElement | null>;
  canvas: RefObject<HTMLCanvasElement | null>;
  painter(): P | null;
}

export function usePicture<P extends Painter>(
  Painter: PainterClass<P>,
  { playback, beat, follow, selected }: Shown,
): UsedPicture<P> {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const picture = useRef<Picture<P>>(null);
  useLayoutEffect(() => {
    if (canvas.current === null || box.current === null) return;
    const made = new Picture(canvas.current, box.current, playback, Painter);
    picture.current = made;
    const leave = follow?.((at) => made.play(at));
    return () => {
      leave?.();
      made.close();
    };
  }, [Painter, playback, follow]);
  useLayoutEffect(() => {
    picture.current?.draw(beat, selected);
  }, [Painter, playback, follow, beat, selected]);
  return { box, canvas, painter: () => picture.current?.painter ?? null };
}
