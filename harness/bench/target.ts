/** The BENCH target that the course sets. */

/** The minimum ratio of spawn to inline, in the debug profile. */
export const TARGET_RATIO = 5;
