/** Which known wrong answer a failing hand-in resembles: the one that fails the same checks. */

export interface Signature {
  exercise: string;
  /** The wrong answer's file name without its ending. */
  name: string;
  failing: readonly string[];
}

export interface Resemblance {
  name: string;
  /** Checks failed by both, over checks failed by either: 1 when they fail the same ones. */
  likeness: number;
}

/** So few checks in common say nothing. */
const LEAST_LIKENESS = 0.5;

export function resemblance(
  exercise: string,
  failing: readonly string[],
  known: readonly Signature[],
): Resemblance | undefined {
  if (failing.length === 0) return undefined;
  return known
    .filter((signature) => signature.exercise === exercise)
    .map(({ name, failing: theirs }) => ({ name, likeness: likeness(failing, theirs) }))
    .filter((candidate) => candidate.likeness >= LEAST_LIKENESS)
    .toSorted((a, b) => b.likeness - a.likeness || (a.name < b.name ? -1 : 1))[0];
}

function likeness(a: readonly string[], b: readonly string[]): number {
  const both = a.filter((id) => b.includes(id)).length;
  return both / (a.length + b.length - both);
}
