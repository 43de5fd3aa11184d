/** Which parts of the engine's script are checks: a table that the engine carries, to tell a broken check from a broken answer. */
import { decodedMappings, TraceMap } from "@jridgewell/trace-mapping";

/** From this place of the script on, up to the next: the file of a check, "" for a helper of checks, null for other code. */
export type CheckPlace = readonly [line: number, column: number, file: string | null];

/** What runs, reports or measures; a check is neither. */
const NOT_CHECKS = /^harness\/(bench\/|index\.ts$|run\.ts$|report\.ts$|guard\.ts$)/;
/** A check calls them: the frame below says which. */
const HELPERS = /^harness\/(check|show|primordials|random|smallest|positions)\.ts$/;

/** @param map the engine's source map; lines and columns of the table count from 1, as in stack traces */
export function checkPlaces(map: string): CheckPlace[] {
  const trace = new TraceMap(map);
  const places: CheckPlace[] = [];
  let last: string | null = null;
  for (const [line, segments] of decodedMappings(trace).entries()) {
    for (const [column, source] of segments) {
      const file = source === undefined ? null : fileOf(trace.sources[source] ?? "");
      if (file === last) continue;
      places.push([line + 1, column + 1, file]);
      last = file;
    }
  }
  return places;
}

function fileOf(source: string): string | null {
  const file = source.replace(/^(\.\.?\/)+/, "");
  if (!file.startsWith("harness/") || NOT_CHECKS.test(file)) return null;
  return HELPERS.test(file) ? "" : file;
}
