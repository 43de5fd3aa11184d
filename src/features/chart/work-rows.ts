/** The work curve as data: a row for each amount of work that the chart, its tooltip and its table name. */
import { formatRatio } from "../../lib/units.ts";
import { predictedRatio, type CostModel } from "./spawn-cost.ts";

export interface MeasuredPoint {
  rounds: number;
  ratio: number;
}

/** Where the slider stops: a power of two, or none. */
export const STOPS = [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024] as const;

export const WORK_PLOT_PX = 290;

export interface WorkRow {
  rounds: number;
  /** Ratios. */
  predicted: number;
  measured?: number | undefined;
}

/** Ascending: the stops, one more amount between any two so that the line is smooth, and what was measured. */
export function workRows(model: CostModel, points: readonly MeasuredPoint[]): WorkRow[] {
  const between = STOPS.slice(3).map((stop) => (stop * 3) / 4);
  const all = new Set([...STOPS, ...between, ...points.map(({ rounds }) => rounds)]);
  return [...all]
    .toSorted((a, b) => a - b)
    .map((rounds) => ({
      rounds,
      predicted: predictedRatio(model, rounds),
      measured: points.find((point) => point.rounds === rounds)?.ratio,
    }));
}

/** The stops and what was measured, in words. */
export function workTable(rows: readonly WorkRow[]): string[][] {
  return rows
    .filter(({ rounds, measured }) => measured !== undefined || STOPS.some((stop) => stop === rounds))
    .map(({ rounds, predicted, measured }) => [
      String(rounds),
      formatRatio(predicted),
      measured === undefined ? "–" : formatRatio(measured),
    ]);
}
