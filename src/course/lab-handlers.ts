/** The names of the blocking lab's ready-made handlers, as lessons call them. */
export const LAB_HANDLERS = ["settle", "price", "quick"] as const;
export type LabHandler = (typeof LAB_HANDLERS)[number];
