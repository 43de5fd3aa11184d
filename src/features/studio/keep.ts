/** A design as it is kept and handed in: YAML, under comments that say what its last run showed and what it fulfils. */
import { formatNs } from "../../lib/units.ts";
import type { LoadResult } from "../../recording/studio/load/result.ts";
import type { Verdict } from "../../recording/studio/requirements.ts";
import type { Design } from "../../recording/studio/schema.ts";
import { printYaml, readYaml } from "../../recording/studio/yaml.ts";
import { FULFILLED } from "../../progress/studio.ts";

export interface Kept {
  design: Design;
  verdicts: readonly Verdict[];
  /** Of this design; null before a run. */
  result: LoadResult | null;
}

export function keptText({ design, verdicts, result }: Kept): string {
  const lines = verdicts.map(
    ({ requirement, met, says }) =>
      `${met === null ? "not known" : met ? "met" : "missed"}: ${requirement}. ${says}`,
  );
  if (result !== null) {
    lines.push(
      ...result.latencies.map(
        ({ name, quantilesNs }) =>
          `${name}: p50 ${formatNs(quantilesNs.p50)}, p99 ${formatNs(quantilesNs.p99)}`,
      ),
      result.overload ?? "No queue is overloaded.",
    );
  }
  if (verdicts.length > 0 && verdicts.every(({ met }) => met === true)) lines.unshift(FULFILLED);
  const comments = lines.map((line) => `# ${line.replaceAll(/\s+/g, " ")}\n`).join("");
  return comments + printYaml(design);
}

/** @returns null for a text that is no design */
export function readKept(text: string | undefined): Design | null {
  const read = text === undefined ? null : readYaml(text);
  return read?.ok === true ? read.design : null;
}
