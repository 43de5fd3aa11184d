/** Writes the learner's audit as text for the journal, and reads the handler back from it. */
import * as v from "valibot";
import { formatNs } from "../../lib/units.ts";
import { Handler, Load, REMEDIES, Step, STEP_KINDS, STEP_WORDS } from "./handler.ts";
import type { Remedy, StepKind } from "./handler.ts";
import type { Summary } from "./summary.ts";
import { STRATEGY_WORDS } from "./strategies.ts";

export interface Audit {
  handler: Handler;
  load: Load;
}

/** `1. CPU, 9 ms: argon2 tag → rayon` */
export function auditText({ handler, load }: Audit, results: readonly Summary[]): string {
  const lines = [
    `Handler: ${handler.name}`,
    ...handler.steps.map(
      ({ kind, ms, what, remedy }, index) =>
        `${index + 1}. ${STEP_WORDS[kind]}, ${ms} ms: ${what}${remedy === "inline" ? "" : ` → ${remedy}`}`,
    ),
    `Load: ${load.requestsPerSecond} requests/s on ${load.workers} workers`,
  ];
  if (results.length > 0) lines.push("", "Other tasks' p99, requests' p99, threads, finished of offered:");
  for (const { strategy, others, requests, threads, finished, offered } of results) {
    const numbers = [
      formatNs(others.p99Ns),
      formatNs(requests.p99Ns),
      `${threads} threads`,
      `${finished} of ${offered}`,
    ];
    lines.push(`- ${STRATEGY_WORDS[strategy]}: ${numbers.join(", ")}`);
  }
  return lines.join("\n");
}

const KIND_OF = new Map<string, StepKind>(STEP_KINDS.map((kind) => [STEP_WORDS[kind], kind]));
const STEP_LINE = /^\d+\. ([^,]+), ([\d.]+) ms: (.*)$/;
const LOAD_LINE = /^Load: (\d+) requests\/s on (\d+) workers$/;

/** @returns null for any other text */
export function parseAudit(text: string): Audit | null {
  const lines = text.split("\n");
  const name = /^Handler: (.*)$/.exec(lines[0] ?? "")?.[1];
  const load = lines.map((line) => LOAD_LINE.exec(line)).find((match) => match !== null);
  if (name === undefined || !load) return null;
  const steps = lines.flatMap((line) => {
    const match = STEP_LINE.exec(line);
    return match === null ? [] : [stepOf(match[1] ?? "", Number(match[2]), match[3] ?? "")];
  });
  const audit = v.safeParse(v.object({ handler: Handler, load: Load }), {
    handler: { name, steps },
    load: { requestsPerSecond: Number(load[1]), workers: Number(load[2]) },
  });
  return audit.success ? audit.output : null;
}

function stepOf(words: string, ms: number, rest: string): Partial<Step> {
  const remedy = REMEDIES.find((name): name is Remedy => name !== "inline" && rest.endsWith(` → ${name}`));
  const what = remedy === undefined ? rest : rest.slice(0, -` → ${remedy}`.length);
  const kind = KIND_OF.get(words);
  return { ms, what, remedy: remedy ?? "inline", ...(kind && { kind }) };
}
