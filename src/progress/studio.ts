/** What the record of a studio's design says when it fulfils all that its lesson asks for. */
export const FULFILLED = "All requirements are met.";

export const isFulfilled = (text: string): boolean => text.startsWith(`# ${FULFILLED}\n`);
