/** What React redraws of a live chart, and when: axes hardly ever, the numbers of the tables once a second. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { readingOf } from "./reading.ts";
import type { SampleBook } from "./sample-book.ts";
import { decadesAround, DRAWN_PER_DECADE, shareCeiling } from "./scale.ts";
import { SIDES, type Axes, type Recorded } from "./scene.ts";

const NEVER = () => () => {};

/** @param asleep whether to stay as it is, whatever comes */
export function useBookVersion(book: SampleBook, asleep = false): number {
  const reading = readingOf(book);
  return useSyncExternalStore(asleep ? NEVER : reading.subscribe, reading.get);
}

const LOOK_EVERY_MS = 250;

/**
 * What the axes span. They start with room for nearly every machine, and grow when something lies beyond; under a stream a
 * few outliers have to wait, since a new axis costs Recharts tens of milliseconds, and a picture whose axes move cannot be
 * read.
 * @param others exponents of what else is to be seen; keep its identity
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

/** Before there is anything to show, and while there are too few samples to say how they are spread. */
const EMPTY_SHARE = 0.15;
const ENOUGH_SAMPLES = 30;

/** @returns `old` itself where nothing has to change */
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
  // Under a stream it comes down only when half of the plot would stay empty.
  if (streaming && old && ceiling < old.ceiling && ceiling > old.ceiling / 2) ceiling = old.ceiling;
  if (old && old.ceiling === ceiling && old.decades.every((end, i) => end === decades[i])) return old;
  return { decades, ceiling };
}
