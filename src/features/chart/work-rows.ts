/** Turns the work curve into data: a row for each amount of work that the chart, its tooltip and its table show. */
import { WORK_STOPS } from "../../../harness/bench/curve.ts";
import { formatRatio } from "../../lib/units.ts";
import { predictedRatio, type CostModel } from "./spawn-cost.ts";

export interface MeasuredPoint {
  rounds: number;
  ratio: number;
}

/** The slider's stops, where the curve is measured. */
export const STOPS = WORK_STOPS;

export const WORK_PLOT_PX = 290;

export interface WorkRow {
  rounds: number;
  /** Ratios. */
  predicted: number;
  measured?: number | undefined;
  /** The prediction from the model's own costs, if the curve is tokio's. */
  behind?: number | undefined;
}

/** Ascending: the stops, one more amount between any two for a smooth line, and the measured amounts. */
export function workRows(
  model: CostModel,
  points: readonly MeasuredPoint[],
  behind: CostModel | null = null,
): WorkRow[] {
  const between = STOPS.slice(3).map((stop) => (stop * 3) / 4);
  const all = new Set([...STOPS, ...between, ...points.map(({ rounds }) => rounds)]);
  return [...all]
    .toSorted((a, b) => a - b)
    .map((rounds) => ({
      rounds,
      predicted: predictedRatio(model, rounds),
      measured: points.find((point) => point.rounds === rounds)?.ratio,
      ...(behind && { behind: predictedRatio(behind, rounds) }),
    }));
}

/** The stops and the measured amounts, in words. */
export function workTable(rows: readonly WorkRow[]): string[][] {
  return rows
    .filter(({ rounds, measured }) => measured !== undefined || STOPS.some((stop) => stop === rounds))
    .map(({ rounds, predicted, measured, behind }) => [
      String(rounds),
      formatRatio(predicted),
      measured === undefined ? "–" : formatRatio(measured),
      ...(behind === undefined ? [] : [formatRatio(behind)]),
    ]);
}
