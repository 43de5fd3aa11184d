/** Finds the known wrong answer that a failing hand-in resembles: the one that fails the same checks. */

export interface Signature {
  exercise: string;
  /** The wrong answer's file name without its extension. */
  name: string;
  failing: readonly string[];
}

export interface Resemblance {
  name: string;
  /** Checks failed by both divided by checks failed by either: 1 if they fail the same ones. */
  likeness: number;
}

/** Fewer checks in common mean nothing. */
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
