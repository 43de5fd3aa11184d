/** What the course asks of BENCH. */

/** Spawn against inline, at least, in the debug profile. */
export const TARGET_RATIO = 5;
