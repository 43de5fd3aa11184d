/**
 * Runs batches as tasks of a model runtime: single batches for warm-up and calibration, and whole rounds through
 * gather.
 */
import {
  asyncBlock,
  awaited,
  Builder,
  ready,
  spawn,
  type Future,
  type Runtime,
} from "../../src/runtime/index.ts";
import type { BatchInput, BatchResult } from "./batches.ts";
import type { ClockMs } from "./clock.ts";
import type { Batch } from "./engine.ts";
import type { GuardedGather } from "./learner-gather.ts";
import type { Round } from "./rounds.ts";
import { Turns } from "./turns.ts";
import type { Side } from "./types.ts";
import { expectedChecksum } from "./work.ts";

export class Lab {
  readonly #workRounds: number;
  readonly #clock: ClockMs;
  readonly #gather: GuardedGather;
  readonly #sides: Record<Side, Batch>;
  readonly #checksums = new Map<string, number>();
  #runtime: Runtime;
  #makeRuntime: () => Runtime;

  constructor(
    workRounds: number,
    clock: ClockMs,
    gather: GuardedGather,
    sides: Record<Side, Batch>,
    makeRuntime = () => Builder.newCurrentThread().build(),
  ) {
    this.#workRounds = workRounds;
    this.#clock = clock;
    this.#gather = gather;
    this.#sides = sides;
    this.#makeRuntime = makeRuntime;
    this.#runtime = makeRuntime();
  }

  runBatch(side: Side, ops: number): BatchResult {
    return this.run(this.#sides[side], ops);
  }

  /** Runs one batch in its own task: directly in `block_on`, a spawned task would be scheduled another way. */
  run(batch: Batch, ops: number, workRounds = this.#workRounds): BatchResult {
    return this.#runtime.blockOn(spawning(() => batch({ ...this.#input(ops), workRounds })));
  }

  /**
   * Runs three batches one after the other, collected by the learner's gather, or by the plain one after its first
   * fault.
   */
  runRound(order: readonly Side[], batchOps: Record<Side, number>): Round {
    try {
      return this.#tryRound(order, batchOps);
    } catch (error) {
      if (this.#gather.raw === null) throw error;
      this.#gather.giveUp(error);
      // Tasks of the broken round may still be queued in the old one.
      this.#runtime = this.#makeRuntime();
      return this.#tryRound(order, batchOps);
    }
  }

  /** Whether a batch computed the right result; the expected result for each size is computed once, untimed. */
  agrees(result: BatchResult, ops: number, workRounds = this.#workRounds): boolean {
    const key = `${ops} ${workRounds}`;
    let expected = this.#checksums.get(key);
    if (expected === undefined) {
      expected = expectedChecksum(ops, workRounds);
      this.#checksums.set(key, expected);
    }
    return result.checksum === expected;
  }

  #tryRound(order: readonly Side[], batchOps: Record<Side, number>): Round {
    const turns = new Turns(order.length);
    // Kept here and not read from gather's result: the learner's code passes the results on, it does not report them.
    const results: BatchResult[] = [];
    const gathered = this.#runtime.blockOn(
      asyncBlock(() =>
        collectRound(this.#gather, order, (side, turn) =>
          this.#sides[side]({
            ...this.#input(batchOps[side]),
            enter: () => turns.take(turn),
            leave(result) {
              // Frozen, because the learner's gather sees it before it is read.
              results[turn] = Object.freeze(result);
              return turns.finish();
            },
          }),
        ),
      ),
    );
    this.#gather.verify(gathered, results);
    const durationNs = { inline: 0, spawn: 0, control: 0 };
    let checksumsAgree = true;
    order.forEach((side, turn) => {
      const result = results[turn]!;
      durationNs[side] = result.durationNs;
      checksumsAgree &&= this.agrees(result, batchOps[side]);
    });
    return { durationNs, checksumsAgree };
  }

  #input(ops: number): BatchInput {
    return { ops, workRounds: this.#workRounds, clock: this.#clock, enter: atOnce, leave: atOnce };
  }
}

const atOnce = () => ready(undefined);

function spawning<T>(future: () => Future<T>): Future<T> {
  return asyncBlock(function* () {
    return yield* awaited(spawn(future()));
  });
}

function* collectRound(
  gather: GuardedGather,
  order: readonly Side[],
  task: (side: Side, turn: number) => Future<BatchResult>,
): Generator<unknown, BatchResult[], never> {
  const handles = order.map((side, turn) => spawn(task(side, turn)));
  return yield* awaited(gather.collect<BatchResult>(handles));
}
