/** How a worker goes to sleep, sleeps in the driver or on its condvar, and comes back. Models `Context::park` in worker.rs, and park.rs, of tokio/src/runtime/scheduler/multi_thread, tokio 1.53.1. */
import { Kind } from "../../trace/kinds.ts";
import type { Worker } from "./worker.ts";

/** What the next step does. */
export type ParkState =
  | "transition_to_parked"
  | "notify_if_work_pending"
  | "park"
  | "parked"
  | "park_yield"
  | "defer_wake"
  | "transition_from_parked";

/** Where the worker goes on after the driver and the deferred wakes. */
type AfterDriver = "tick" | "next_task" | "transition_from_parked";

export class Parker {
  readonly #worker: Worker;
  /** The token: with it, parking ends at once. */
  notified = false;
  /** `Core::park` is taken out while the worker is in the driver: single wakes from there notify no one. */
  inDriver = false;
  /** How often it has woken up. */
  unparks = 0;
  #after: AfterDriver = "tick";

  constructor(worker: Worker) {
    this.#worker = worker;
  }

  /** @returns what the worker does next */
  step(state: ParkState): ParkState | "tick" | "next_task" {
    switch (state) {
      case "transition_to_parked":
        return this.#transitionToParked();
      case "notify_if_work_pending":
        this.#worker.shared.notifyIfWorkPending();
        return "park";
      case "park":
        return this.#park();
      case "parked":
        return this.#unpark();
      case "park_yield":
        return this.#yield();
      case "defer_wake":
        return this.#wakeDeferred();
      case "transition_from_parked":
        return this.#transitionFromParked();
    }
  }

  /** `park_yield`: polls the driver without sleeping, and wakes the deferred tasks. */
  yieldThen(after: AfterDriver): "park_yield" {
    this.#after = after;
    return "park_yield";
  }

  #yield(): ParkState {
    const { shared } = this.#worker;
    if (__TRACE__) this.#worker.record(Kind.ParkYield, 0, 0, 0);
    this.inDriver = true;
    // Unless another worker has it.
    if (shared.driverOwner === null) shared.handle.driver.process();
    return "defer_wake";
  }

  /** Makes one deferred wake per step; after the last one, notifies a worker that may help with the new work. */
  #wakeDeferred(): ParkState | "tick" | "next_task" {
    const worker = this.#worker;
    const { deferred } = worker.thread;
    if (deferred.wakeNext() && !deferred.isEmpty) return "defer_wake";
    this.inDriver = false;
    const ready = (worker.lifoSlot !== null ? 1 : 0) + worker.runQueue.length;
    if (!worker.isSearching && ready > 1) worker.shared.notifyParked();
    return this.#after;
  }

  /** Nothing to run and nothing to steal. */
  #transitionToParked(): ParkState {
    const worker = this.#worker;
    if (!worker.thread.deferred.isEmpty) return this.yieldThen("tick");
    const wasLastSearcher = worker.shared.idle.transitionWorkerToParked(worker.index, worker.isSearching);
    worker.setSearching(false);
    // Recorded before the last searcher checks once more: it may find that it must wake up again itself.
    if (__TRACE__) worker.record(Kind.Park, 0, 0, 0);
    return wasLastSearcher ? "notify_if_work_pending" : "park";
  }

  /** The first worker to park gets the driver and sleeps until the next timer; the others wait for a notification. */
  #park(): ParkState {
    const { shared } = this.#worker;
    shared.handle.metrics.parks++;
    if (shared.driverOwner === null && !this.notified) shared.driverOwner = this.#worker;
    return "parked";
  }

  #unpark(): ParkState {
    const { shared } = this.#worker;
    this.notified = false;
    this.unparks++;
    if (__TRACE__) this.#worker.record(Kind.Unpark, 0, 0, 0);
    this.inDriver = true;
    if (shared.driverOwner === this.#worker) {
      shared.driverOwner = null;
      shared.handle.driver.process();
    }
    this.#after = "transition_from_parked";
    return "defer_wake";
  }

  /** After a wake without work, it goes back to sleep without a tick. */
  #transitionFromParked(): ParkState | "tick" {
    const worker = this.#worker;
    const { idle } = worker.shared;
    if (worker.lifoSlot !== null || worker.runQueue.length > 0) {
      const byItself = idle.unparkWorkerById(worker.index);
      if (__TRACE__ && byItself) worker.record(Kind.UnparkById, 0, 0, 0);
      // It searches only if another thread notified it: the driver's own events are enough work.
      worker.setSearching(!byItself);
      return "tick";
    }
    if (idle.isParked(worker.index)) {
      if (__TRACE__) worker.record(Kind.Park, 0, 0, 0);
      return "park";
    }
    worker.setSearching(true);
    return "tick";
  }
}
