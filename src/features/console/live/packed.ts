/** Histograms as they travel between the page and the console's worker. */
import { HdrHistogram } from "../../../lib/hdr-histogram.ts";
import type { Packed } from "./messages.ts";

export const packed = (histogram: HdrHistogram): Packed => ({
  maxNs: histogram.maxValue,
  outliers: histogram.outliers,
  highestNs: histogram.highestOutlier,
  counts: [...histogram.entries()],
});

export const unpacked = ({ maxNs, outliers, highestNs, counts }: Packed): HdrHistogram =>
  HdrHistogram.of(counts, maxNs, outliers, highestNs);
