/** The check that gather and Histogram work together: latencies come through the one and are recorded in the other. */
import { fail } from "../check.ts";
import type { Check } from "../check.ts";
import { begin } from "../gather/scene.ts";
import { expectSample, sampleAtRank } from "../histogram/judge.ts";
import { logUniform } from "../histogram/samples.ts";
import { newHistogram } from "../histogram/subject.ts";
import { Random } from "../random.ts";
import { show } from "../show.ts";

const BATCHES = 20;
const JOBS_PER_BATCH = 10;

export const wired: Check = {
  id: "wired",
  title: "latencies that come through gather are recorded in Histogram",
  needs: ["gather", "Histogram"],
  run(learner) {
    const random = new Random(2026);
    const latencies = logUniform(BATCHES * JOBS_PER_BATCH, 5);
    const histogram = newHistogram(learner);
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const sent = latencies.slice(batch * JOBS_PER_BATCH, (batch + 1) * JOBS_PER_BATCH);
      const { task, children } = begin(learner, undefined, sent);
      task.poll();
      for (const child of random.shuffled(children)) {
        child.finish();
        task.settle();
      }
      task.expectReady(sent);
      histogram.recordAll(task.outcome?.value as number[]);
    }
    if (histogram.count() !== latencies.length) {
      fail(
        `${BATCHES} gathers of ${JOBS_PER_BATCH} latencies each were recorded, and count() is ${show(histogram.count())}.`,
        `Each result of gather is one latency: ${latencies.length} records.`,
      );
    }
    const sorted = latencies.toSorted((a, b) => a - b);
    for (const q of [0.5, 0.9, 0.99]) {
      expectSample(
        histogram,
        q,
        sampleAtRank(sorted, q),
        `of the ${latencies.length} latencies that came through gather, the one at this rank`,
      );
    }
  },
};
