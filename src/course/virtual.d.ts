/** Types of the modules that the Vite plugin in `vite.ts` provides. */
declare module "virtual:course" {
  const course: import("./types.ts").Course;
  export default course;
}
declare module "virtual:weeks" {
  /** Of each week, by its id. */
  const texts: Record<string, import("./types.ts").WeekText>;
  export default texts;
}
declare module "virtual:lessons" {
  /** `week-01/day-1` -> its own chunk */
  const lessons: Record<string, () => Promise<{ default: import("./types.ts").Lesson }>>;
  export default lessons;
}
declare module "virtual:exercises" {
  /** `week-01/gather` -> its own chunk */
  const exercises: Record<string, () => Promise<{ default: import("./types.ts").Exercise }>>;
  export default exercises;
}
declare module "virtual:glossary" {
  const entries: import("./types.ts").GlossaryEntry[];
  export default entries;
}
declare module "virtual:studio" {
  /** Rule of the studio -> where the lessons explain it. */
  const places: Record<string, import("./types.ts").RulePlace>;
  export default places;
}
declare module "virtual:search" {
  const data: import("./search.ts").SearchData;
  export default data;
}
declare module "virtual:wrong-answers" {
  /** `week-01/gather` -> its wrong answers; empty in a build, because learners must not get them. */
  const wrong: Record<string, import("./types.ts").WrongAnswer[]>;
  export default wrong;
}
