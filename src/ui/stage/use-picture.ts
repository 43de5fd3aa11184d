/** Connects a picture to a component: it shows the last render and, during playback, every frame in between. */
import { useLayoutEffect, useRef, type RefObject } from "react";
import type { Playback } from "../../recording/trace/playback.ts";
import { Picture } from "./picture.ts";
import type { Painter, PainterClass } from "./picture.ts";

/** Calls `draw` with each beat that the rest of the page skips. */
export type Follow = (draw: (beat: number, glideMs?: number) => void) => () => void;

export interface Shown {
  playback: Playback;
  beat: number;
  /** The source of frames between two renders; omitted without playback. */
  follow?: Follow | undefined;
  selected: number | null;
  /** How long tokens take to their new places; 0: they jump. */
  glideMs?: number;
  /** Also what this run leaves empty. */
  all?: boolean;
}

export interface UsedPicture<P extends Painter> {
  box: RefObject<HTMLDivElement | null>;
  canvas: RefObject<HTMLCanvasElement | null>;
  /** Above it, for what moves. */
  over: RefObject<HTMLCanvasElement | null>;
  painter(): P | null;
}

export function usePicture<P extends Painter>(
  Painter: PainterClass<P>,
  { playback, beat, follow, selected, glideMs = 0, all = false }: Shown,
): UsedPicture<P> {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const picture = useRef<Picture<P>>(null);
  const glide = useRef(glideMs);
  useLayoutEffect(() => {
    glide.current = glideMs;
  }, [glideMs]);
  useLayoutEffect(() => {
    if (canvas.current === null || box.current === null) return;
    const made = new Picture({
      canvas: canvas.current,
      over: over.current,
      box: box.current,
      playback,
      Painter,
      all,
    });
    picture.current = made;
    const leave = follow?.((at) => made.play(at));
    return () => {
      leave?.();
      made.close();
    };
  }, [Painter, playback, follow, all]);
  useLayoutEffect(() => {
    picture.current?.draw(beat, selected, isStill() ? 0 : glide.current);
  }, [Painter, playback, follow, all, beat, selected]);
  return { box, canvas, over, painter: () => picture.current?.painter ?? null };
}

/** The reader asked for no motion. */
export const isStill = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;
