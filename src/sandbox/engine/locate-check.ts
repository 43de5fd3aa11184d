/** Finds the check that threw by itself: no line of the learner's is on the stack, and a check's is the innermost. */
import type { Fault } from "../../../harness/report.ts";
import type { CheckPlace } from "../check-places.ts";
import { framesOf, locate } from "./locate.ts";

/** @param places the engine's table @param engineLines lines of the script before the learner's */
export function locateCheck(
  stack: unknown,
  places: readonly CheckPlace[],
  engineLines: number,
): Fault | undefined {
  if (locate(stack, engineLines)) return undefined;
  for (const { line, column } of framesOf(stack)) {
    const file = fileAt(places, line, column);
    if (file === "") continue;
    return file === null ? undefined : { file, line, column };
  }
  return undefined;
}

function fileAt(places: readonly CheckPlace[], line: number, column: number): string | null {
  let file: string | null = null;
  for (const [fromLine, fromColumn, owner] of places) {
    if (fromLine > line || (fromLine === line && fromColumn > column)) break;
    file = owner;
  }
  return file;
}
