/** Compares what the model shows first with several workers with what tokio mostly did. */
import { byCount, type RecordedOrders } from "./fixtures.ts";
import { ModelRun } from "./model.ts";

export interface Usual {
  /** Orders of the model's plain machine, with how many of `seeds` runs gave each. */
  readonly orders: Readonly<Record<string, number>>;
  readonly seeds: number;
}

export function usualOrders(program: RecordedOrders, seeds: number): Usual {
  const orders: Record<string, number> = {};
  for (let seed = 1; seed <= seeds; seed++) {
    const order = new ModelRun(program, program.workers, "usual", seed).finish();
    orders[order] = (orders[order] ?? 0) + 1;
  }
  return { orders, seeds };
}

/** Share of runs in which the first worker polled everything. */
export function aloneShare(orders: Readonly<Record<string, number>>): number {
  const all = byCount(orders);
  const total = all.reduce((sum, [, count]) => sum + count, 0);
  const alone = all.filter(([order]) => !/[b-h]\d/.test(order));
  return alone.reduce((sum, [, count]) => sum + count, 0) / total;
}

/** How often the model gives tokio's most common order. */
export function shareOfCommonest(recorded: RecordedOrders, usual: Usual): { tokio: number; model: number } {
  const [order, count] = byCount(recorded.orders)[0] as [string, number];
  return { tokio: count / recorded.runs, model: (usual.orders[order] ?? 0) / usual.seeds };
}
