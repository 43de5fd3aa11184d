/** What React redraws of a live chart, and when: axes hardly ever, the numbers of the tables once a second. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { readingOf } from "./reading.ts";
import type { SampleBook } from "./sample-book.ts";
import { decadesAround, type Decades } from "./scale.ts";
import type { Recorded } from "./scene.ts";

export function useBookVersion(book: SampleBook): number {
  const reading = readingOf(book);
  return useSyncExternalStore(reading.subscribe, reading.get);
}

const LOOK_EVERY_MS = 250;

/**
 * Both ends of the axis. It starts with room for nearly every machine, and grows when something lies beyond it; under a
 * stream a few outliers have to wait, since a new axis costs Recharts tens of milliseconds, and a picture whose axis
 * moves cannot be read.
 * @param others exponents of what else is to be seen; keep its identity
 */
export function useDecades(
  book: SampleBook,
  recorded: Recorded | undefined,
  others: readonly [number, number][],
  streaming: boolean,
): Decades {
  const [decades, setDecades] = useState(() => decadesOf(book, recorded, others, streaming));
  useEffect(() => {
    const look = () => {
      timer = undefined;
      const next = decadesOf(book, recorded, others, streaming);
      setDecades((old) => (old[0] === next[0] && old[1] === next[1] ? old : next));
    };
    let timer: ReturnType<typeof setTimeout> | undefined = setTimeout(look);
    const leave = book.subscribe(() => {
      timer ??= setTimeout(look, LOOK_EVERY_MS);
    });
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [book, recorded, others, streaming]);
  return decades;
}

function decadesOf(
  { counted: { inline, spawn } }: SampleBook,
  recorded: Recorded | undefined,
  others: readonly [number, number][],
  streaming: boolean,
): Decades {
  const exact = recorded ? [recorded.inline, recorded.spawn] : [];
  return decadesAround([
    ...[inline, spawn].map((histogram) => (streaming ? histogram.bulk() : histogram.extent())),
    ...exact.map(({ p50, p99 }): [number, number] => [Math.log10(p50), Math.log10(p99)]),
    ...others,
  ]);
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
