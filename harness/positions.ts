/** Maps positions in the learner's compiled script to their own file. */
import type { ScriptPosition } from "./check.ts";
import type { CheckResult, SourcePosition, TraceStep } from "./report.ts";

/** A lookup in the source map: undefined for code that the learner did not write. */
export type Lookup = (line: number, column: number) => SourcePosition | undefined;

/** A result with every position mapped to the learner's file; unmapped ones are dropped. */
export function mapPositions(result: CheckResult, lookup: Lookup): CheckResult {
  const { position, trace, ...rest } = result;
  const mapped = position && lookup(position.line, position.column);
  return {
    ...rest,
    ...(mapped && { position: mapped }),
    ...(trace && { trace: trace.map((step) => mapStep(step, lookup)) }),
  };
}

function mapStep(step: TraceStep, lookup: Lookup): TraceStep {
  const { line, column, ...rest } = step;
  const mapped = line === undefined ? undefined : lookup(line, column ?? 1);
  return mapped === undefined ? rest : { ...rest, ...mapped };
}

/** How a step or a result carries a position that may be unknown. */
export function at(position: ScriptPosition | undefined): Partial<ScriptPosition> {
  return position === undefined ? {} : { line: position.line, column: position.column };
}
