/** What React redraws of a live chart, at most once a second: the axes' domains and the numbers of the table. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { SampleBook } from "./sample-book.ts";
import { DRAWN_PER_DECADE, decadesAround, shareCeiling, type Decades } from "./scale.ts";

const REDRAW_EVERY_MS = 1_000;

/** The version of the book that React has seen: it follows at once when idle, and once a second under a stream. */
export function useBookVersion(book: SampleBook, paused = false): number {
  const seen = useRef(book.version());
  const subscribe = useCallback(
    (onChange: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let lastMs = -Infinity;
      const show = () => {
        timer = undefined;
        lastMs = performance.now();
        seen.current = book.version();
        onChange();
      };
      const changed = () => {
        if (timer === undefined && !paused) {
          timer = setTimeout(show, Math.max(0, lastMs + REDRAW_EVERY_MS - performance.now()));
        }
      };
      if (!paused && seen.current !== book.version()) changed();
      const leave = book.subscribe(changed);
      return () => {
        leave();
        clearTimeout(timer);
      };
    },
    [book, paused],
  );
  return useSyncExternalStore(subscribe, () => seen.current);
}

export interface Frame {
  decades: Decades;
  /** The share at the top of the chart. */
  ceiling: number;
  inline: Float64Array;
  spawn: Float64Array;
}

function frameOf(book: SampleBook): Frame {
  const { inline, spawn } = book.counted;
  const decades = decadesAround([inline.extent(), spawn.extent()]);
  const shares = {
    inline: inline.shares(...decades, DRAWN_PER_DECADE),
    spawn: spawn.shares(...decades, DRAWN_PER_DECADE),
  };
  const highest = Math.max(0.15, ...shares.inline, ...shares.spawn);
  return { decades, ceiling: shareCeiling(highest), ...shares };
}

/** The frame of the book as React has last seen it. */
export function useFrame(book: SampleBook, version: number): Frame {
  const [frame, setFrame] = useState(() => ({ version, book, value: frameOf(book) }));
  if (frame.version === version && frame.book === book) return frame.value;
  const value = frameOf(book);
  setFrame({ version, book, value });
  return value;
}

/** Whether the keyboard is somewhere within the element. */
export function useFocusWithin(element: HTMLElement | null): boolean {
  const [within, setWithin] = useState(false);
  useEffect(() => {
    if (element === null) return;
    const enter = () => setWithin(true);
    const leave = () => setWithin(false);
    element.addEventListener("focusin", enter);
    element.addEventListener("focusout", leave);
    return () => {
      element.removeEventListener("focusin", enter);
      element.removeEventListener("focusout", leave);
    };
  }, [element]);
  return within;
}

/** The width that an element has been given, in px; 0 until it is known. */
export function useWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
