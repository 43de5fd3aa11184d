/** One schedule of one check as a link to save or send: the same code fails in the same way. */

export interface Replay {
  /** Id of the check. */
  check: string;
  seed: number;
}

const PARAMETER = "replay";

/** Relative to the page that the exercise is on. */
export function replayHref(exerciseId: string, { check, seed }: Replay): string {
  return `?${new URLSearchParams({ [PARAMETER]: `${exerciseId}:${check}:${seed}` })}`;
}

/** Undefined when the address asks for no replay, or for one of another exercise. */
export function parseReplay(search: string, exerciseId: string): Replay | undefined {
  const value = new URLSearchParams(search).get(PARAMETER) ?? "";
  if (!value.startsWith(`${exerciseId}:`)) return undefined;
  const [check, seed, ...more] = value.slice(exerciseId.length + 1).split(":");
  if (!check || !seed || more.length > 0 || !/^\d{1,15}$/.test(seed)) return undefined;
  return { check, seed: Number(seed) };
}
