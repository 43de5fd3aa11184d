/** Compares the fate of each mutant with the list of equivalent ones. */
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { parse } from "yaml";
import type { Report } from "../../harness/report.ts";
import type { Mutant } from "./mutant.ts";

export type Fate =
  | { kind: "killed"; check: string }
  /** It does not compile. */
  | { kind: "uncompiled" }
  | { kind: "survived" };

export interface Judged {
  mutant: Mutant;
  fate: Fate;
  /** Why it is as right as the original answer. */
  equivalent?: string;
}

const Equivalents = v.array(
  v.strictObject({
    why: v.pipe(v.string(), v.minLength(10)),
    in: v.array(v.string()),
    changes: v.array(v.string()),
  }),
);

export function fateOf({ checks }: Report): Fate {
  const killer = checks.find(({ status }) => status !== "pass");
  return killer === undefined ? { kind: "survived" } : { kind: "killed", check: killer.id };
}

/** The reason for each listed mutant, by its file and change. */
export function equivalents(): Map<string, string> {
  const text = readFileSync(new URL("equivalent.yaml", import.meta.url), "utf8");
  const reasons = new Map<string, string>();
  for (const { why, in: files, changes } of v.parse(Equivalents, parse(text)))
    for (const file of files) for (const change of changes) reasons.set(nameOf({ file, change }), why);
  return reasons;
}

export function nameOf({ file, change }: Pick<Mutant, "file" | "change">): string {
  return `${file}: ${change}`;
}

/** Survivors without a reason, and reasons for mutants that do not survive. */
export function faults(judged: readonly Judged[], reasons: ReadonlyMap<string, string>): string[] {
  const files = new Set(judged.map(({ mutant }) => mutant.file));
  const survived = new Set(
    judged.filter(({ fate }) => fate.kind === "survived").map(({ mutant }) => nameOf(mutant)),
  );
  return [
    ...[...survived].filter((name) => !reasons.has(name)).map((name) => `survives  ${name}`),
    ...[...reasons.keys()]
      .filter((name) => [...files].some((file) => name.startsWith(`${file}: `)) && !survived.has(name))
      .map((name) => `stale     ${name}`),
  ];
}

/** Mutants by operator, then by the check that killed them. */
export function table(judged: readonly Judged[]): string {
  const operators = [...new Set(judged.map(({ mutant }) => mutant.operator))].toSorted();
  const count = (operator: string | undefined, kind: Fate["kind"]): number =>
    judged.filter(
      ({ mutant, fate }) => (operator ?? mutant.operator) === mutant.operator && fate.kind === kind,
    ).length;
  const row = (name: string, operator?: string): string => {
    const [killed, survived, uncompiled] = (["killed", "survived", "uncompiled"] as const).map((kind) =>
      count(operator, kind),
    );
    return [name.padEnd(14), killed! + survived!, killed!, survived!, uncompiled!]
      .map((each) => `${each}`.padStart(9))
      .join("");
  };
  const killers = new Map<string, number>();
  for (const { fate } of judged)
    if (fate.kind === "killed") killers.set(fate.check, (killers.get(fate.check) ?? 0) + 1);
  return [
    `${"operator".padEnd(14)}${["mutants", "killed", "survive", "no code"].map((each) => each.padStart(9)).join("")}`,
    ...operators.map((operator) => row(operator, operator)),
    row("all"),
    `killed by ${[...killers]
      .toSorted((a, b) => b[1] - a[1])
      .map(([check, times]) => `${check} ${times}`)
      .join(", ")}`,
  ].join("\n");
}
