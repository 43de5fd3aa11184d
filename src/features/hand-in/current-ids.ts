/** A hand-in that was saved before something was renamed, with the ids of today. */
import { currentId, type Aliases } from "../../course/aliases.ts";
import type { Submitted } from "./hand-in.ts";
import type { ReadHandIn } from "./read-hand-in.ts";

export function withCurrentIds(read: ReadHandIn, aliases: Aliases | undefined): ReadHandIn {
  if (!read.ok || aliases === undefined) return read;
  const exercise = (id: string): string => currentId(aliases, "exercises", id);
  const inLesson = <T extends { id: string }>(one: T): T => ({
    ...one,
    id: currentId(aliases, "lessons", one.id),
  });
  const { handIn } = read;
  return {
    ...read,
    handIn: {
      ...handIn,
      exercises: handIn.exercises.map(
        ({ report, ...one }) =>
          ({
            ...one,
            exercise: exercise(one.exercise),
            ...(report && { report: { ...report, exercise: exercise(report.exercise) } }),
          }) as Submitted,
      ),
      answers: handIn.answers.map(inLesson),
      realTokio: handIn.realTokio.map((one) => ({ ...one, exercise: exercise(one.exercise) })),
      ...(handIn.consoles && { consoles: handIn.consoles.map(inLesson) }),
    },
  };
}
