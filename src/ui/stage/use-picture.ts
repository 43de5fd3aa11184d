/** Connects a picture to a component: it shows the last render and, during playback, every frame in between. */
import { useLayoutEffect, useRef, type RefObject } from "react";
import type { Playback } from "../../recording/trace/playback.ts";
import { Picture } from "./picture.ts";
import type { Painter, PainterClass } from "./picture.ts";

/** Calls `draw` with each beat that the rest of the page skips. */
export type Follow = (draw: (beat: number) => void) => () => void;

export interface Shown {
  playback: Playback;
  beat: number;
  /** The source of frames between two renders; omitted without playback. */
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
