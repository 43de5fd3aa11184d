/** What React redraws of a live chart, and when: axes seldom, the numbers of the tables once a second. */
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { Recorded } from "./draw.ts";
import type { SampleBook } from "./sample-book.ts";
import { DRAWN_PER_DECADE, decadesAround, shareCeiling, type Decades } from "./scale.ts";

const REDRAW_EVERY_MS = 1_000;

/** The version of the book that React has seen: at once when idle, and once a second under a stream. */
export function useBookVersion(book: SampleBook): number {
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
        timer ??= setTimeout(show, Math.max(0, lastMs + REDRAW_EVERY_MS - performance.now()));
      };
      if (seen.current !== book.version()) changed();
      const leave = book.subscribe(changed);
      return () => {
        leave();
        clearTimeout(timer);
      };
    },
    [book],
  );
  return useSyncExternalStore(subscribe, () => seen.current);
}

/** One drawn bin, as the tooltip and the arrow keys read it. */
export interface Bin {
  /** Exponent of its middle. */
  exponent: number;
  inline: number;
  spawn: number;
}

export interface Frame {
  decades: Decades;
  /** The share at the top of the chart. */
  ceiling: number;
  bins: readonly Bin[];
}

/** While samples stream in nobody reads bin by bin, and Recharts is the faster the less it is given. */
const NO_BINS: readonly Bin[] = [{ exponent: 0, inline: 0, spawn: 0 }];

function frameOf(book: SampleBook, recorded: Recorded | undefined, withBins: boolean): Frame {
  const { inline, spawn } = book.counted;
  const extents = [inline.extent(), spawn.extent()];
  for (const { p50, p99 } of recorded ? [recorded.inline, recorded.spawn] : []) {
    extents.push([Math.log10(p50), Math.log10(p99)]);
  }
  const decades = decadesAround(extents);
  const inlineShares = inline.shares(...decades, DRAWN_PER_DECADE);
  const spawnShares = spawn.shares(...decades, DRAWN_PER_DECADE);
  const ceiling = shareCeiling(Math.max(0.15, ...inlineShares, ...spawnShares));
  if (!withBins) return { decades, ceiling, bins: NO_BINS };
  const bins = Array.from(inlineShares, (share, bin) => ({
    exponent: decades[0] + (bin + 0.5) / DRAWN_PER_DECADE,
    inline: share,
    spawn: spawnShares[bin]!,
  }));
  return { decades, ceiling, bins };
}

const LOOK_EVERY_MS = 250;

/**
 * The frame changes when the axes have to, when the stream has paused, and when somebody starts to read it. In between
 * it stays as it is: each change costs Recharts tens of milliseconds, and a tooltip must not change while it is read.
 */
export function useFrame(book: SampleBook, recorded: Recorded | undefined, reading: boolean): Frame {
  const [frame, setFrame] = useState(() => frameOf(book, recorded, true));
  useEffect(() => {
    let seen = -1;
    const look = () => {
      const paused = seen === book.version();
      const first = seen === -1;
      seen = book.version();
      timer = paused ? undefined : setTimeout(look, LOOK_EVERY_MS);
      const next = frameOf(book, recorded, paused || reading);
      setFrame((old) => (paused || (first && reading) || !sameAxes(old, next) ? next : old));
    };
    let timer: ReturnType<typeof setTimeout> | undefined = setTimeout(look);
    const leave = book.subscribe(() => {
      timer ??= setTimeout(look, LOOK_EVERY_MS);
    });
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [book, recorded, reading]);
  return frame;
}

function sameAxes(a: Frame, b: Frame): boolean {
  return a.ceiling === b.ceiling && a.decades[0] === b.decades[0] && a.decades[1] === b.decades[1];
}

const ENTERING = ["focusin", "pointerenter"] as const;
const LEAVING = ["focusout", "pointerleave"] as const;

/** Whether the keyboard or the pointer is somewhere within the element. */
export function useAttention(element: HTMLElement | null): boolean {
  const [within, setWithin] = useState(false);
  useEffect(() => {
    if (element === null) return;
    const enter = () => setWithin(true);
    const leave = () => setWithin(element.matches(":focus-within, :hover"));
    for (const type of ENTERING) element.addEventListener(type, enter);
    for (const type of LEAVING) element.addEventListener(type, leave);
    return () => {
      for (const type of ENTERING) element.removeEventListener(type, enter);
      for (const type of LEAVING) element.removeEventListener(type, leave);
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
