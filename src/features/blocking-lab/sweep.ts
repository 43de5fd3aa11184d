/** Runs the same handler under increasing load, and finds how far each strategy stays within the budget. */
import { formatNs } from "../../lib/units.ts";
import { MAX_RATE } from "./handler.ts";
import type { Handler, Load } from "./handler.ts";
import type { Strategy } from "./strategies.ts";

export interface SweepPoint {
  strategy: Strategy;
  requestsPerSecond: number;
  othersP99Ns: number;
  offered: number;
  finished: number;
}

/** The number of requests that could finish during the run; later ones arrive too late. */
const KEEPS_UP = 0.9;

/**
 * Eight loads from 10 % to 150 % of the processors' capacity; without CPU work, around the learner's own
 * load.
 */
export function sweepRates(handler: Handler, load: Load): number[] {
  const cpuMs = handler.steps.reduce(
    (sum, { kind, ms }) => (kind === "cpu" || kind === "lock" ? sum + ms : sum),
    0,
  );
  const heldMs = handler.steps.reduce((sum, { kind, ms }) => (kind === "await" ? sum : sum + ms), 0);
  const capacity =
    heldMs === 0 ? load.requestsPerSecond : (load.workers * 1_000) / Math.max(cpuMs, heldMs / 2);
  const shares = [0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1, 1.25, 1.5];
  const rates = shares.map((share) => Math.min(MAX_RATE, Math.max(1, niceRate(share * capacity))));
  return [...new Set(rates)];
}

/** Two significant digits. */
function niceRate(rate: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, rate))) - 1);
  return Math.round(rate / unit) * unit;
}

export interface Knee {
  strategy: Strategy;
  /** The highest load up to which the others' p99 always stayed within the budget; null if never. */
  calmUpTo: number | null;
  /** The same for requests that finish as fast as they arrive. */
  keepsUpTo: number | null;
  /** Whether it held to the end of the sweep. */
  calmThroughout: boolean;
  keepsUpThroughout: boolean;
}

export function kneeOf(strategy: Strategy, points: readonly SweepPoint[], budgetNs: number): Knee {
  const own = points
    .filter((point) => point.strategy === strategy)
    .toSorted((a, b) => a.requestsPerSecond - b.requestsPerSecond);
  const calm = lastWhile(own, ({ othersP99Ns }) => othersP99Ns <= budgetNs);
  const keeps = lastWhile(own, ({ finished, offered }) => finished >= KEEPS_UP * offered);
  return {
    strategy,
    calmUpTo: calm?.requestsPerSecond ?? null,
    keepsUpTo: keeps?.requestsPerSecond ?? null,
    calmThroughout: calm !== undefined && calm === own.at(-1),
    keepsUpThroughout: keeps !== undefined && keeps === own.at(-1),
  };
}

function lastWhile(
  points: readonly SweepPoint[],
  holds: (point: SweepPoint) => boolean,
): SweepPoint | undefined {
  const end = points.findIndex((point) => !holds(point));
  return end < 0 ? points.at(-1) : points[end - 1];
}

/** `keeps the others within 1 ms up to 160 requests/s and keeps up with 370 requests/s at most` */
export function kneeWords(
  { calmUpTo, keepsUpTo, calmThroughout, keepsUpThroughout }: Knee,
  budgetNs: number,
): string {
  const budget = formatNs(budgetNs);
  const calm =
    calmUpTo === null
      ? `never keeps the others' p99 within ${budget}`
      : calmThroughout
        ? `keeps the others' p99 within ${budget} at every load tried`
        : `keeps the others' p99 within ${budget} up to ${calmUpTo} requests/s`;
  const keeps =
    keepsUpTo === null
      ? "never keeps up"
      : keepsUpThroughout
        ? "keeps up with all of them"
        : `keeps up with at most ${keepsUpTo} requests/s`;
  return `${calm}; ${keeps}`;
}
