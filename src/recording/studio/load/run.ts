/** One run of a design under load, in virtual time, on the model's multi_thread runtime. */
import { Builder } from "../../../runtime/index.ts";
import type { Drive, Runtime } from "../../../runtime/index.ts";
import { WAKE_US } from "../flow.ts";
import type { Design } from "../schema.ts";
import { Actor } from "./actors.ts";
import { Counting } from "./counting.ts";
import { Meters } from "./meters.ts";
import { OwnThread } from "./own-thread.ts";
import { worldOf } from "./world.ts";
import type { Costs } from "./world.ts";

/** Several microseconds, as the lesson says. */
const COSTS: Costs = { wakeUs: WAKE_US, messageUs: 0.02, unparkUs: 5 };

/** What tokio tunes the looks into its injection queue to. */
const TUNE_TO_US = 200;

export interface RunOptions {
  forUs: number;
  seed?: number;
  costs?: Costs;
  maxSteps?: number;
}

export class LoadRun {
  readonly design: Design;
  readonly meters: Meters;
  readonly counting: Counting;
  /** The most steps that it makes. */
  readonly #maxSteps: number;
  readonly #runtime: Runtime;
  readonly #drive: Drive<void>;
  #over = false;
  #steps = 0;

  constructor(design: Design, { forUs, seed = 1, costs = COSTS, maxSteps = MAX_STEPS }: RunOptions) {
    this.design = design;
    this.#maxSteps = maxSteps;
    const tasks = design.tasks.reduce((sum, { count }) => sum + count, 0);
    this.counting = new Counting(tasks, design.tasks.length);
    this.meters = new Meters(design, forUs);
    this.#runtime = Builder.newMultiThread()
      .workerThreads(design.workers)
      .seed(seed)
      .order("usual")
      .tuneGlobalQueueInterval(TUNE_TO_US)
      .trace(this.counting)
      .build();
    const { handle } = this.#runtime;
    const { meters } = this;
    const world = worldOf({ design, handle, meters, costs, seed });
    this.#runtime.enter(() => {
      design.tasks.forEach((task, kind) => {
        for (let i = 0; i < task.count; i++) {
          const future = new Actor(world, task, i, this.meters.tasks[kind]!);
          if (task.runsOn === "thread") new OwnThread(handle, future, costs.unparkUs).start();
          else this.counting.isOfKind(handle.spawn(future).id, kind);
        }
      });
    });
    this.#drive = this.#runtime.drive<void>(null);
  }

  /** It made as many steps as it may before its time was over: the design makes more and more messages out of one. */
  get isStopped(): boolean {
    return this.#steps >= this.#maxSteps && this.#runtime.now() < this.meters.forUs;
  }

  /** How far it came, in virtual µs. */
  get untilUs(): number {
    return this.isStopped ? this.#runtime.now() : this.meters.forUs;
  }

  /** From 0 to 1, of its time or of its steps. */
  get progress(): number {
    if (this.#over) return 1;
    return Math.min(1, Math.max(this.#runtime.now() / this.meters.forUs, this.#steps / this.#maxSteps));
  }

  /** Goes on for so many steps of the model. @returns whether the run is over */
  advance(steps: number): boolean {
    // In small pieces, so that what is noted over time is noted in time.
    for (let i = 0; i < steps && !this.#over; i += STEPS_A_LOOK) {
      const step = this.#drive.advance(this.meters.forUs, STEPS_A_LOOK);
      const nowUs = this.#runtime.now();
      this.#steps += STEPS_A_LOOK;
      this.#over =
        step === "stuck" || step === "done" || nowUs >= this.meters.forUs || this.#steps >= this.#maxSteps;
      this.meters.timeIs(this.#over ? this.untilUs : nowUs);
    }
    return this.#over;
  }
}

const STEPS_A_LOOK = 200;
/** For a run whose length was not planned. */
const MAX_STEPS = Infinity;
