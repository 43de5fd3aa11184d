/** How long lessons take. */

export const minutesOf = (lessons: Iterable<{ minutes: number }>): number =>
  [...lessons].reduce((sum, { minutes }) => sum + minutes, 0);
