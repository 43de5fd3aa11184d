/** Maps the place of a broken check from the engine's script to its own file. */
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import type { CheckResult } from "../../harness/report.ts";

/** @param map the engine's source map; without it, only the file is known */
export function mapFault(result: CheckResult, map?: string): CheckResult {
  const { fault, ...rest } = result;
  if (fault === undefined) return result;
  const { file, line, column } = fault;
  if (map === undefined || line === undefined || column === undefined) return { ...rest, fault: { file } };
  const original = originalPositionFor(new TraceMap(map), { line, column: column - 1 });
  if (original.line === null) return { ...rest, fault: { file } };
  return { ...rest, fault: { file, line: original.line, column: original.column + 1 } };
}
