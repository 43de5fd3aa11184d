/** What the subcommands of `course studio` share: their options, how they fail, and the words for a requirement. */
import type { Verdict } from "../recording/studio/requirements.ts";

export interface StudioOptions {
  format: string;
  /** Separated by commas; without it, those that the design names. */
  requires?: string;
  rate?: string;
  sweep?: boolean;
  seed?: string;
  out?: string;
}

/** A design or an option that cannot be used: exit code 2. */
export class BadUse extends Error {}

/** What only a run can tell is not missed yet. */
export const exitCode = (verdicts: readonly Verdict[]): number =>
  verdicts.some(({ met }) => met === false) ? 1 : 0;

export function verdictLines(verdicts: readonly Verdict[]): string {
  const word = (met: boolean | null): string => (met === null ? "not known" : met ? "met" : "missed");
  return verdicts.map(({ requirement, met, says }) => `${word(met)}: ${requirement}. ${says}\n`).join("");
}
