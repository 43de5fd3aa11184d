/** How a result file of the Axum lab is kept: its numbers in words, an empty line, and the file for the chart. */

export const keptFile = (words: string, file: unknown): string => `${words}\n\n${JSON.stringify(file)}\n`;

/** The part for readers. */
export const wordsOfFile = (kept: string): string => kept.split("\n\n", 1)[0] ?? "";
