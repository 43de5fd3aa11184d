/** On which line of a printed program each op stands: printers mark the lines, and the marks are taken out again. */

/** By body and op; a hole where an op has no line. */
export type OpLines = readonly (readonly (number | undefined)[])[];

/** Control characters, which no program has. */
const [BEGIN, END] = ["\u0001", "\u0002"];

/** To be put at the end of an op's line. A repeated op stands for `times` ops, each `every` after the one before. */
export const mark = (body: number, op: number, every: number, times: number): string =>
  `${BEGIN}${body} ${op} ${every} ${times}${END}`;

/** @returns the text without marks, and what they said */
export function readMarks(marked: string): { text: string; lines: OpLines } {
  const lines: (number | undefined)[][] = [];
  const text = marked
    .split("\n")
    .map((line, i) => {
      const [plain = "", ...marks] = line.split(BEGIN);
      return (
        plain +
        marks
          .map((rest) => {
            const [numbers = "", after = ""] = rest.split(END);
            const [body = 0, op = 0, every = 0, times = 0] = numbers.split(" ").map(Number);
            const of = (lines[body] ??= []);
            for (let n = 0; n < times; n++) of[op + n * every] = i + 1;
            return after;
          })
          .join("")
      );
    })
    .join("\n");
  return { text, lines };
}
