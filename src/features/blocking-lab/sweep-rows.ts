/** The load sweep as data: a row for each load, the domain of its axis, and the places of the names at the lines' ends. */
import { formatNs } from "../../lib/units.ts";
import type { Decades } from "../../ui/charts/log-axis.ts";
import type { Strategy } from "./strategies.ts";
import type { SweepPoint } from "./sweep.ts";

export type SweepRow = { rate: number } & Partial<Record<Strategy, SweepPoint>>;

/** Ascending by load. */
export function sweepRows(points: readonly SweepPoint[]): SweepRow[] {
  const rows = new Map<number, SweepRow>();
  for (const point of points) {
    const rate = point.requestsPerSecond;
    const row = rows.get(rate) ?? { rate };
    rows.set(rate, Object.assign(row, { [point.strategy]: point }));
  }
  return [...rows.values()].toSorted((a, b) => a.rate - b.rate);
}

/** Anything shorter than a microsecond counts as 1 µs. */
export const exponentOf = (ns: number): number => Math.log10(Math.max(1_000, ns));

/** Whole decades around all points and the budget. */
export function sweepDomain(points: readonly SweepPoint[], budgetNs: number): Decades {
  const exponents = [exponentOf(budgetNs), ...points.map(({ othersP99Ns }) => exponentOf(othersP99Ns))];
  const low = Math.floor(Math.min(4, ...exponents));
  return [low, Math.max(low + 1, Math.ceil(Math.max(...exponents)))];
}

export const cellOf = (point: SweepPoint | undefined): string =>
  point ? `${formatNs(point.othersP99Ns)}, ${point.finished}/${point.offered}` : "";

/** Moves values apart until they are `gap` from each other, within the domain and in their order; returns them in the original order. */
export function spread(values: readonly number[], gap: number, [low, high]: Decades): number[] {
  const order = values.map((_, index) => index).toSorted((a, b) => values[b]! - values[a]!);
  const placed = [...values];
  let limit = high;
  for (const index of order) {
    placed[index] = Math.min(placed[index]!, limit);
    limit = placed[index]! - gap;
  }
  limit = low;
  for (const index of order.toReversed()) {
    placed[index] = Math.max(placed[index]!, limit);
    limit = placed[index]! + gap;
  }
  return placed;
}
