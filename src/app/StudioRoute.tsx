/** The route of the task studio: its page, with the learner's Histogram once one has passed its checks. */
import type { Course } from "../course/types.ts";
import StudioPage from "../features/studio/StudioPage.tsx";
import { useLearnersHistogram } from "./blocks/learners-histogram.ts";

export default function StudioRoute({ course }: { course: Course }) {
  return <StudioPage recordWithLearners={useLearnersHistogram(course)} />;
}
