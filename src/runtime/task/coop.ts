/** The cooperative budget: an operation that is always ready must still let others run. Models tokio/src/task/coop/mod.rs, tokio 1.53.1. */
import { CONTEXT, defer, UNCONSTRAINED } from "../context.ts";
import { PENDING, READY_UNIT } from "../std/poll.ts";
import type { Poll } from "../std/poll.ts";
import type { Context } from "../std/waker.ts";
import type { Future } from "../std/future.ts";
import { Kind } from "../trace/kinds.ts";

/** `Budget::initial`: for one tick of the scheduler, shared by the LIFO polls of that tick. */
export const INITIAL_BUDGET = 128;

/**
 * Takes one unit. False means: return Pending now, even if ready; the task is on the defer list. An operation that then
 * turns out to be Pending made no progress, and gives the unit back by restoring `CONTEXT.budget`.
 */
export function pollProceed(cx: Context): boolean {
  const budget = CONTEXT.budget;
  if (budget > 0) {
    CONTEXT.budget = budget - 1;
    return true;
  }
  if (budget === UNCONSTRAINED) return true;
  if (__TRACE__) CONTEXT.handle?.trace?.record(Kind.Budget, workerIndex(), CONTEXT.source, 0, 0);
  defer(cx.waker);
  return false;
}

/** `tokio::task::coop::has_budget_remaining` */
export function hasBudgetRemaining(): boolean {
  return CONTEXT.budget !== 0;
}

/** `tokio::task::consume_budget`: takes one unit, and yields when there is none. */
export function consumeBudget(): Future<void> {
  return new ConsumeBudget();
}

class ConsumeBudget implements Future<void> {
  poll(cx: Context): Poll<void> {
    return pollProceed(cx) ? READY_UNIT : PENDING;
  }
}

/** `tokio::task::unconstrained`: polls `future` without a budget; the rest of the task keeps what it had. */
export function unconstrained<T>(future: Future<T>): Future<T> {
  return new Unconstrained(future);
}

class Unconstrained<T> implements Future<T> {
  readonly #future: Future<T>;
  constructor(future: Future<T>) {
    this.#future = future;
  }
  poll(cx: Context): Poll<T> {
    const budget = CONTEXT.budget;
    CONTEXT.budget = UNCONSTRAINED;
    try {
      return this.#future.poll(cx);
    } finally {
      CONTEXT.budget = budget;
    }
  }
  drop(): void {
    this.#future.drop?.();
  }
}

function workerIndex(): number {
  return CONTEXT.scheduler?.index ?? -1;
}
