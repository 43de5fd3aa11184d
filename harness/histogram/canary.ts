/** What no Histogram passes: a count and a quantile are asked for that its samples do not have. */
import { fail } from "../check.ts";
import type { Check } from "../check.ts";
import { expectSample } from "./judge.ts";
import { of } from "./samples.ts";
import { newHistogram } from "./subject.ts";

export const histogramCanary =
  (secret: number): Check["run"] =>
  (learner) => {
    const histogram = newHistogram(learner);
    histogram.recordAll(of(10, 1000));
    if (histogram.count() !== 11 + secret) fail("The count is that of the samples.", "");
    expectSample(histogram, 0.5, 1e6 + secret, "a sample that was never recorded");
  };
