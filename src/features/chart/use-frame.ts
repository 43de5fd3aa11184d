/** Decides what React redraws of a live chart, and when: axes rarely, the tables' numbers once a second. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { readingOf } from "./reading.ts";
import type { SampleBook } from "./sample-book.ts";
import { decadesAround, DRAWN_PER_DECADE, shareCeiling } from "./scale.ts";
import { SIDES, type Axes, type Recorded } from "./scene.ts";

const NEVER = () => () => {};

/** @param asleep whether to ignore all updates */
export function useBookVersion(book: SampleBook, asleep = false): number {
  const reading = readingOf(book);
  return useSyncExternalStore(asleep ? NEVER : reading.subscribe, reading.get);
}

const LOOK_EVERY_MS = 250;

/**
 * What the axes span. They start with room for nearly every machine, and grow when something lies outside; during a stream a
 * few outliers have to wait, because a new axis costs Recharts tens of milliseconds, and a picture with moving axes cannot be
 * read.
 * @param others exponents of further content to show; keep its identity
 */
export function useAxes(
  book: SampleBook,
  recorded: Recorded | undefined,
  others: readonly [number, number][],
  streaming: boolean,
): Axes {
  const [axes, setAxes] = useState(() => axesOf(book, recorded, others, streaming));
  useEffect(() => {
    const look = () => {
      timer = undefined;
      setAxes((old) => axesOf(book, recorded, others, streaming, old));
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
  return axes;
}

/** Used while there are no samples, or too few to show their spread. */
const EMPTY_SHARE = 0.15;
const ENOUGH_SAMPLES = 30;

/** @returns `old` itself if nothing needs to change */
export function axesOf(
  { counted }: SampleBook,
  recorded: Recorded | undefined,
  others: readonly [number, number][],
  streaming: boolean,
  old?: Axes,
): Axes {
  const histograms = SIDES.map((side) => counted[side]);
  const exact = recorded ? [recorded.inline, recorded.spawn] : [];
  const decades = decadesAround([
    ...histograms.map((histogram) => (streaming ? histogram.bulk() : histogram.extent())),
    ...exact.map(({ p50, p99 }): [number, number] => [Math.log10(p50), Math.log10(p99)]),
    ...others,
  ]);
  const shares = histograms.flatMap((histogram) =>
    streaming && histogram.total < ENOUGH_SAMPLES ? [] : [...histogram.shares(...decades, DRAWN_PER_DECADE)],
  );
  let ceiling = shareCeiling(Math.max(EMPTY_SHARE, ...shares));
  // During a stream it shrinks only when half of the plot would stay empty.
  if (streaming && old && ceiling < old.ceiling && ceiling > old.ceiling / 2) ceiling = old.ceiling;
  if (old && old.ceiling === ceiling && old.decades.every((end, i) => end === decades[i])) return old;
  return { decades, ceiling };
}
