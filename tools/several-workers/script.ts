/**
 * Lets the model run a program from gate to gate, and writes down the choices and what came of them, so that tokio can be made to
 * choose the same: `harness/tokio/several` has a gate at the same places.
 */
import type { MultiThread } from "../../src/runtime/scheduler/multi-thread/multi-thread.ts";
import type { Worker } from "../../src/runtime/scheduler/multi-thread/worker.ts";
import { FastRand } from "../../src/runtime/util/rand.ts";
import { build, worldOf, type SeveralProgram } from "./model.ts";

/** What a task reports at a gate, as a script says it. */
const GATES = { effect: ",", pending: "-", ready: "!" } as const;
const BEFORE_PARK = "P";
const AFTER_UNPARK = "U";
const BEFORE_WAKE = "w";
const ASLEEP = "z";

/** Only a model that is wrong on purpose needs as many. */
const MAX_SEGMENTS = 20_000;
const MAX_STEPS = 10_000;

/** The ops for which the recorder has gates. */
export const GATED: ReadonlySet<string> = new Set(
  "spawn spawnmany xspawn yield selfwake budget unconstrained join abort jspawn jnext jabort send recv droptx notified notify_one notify_waiters notify_last select lock unlock acq rel closesem osend orecv park unpark xunpark".split(
    " ",
  ),
);

/**
 * Between two gates one worker runs alone; which one is random.
 *
 * @returns segments: `1+3^02` says that worker 1 ran until it polled task 3, and that it woke workers 0 and 2, which came to their
 *   first gate
 */
export function scriptOf(program: SeveralProgram, workers: number, seed: number): string {
  return new Script(program, workers, seed).segments.join(" ");
}

class Script {
  readonly segments: string[] = [];
  readonly #scheduler: MultiThread;
  readonly #step: () => void;
  #turn = 0;
  /** What the last step came to. */
  #event: string | null = null;

  constructor(program: SeveralProgram, workers: number, seed: number) {
    const runtime = build(
      program,
      workers,
      (threads) => threads.findIndex(({ index }) => index === this.#turn),
      seed,
    );
    const world = worldOf(program, runtime, (task, did) => {
      this.#event = did === "poll" ? `+${task}` : GATES[did];
    });
    this.#scheduler = runtime.handle.scheduler as MultiThread;
    const drive = runtime.drive(null);
    this.#step = () => void drive.step();
    const all = this.#scheduler.workers;
    for (const worker of all) this.#segment(worker);
    for (const worker of all) this.#segment(worker);
    runtime.spawn(world.task(0));
    this.segments.push(`root${this.#woken()}`);
    this.#run(new FastRand(seed, 0x5eed));
  }

  #run(rand: FastRand): void {
    // From a worker that goes on eight times in nine to one that changes at every gate.
    const stay = rand.fastrandN(9);
    for (;;) {
      const awake = this.#scheduler.workers.filter((worker) => !worker.isParked);
      if (awake.length === 0) return;
      const same = awake.find(({ index }) => index === this.#turn);
      const isSame = same !== undefined && rand.fastrandN(9) < stay;
      this.#segment(isSame ? same : (awake[rand.fastrandN(awake.length)] as Worker));
    }
  }

  #segment(worker: Worker): void {
    if (this.segments.length > MAX_SEGMENTS) throw new Error("the program does not end");
    const event = this.#advance(worker);
    this.segments.push(`${worker.index}${event}${this.#woken()}`);
  }

  /** To the worker's next gate, or until it sleeps. */
  #advance(worker: Worker): string {
    this.#turn = worker.index;
    this.#event = null;
    let before = "";
    for (let steps = 0; steps < MAX_STEPS; steps++) {
      if (worker.isParked) return ASLEEP;
      this.#step();
      if (this.#event !== null) return this.#event;
      if (worker.isAboutToWake) return BEFORE_WAKE;
      const { doing, deferred } = worker.inspect(0);
      if (doing === "transition_to_parked" && deferred.length === 0) return BEFORE_PARK;
      if (before === "transition_from_parked" && doing === "tick") return AFTER_UNPARK;
      before = doing;
    }
    throw new Error(`worker ${worker.index} comes to no gate`);
  }

  /** A woken thread comes to its first gate by itself. */
  #woken(): string {
    const turn = this.#turn;
    const woken = this.#scheduler.workers.filter(
      (worker) => worker.parker.notified && worker.inspect(0).doing === "parked",
    );
    for (const worker of woken) this.#advance(worker);
    this.#turn = turn;
    return woken.length === 0 ? "" : `^${woken.map(({ index }) => index).join("")}`;
  }
}
