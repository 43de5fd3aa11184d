/** The result of counting in the learner's own Histogram, as the sandbox sends it to the page. */
import * as v from "valibot";
import { Quote } from "../report.ts";

const Ns = v.pipe(v.number(), v.minValue(0));

export const Counted = v.variant("kind", [
  v.object({
    kind: v.literal("counted"),
    /** One entry for each series. */
    series: v.pipe(v.array(v.object({ p50Ns: Ns, p99Ns: Ns })), v.maxLength(1_000)),
  }),
  v.object({ kind: v.literal("not-counted"), reason: Quote }),
]);
export type Counted = v.InferOutput<typeof Counted>;
