/** How busy the workers of a run were. */

export const mean = (shares: readonly number[]): number =>
  shares.reduce((sum, share) => sum + share, 0) / shares.length;

/** @param workers of each worker, its busy share of each slice of the run. @returns the same of the whole run */
export const busyOf = (workers: readonly (readonly number[])[]): number[] => workers.map(mean);
