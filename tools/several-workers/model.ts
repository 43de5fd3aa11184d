/** Runs a task program once on the model with several workers, and records the poll order. */
import { Builder, thread } from "../../src/runtime/index.ts";
import type { Snapshot, Step } from "../../src/runtime/index.ts";
import { OPS } from "../../src/runtime/programs/ops.ts";
import { World } from "../../src/runtime/programs/world.ts";
import type { Watch, WorldProgram } from "../../src/runtime/programs/world.ts";
import type { Runtime } from "../../src/runtime/runtime.ts";
import type { Order } from "../../src/runtime/scheduler/multi-thread/interleaving.ts";

export interface SeveralProgram extends WorldProgram {
  readonly name: string;
  readonly gqi: number;
  readonly evi: number;
}

const LETTERS = "abcdefgh";
const ops = { ...OPS, block: (_: World, ms: number) => thread.sleep(ms) };
const MAX_POLLS = 20_000;

export function build(program: SeveralProgram, workers: number, order: Order, seed: number): Runtime {
  const builder = Builder.newMultiThread().workerThreads(workers).seed(seed).order(order).maxPolls(MAX_POLLS);
  builder.eventInterval(program.evi);
  if (program.gqi > 0) builder.globalQueueInterval(program.gqi);
  return builder.build();
}

export function worldOf(program: SeveralProgram, runtime: Runtime, watch: Watch): World {
  return runtime.enter(() => new World(program, runtime.handle, ops, undefined, watch));
}

export class ModelRun {
  readonly #tokens: string[] = [];
  readonly #step: () => Step;
  readonly inspect: () => Snapshot;
  /** Letters of workers, in the order in which they first polled. */
  readonly letters: number[] = [];

  constructor(program: SeveralProgram, workers: number, order: Order, seed = 1) {
    const runtime = build(program, workers, order, seed);
    const worker = (): number => runtime.handle.scheduler.currentWorker();
    const world = worldOf(program, runtime, (task, did) => {
      if (did === "poll") this.#tokens.push(`${this.#letter(worker())}${task}`);
      if (did === "ready") this.#tokens.push(`${this.#letter(worker())}${task}!`);
    });
    const prelude = runtime.drive(null);
    for (let step: Step = "worked"; step !== "stuck"; step = prelude.step());
    runtime.spawn(world.task(0));
    const drive = runtime.drive(null);
    this.#step = () => drive.step();
    this.inspect = () => runtime.inspect();
  }

  step(): Step {
    return this.#step();
  }

  /** Tokens as the recorder writes them: `a0 b1 b1!`. */
  get tokens(): readonly string[] {
    return this.#tokens;
  }

  finish(): string {
    while (this.#step() !== "stuck");
    return this.tokens.join(" ");
  }

  /** Whether this letter is this worker's, or can become it. */
  mayBe(worker: number, letter: string): boolean {
    const at = this.letters.indexOf(worker);
    const wanted = LETTERS.indexOf(letter);
    return at === -1 ? worker >= 0 && wanted >= this.letters.length : at === wanted;
  }

  #letter(worker: number): string {
    let at = this.letters.indexOf(worker);
    if (at === -1) at = this.letters.push(worker) - 1;
    return LETTERS[at] as string;
  }
}
