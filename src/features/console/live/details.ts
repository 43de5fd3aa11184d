/** The histograms of one task, as console-subscriber sends them. */
import { readHdrV2 } from "../../../lib/hdr-v2.ts";
import { HdrHistogram } from "../../../lib/hdr-histogram.ts";
import type { DurationHistogram, TaskDetails } from "./proto/tasks_pb.js";

export interface Details {
  pollTimes: HdrHistogram;
  scheduledTimes: HdrHistogram;
}

/** @throws for histograms of a kind that console-subscriber does not make */
export function detailsOf({ pollTimesHistogram, scheduledTimesHistogram }: TaskDetails): Details {
  const { value } = pollTimesHistogram;
  return {
    pollTimes: value instanceof Uint8Array ? HdrHistogram.of(readHdrV2(value)) : histogramOf(value),
    scheduledTimes: histogramOf(scheduledTimesHistogram),
  };
}

function histogramOf(message: DurationHistogram | undefined): HdrHistogram {
  if (message === undefined) return new HdrHistogram();
  const { rawHistogram, maxValue, highOutliers, highestOutlier } = message;
  return HdrHistogram.of(
    readHdrV2(rawHistogram),
    Number(maxValue),
    Number(highOutliers),
    Number(highestOutlier ?? 0n),
  );
}
