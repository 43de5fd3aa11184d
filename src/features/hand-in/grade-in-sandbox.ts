/** Runs a hand-in again in the page, in the same sandbox as a learner's own code. */
import type { Course } from "../../course/types.ts";
import { confirmed } from "../../sandbox/confirm.ts";
import { grading } from "../../sandbox/parts.ts";
import type { UsedExercise } from "../../sandbox/types.ts";
import type { Grade } from "./regrade.ts";

/** The modules that an exercise's code imports, given the learner's code that passed. */
export type LoadUses = (
  exercise: string,
  passed: (exercise: string) => string | undefined,
) => Promise<UsedExercise[]>;

export const gradeInSandbox =
  (course: Course, loadUses: LoadUses): Grade =>
  async (id, code, passed, signal) => {
    const [{ grade }, uses] = await Promise.all([grading.load(), loadUses(id, (other) => passed[other])]);
    const exercise = course.weeks.flatMap((week) => week.exercises).find((one) => one.id === id);
    const contentHash = exercise?.contentHash ?? "";
    return confirmed((guard) => grade(id, code, { contentHash, uses, signal, guard }));
  };
