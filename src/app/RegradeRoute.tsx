/** The route of the page that regrades: it runs a hand-in with the learner's own earlier exercises. */
import RegradePage from "../features/hand-in/RegradePage.tsx";
import type { Course } from "../course/types.ts";
import { loadUsesOf } from "../features/exercise/uses.ts";

export default function RegradeRoute({ course }: { course: Course }) {
  return <RegradePage course={course} loadUses={loadUsesOf} />;
}
