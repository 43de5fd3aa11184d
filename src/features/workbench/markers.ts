/** Turns the outcome of a run into marks in the editor. */
import type { EditorMarker } from "../../ui/editor/types.ts";
import type { RunState } from "./run-state.ts";

/** Compile errors, or else the position of each check that did not pass. */
export function markersOf({ phase, checks }: RunState): EditorMarker[] {
  if (phase.kind === "does-not-compile") {
    return phase.errors.map(({ message, line, column, length }) => ({
      severity: "error",
      message,
      line,
      column,
      length,
    }));
  }
  if (phase.kind !== "report") return [];
  const seen = new Set<string>();
  return checks.flatMap((check): EditorMarker[] => {
    if (check.status === "pass" || check.position === undefined) return [];
    const { line, column } = check.position;
    const key = `${line}:${column} ${check.message}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const severity = check.status === "todo" ? "warning" : "error";
    return [{ severity, message: check.message, line, column, length: 0 }];
  });
}
