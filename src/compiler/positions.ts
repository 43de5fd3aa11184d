/** Maps positions in the compiled script, as in stack traces, to the learner's own lines. */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { Lookup } from "../../harness/positions.ts";
import { editorPosition } from "./lines.ts";

/**
 * @param map the source map that `compile` made of `source`; lines and columns count from 1 on both sides,
 *   the learner's in the editor's way
 */
export function positionLookup(map: string, source: string): Lookup {
  let trace: TraceMap | undefined;
  return (line, column) => {
    trace ??= new TraceMap(map);
    const original = originalPositionFor(trace, { line, column: column - 1 });
    // The map also has the learner API's modules, which are not the learner's lines.
    if (original.line === null || !original.source?.startsWith("learner:")) return undefined;
    const place = editorPosition(source, { line: original.line, column: original.column + 1 });
    return { line: place.line, column: place.column };
  };
}
