/** Named requirements of a design, such as `no-unbounded` or `p99<2ms`: parsed for authors, judged for learners. */
import { closest } from "../../lib/closest.ts";
import { formatNs } from "../../lib/units.ts";
import { RULE_NAMES, RULES } from "./lints.ts";
import type { Finding, Rule } from "./lints.ts";
import type { Design } from "./schema.ts";

export type Quantile = "p50" | "p90" | "p99" | "p999" | "max";

export type Requirement =
  | { kind: "no-rule"; text: string; rule: Rule }
  | { kind: "no-findings"; text: string }
  | { kind: "keeps-up"; text: string }
  | { kind: "drops-nothing"; text: string }
  /** `of`: a source, or the broadcast or watch whose copies it is about; null for all that is no copy. */
  | { kind: "latency"; text: string; quantile: Quantile; of: string | null; underNs: number };

/** What a run under load says, as far as a requirement asks. */
export interface LoadFacts {
  latencies: {
    name: string;
    source: string;
    via: string | null;
    quantilesNs: Record<Quantile, number>;
    count: number;
  }[];
  offered: number;
  delivered: number;
  dropped: number;
  /** The first overload in a sentence; null when there was none. */
  overload: string | null;
}

export interface Verdict {
  requirement: string;
  /** null: not known before a run under load. */
  met: boolean | null;
  says: string;
}

const UNIT_NS: Record<string, number> = { ns: 1, us: 1e3, µs: 1e3, ms: 1e6, s: 1e9 };
const WORDS = [
  "no-findings",
  "keeps-up",
  "drops-nothing",
  ...RULE_NAMES.map((rule) => `no-${rule.replace(/^no-/, "")}`),
];

/** @returns the requirement, or what is wrong with the text */
export function parseRequirement(written: string): Requirement | string {
  const text = written.trim();
  if (text === "no-findings" || text === "keeps-up" || text === "drops-nothing") return { kind: text, text };
  const rule = RULE_NAMES.find((name) => text === `no-${name.replace(/^no-/, "")}`);
  if (rule !== undefined) return { kind: "no-rule", text, rule };
  const latency =
    /^(?:([a-z][a-z0-9-]*)\.)?(p50|p90|p99|p999|max)\s*<\s*(\d+(?:\.\d+)?)\s*(ns|us|µs|ms|s)$/.exec(text);
  if (latency !== null) {
    const [, of = null, quantile, number, unit] = latency;
    const underNs = Number(number) * (UNIT_NS[unit as string] as number);
    return { kind: "latency", text, quantile: quantile as Quantile, of, underNs };
  }
  const near = closest(text, WORDS);
  return (
    `unknown requirement "${text}"` +
    (near === undefined
      ? `; available: ${WORDS.join(", ")}, and latencies such as p99<2ms`
      : `; did you mean ${near}?`)
  );
}

/** Separated by commas. */
export const splitRequirements = (text: string): string[] =>
  text
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "");

/** What arrives in the last moments of a run cannot be delivered within it. */
const KEEPS_UP = 0.98;

export function judge(
  requirement: Requirement,
  design: Design,
  findings: readonly Finding[],
  load: LoadFacts | null,
): Verdict {
  const verdict = (met: boolean | null, says: string): Verdict => ({
    requirement: requirement.text,
    met,
    says,
  });
  if (requirement.kind === "no-rule") return judgeRule(requirement.rule, design, findings, verdict);
  if (requirement.kind === "no-findings") {
    const places = [...new Set(findings.map(({ at }) => at))].join(", ");
    const says =
      findings.length === 0
        ? "No lint has anything to say."
        : `The lints have something to say about ${places}.`;
    return verdict(findings.length === 0, says);
  }
  if (load === null) return verdict(null, "Put the design under load to find out.");
  const because = load.overload === null ? "" : ` ${load.overload}`;
  if (requirement.kind === "drops-nothing") {
    const says =
      load.dropped === 0 ? "No message was dropped." : `${load.dropped} messages were dropped.${because}`;
    return verdict(load.dropped === 0, says);
  }
  if (requirement.kind === "keeps-up") {
    const met = load.delivered >= KEEPS_UP * load.offered;
    const says = `${load.delivered} of ${load.offered} messages were handled within the run.`;
    return verdict(met, met ? says : says + because);
  }
  const { quantile, of, underNs } = requirement;
  const direct = load.latencies.filter(({ via }) => via === null);
  const about =
    of === null
      ? direct.length > 0
        ? direct
        : load.latencies
      : load.latencies.filter(({ source, via }) => via === of || (via === null && source === of));
  const worst = about.toSorted((a, b) => b.quantilesNs[quantile] - a.quantilesNs[quantile])[0];
  if (worst === undefined || worst.count === 0)
    return verdict(
      false,
      `No message${of === null ? "" : ` of ${of}`} reached a sink, so there is no ${quantile}.${because}`,
    );
  const got = worst.quantilesNs[quantile];
  const met = got < underNs;
  const says = `${quantile} of ${worst.name} is ${formatNs(got)}; it must be below ${formatNs(underNs)}.`;
  return verdict(met, met ? says : says + because);
}

function judgeRule(
  rule: Rule,
  design: Design,
  findings: readonly Finding[],
  verdict: (met: boolean, says: string) => Verdict,
): Verdict {
  // Asked for by name, every unbounded channel counts, not only one behind a faster source.
  if (rule === "unbounded") {
    const unbounded = design.channels.filter(({ kind, capacity }) => kind === "mpsc" && capacity === null);
    if (unbounded.length > 0)
      return verdict(
        false,
        `${unbounded.map(({ id }) => id).join(" and ")} is unbounded. Give it a capacity.`,
      );
    return verdict(true, "Every channel has a capacity.");
  }
  const found = findings.filter((finding) => finding.rule === rule);
  if (found.length > 0) return verdict(false, found.map(({ says, change }) => `${says} ${change}`).join(" "));
  return verdict(true, `Not found: ${RULES[rule].toLowerCase()}.`);
}
