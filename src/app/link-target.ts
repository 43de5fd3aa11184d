/** Finds the page for a link with code or with a step of a run, or says why there is none. */
import { loadLesson } from "../course/data.ts";
import { flatBlocks } from "../course/flat-blocks.ts";
import { EXPLORER_PAGE, type Carried } from "../course/fragment.ts";
import { placeOf } from "../course/places.ts";
import type { Course } from "../course/types.ts";
import { decodeShared } from "../features/exercise/share/link.ts";

export type Target = { place: string } | { message: string };

export async function targetOf(course: Course, carried: Carried, hash: string): Promise<Target> {
  return carried.kind === "code" ? ofCode(course, hash) : ofStep(course, carried.block);
}

function ofCode(course: Course, hash: string): Target {
  const decoded = decodeShared(hash);
  if (!decoded.ok) return decoded;
  const place = placeOf(course, decoded.shared.exercise);
  if (place !== undefined) return { place };
  return {
    message: `The code in this link is for “${decoded.shared.exercise}”, which this course does not have. Your own code is unchanged.`,
  };
}

async function ofStep(course: Course, id: string): Promise<Target> {
  if (id === EXPLORER_PAGE) return { place: `/${EXPLORER_PAGE}/` };
  for (const { weekId, id: lessonId } of course.weeks.flatMap((week) => week.lessons)) {
    const { blocks } = await loadLesson(`${weekId}/${lessonId}`);
    if (flatBlocks(blocks).some((block) => block.kind === "explorer" && block.id === id))
      return { place: `/${weekId}/${lessonId}/` };
  }
  return {
    message: `This link points to a step in the explorer “${id}”, which no lesson has. It may have been renamed, or the link is damaged.`,
  };
}
