/** Searches, step by step over who goes next, whether the model can poll in an order observed on tokio. */
import type { Choose, Thread } from "../../src/runtime/scheduler/multi-thread/interleaving.ts";
import { FastRand } from "../../src/runtime/util/rand.ts";
import { ModelRun } from "./model.ts";
import type { SeveralProgram } from "./model.ts";

export interface Reached {
  reached: boolean;
  /** Runs of the model that the search took. */
  runs: number;
  /** The most tokens that agreed. */
  agreed: number;
}

/** The number of searches with different preferences, and the maximum runs of each. */
const ROUNDS = 3_000;
const RUNS_A_ROUND = 20;
/** How many steps' head start a worker may have over another. */
const STEPS = [1, 2, 3, 5, 8, 12, 20, 40];
/** What the search misses is found by chance if its steps have to alternate often; each run ends at the first wrong token. */
const SAMPLES_A_ROUND = 100;
/** How far back from the first wrong token a head start is likely to help. */
const NEAR = 4;

/**
 * @param order as the recorder writes it
 * @param rounds a small program needs few
 */
export function reach(program: SeveralProgram, workers: number, order: string, rounds = ROUNDS): Reached {
  const target = new Target(order);
  let [runs, agreed] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const search = new Search(program, workers, target, round, agreed);
    for (let i = 0; i < (round === 0 ? 500 : RUNS_A_ROUND); i++) {
      runs++;
      const end = search.run();
      agreed = Math.max(agreed, search.agreed);
      if (end === "reached") return { reached: true, runs, agreed };
      if (end === "exhausted") break;
    }
  }
  for (let seed = 1; seed <= rounds * SAMPLES_A_ROUND; seed++) {
    runs++;
    if (target.isMadeBy(new ModelRun(program, workers, "any", seed))) return { reached: true, runs, agreed };
  }
  return { reached: false, runs, agreed };
}

class Target {
  readonly tokens: readonly string[];
  constructor(order: string) {
    this.tokens = order.split(" ");
  }

  isMadeBy(run: ModelRun): boolean {
    let made = 0;
    for (;;) {
      const isStuck = run.step() === "stuck";
      for (; made < run.tokens.length; made++) if (run.tokens[made] !== this.tokens[made]) return false;
      if (isStuck) return made === this.tokens.length;
    }
  }

  /** The letter of the worker that polls this task next, from this token on. */
  nextPollOf(task: number, from: number): string | undefined {
    return this.tokens.slice(from).find((token) => token.slice(1) === String(task))?.[0];
  }
}

/** A head start over the others, at a token. */
interface Start {
  at: number;
  index: number;
  steps: number;
  /** Counts no step inside a poll: a long poll is over before the others go on. */
  wholePolls: boolean;
}

/** By worker, since the last token: all steps, and those between polls. */
interface Made {
  steps: number[];
  between: number[];
}

type End = "reached" | "failed" | "exhausted";

/** Depth first: a run that goes wrong is repeated up to its last choice, and takes the next option there. */
class Search {
  readonly #program: SeveralProgram;
  readonly #workers: number;
  readonly #target: Target;
  readonly #round: number;
  readonly #starts: readonly Start[];
  /** For each choice so far: what is left to try, the one under way last. */
  readonly #left: number[][] = [];
  readonly #seen = new Set<string>();
  agreed = 0;

  /** @param agreed how many tokens agreed in earlier rounds: what keeps the next one away happens shortly before it */
  constructor(program: SeveralProgram, workers: number, target: Target, round: number, agreed: number) {
    this.#program = program;
    this.#workers = workers;
    this.#target = target;
    this.#round = round;
    // Two rounds with the same starts, which count in two ways.
    const chance = new FastRand((round >> 1) + 1, 8_191);
    this.#starts = Array.from({ length: round === 0 ? 0 : 1 + ((round >> 1) % 4) }, () => ({
      at:
        chance.fastrandN(2) === 0 ? agreed - chance.fastrandN(NEAR) : chance.fastrandN(target.tokens.length),
      // Now and then the threads outside the runtime.
      index: chance.fastrandN(8) === 0 ? -1 : chance.fastrandN(workers),
      steps: STEPS[chance.fastrandN(STEPS.length)] as number,
      wholePolls: round % 2 === 1,
    }));
  }

  run(): End {
    let depth = 0;
    let isGoingOn = false;
    let isSeen = false;
    /** By thread, from the start. */
    const steps: number[] = [];
    let made: Made = { steps: [], between: [] };
    let tokens = 0;
    const choose: Choose = (threads) => {
      if (!isGoingOn) return 0;
      if (run.tokens.length !== tokens) made = { steps: [], between: [] };
      tokens = run.tokens.length;
      const at =
        threads.length === 1
          ? 0
          : this.#choose(depth++, () => {
              const state = fingerprint(run, steps);
              isSeen = this.#seen.has(state);
              this.#seen.add(state);
              return this.#preferred(threads, run, made);
            });
      const { index, polled } = threads[at] as Thread;
      for (const counts of polled === null ? [made.steps, made.between] : [made.steps])
        counts[index + 1] = (counts[index + 1] ?? 0) + 1;
      steps[index + 1] = (steps[index + 1] ?? 0) + 1;
      return at;
    };
    const run = new ModelRun(this.#program, this.#workers, choose);
    isGoingOn = true;
    for (;;) {
      const before = run.tokens.length;
      const isStuck = run.step() === "stuck";
      const isRight = this.#agrees(run, before);
      if (isStuck && isRight && run.tokens.length === this.#target.tokens.length) return "reached";
      if (isStuck || !isRight || isSeen || !this.#isPossible(run)) return this.#back(depth);
    }
  }

  #choose(depth: number, look: () => number[]): number {
    const known = this.#left[depth];
    if (known !== undefined) return known.at(-1) as number;
    const left = look();
    this.#left.push(left);
    return left.at(-1) as number;
  }

  /** The worker that the next token belongs to comes first, but for a few places where another has a start. Best last. */
  #preferred(threads: readonly Thread[], run: ModelRun, made: Made): number[] {
    const at = run.tokens.length;
    const letter = this.#target.tokens[at]?.[0];
    const rank = ({ index }: Thread, i: number): number => {
      const start = this.#starts.find((each) => each.at === at && each.index === index);
      const counts = start?.wholePolls === true ? made.between : made.steps;
      if (start !== undefined && (counts[index + 1] ?? 0) < start.steps) return 2;
      return letter !== undefined && run.mayBe(index, letter) ? 1 : ((this.#round + i * 7) % 11) / 11;
    };
    return threads
      .map((thread, i) => ({ i, rank: rank(thread, i) }))
      .toSorted((one, other) => one.rank - other.rank)
      .map(({ i }) => i);
  }

  #agrees(run: ModelRun, from: number): boolean {
    for (let at = from; at < run.tokens.length; at++)
      if (run.tokens[at] !== this.#target.tokens[at]) return false;
    this.agreed = Math.max(this.agreed, run.tokens.length);
    return true;
  }

  /** Not when a worker holds a task that another must poll. */
  #isPossible(run: ModelRun): boolean {
    const { workers } = run.inspect();
    return workers.every(({ index, holding }) => {
      if (holding === null) return true;
      const wanted = this.#target.nextPollOf(holding - 1, run.tokens.length);
      if (wanted === undefined) return true;
      return run.mayBe(index, wanted);
    });
  }

  /** Back to the last choice with an option left. */
  #back(depth: number): End {
    this.#left.length = Math.min(this.#left.length, depth);
    for (let left = this.#left.at(-1); left !== undefined; left = this.#left.at(-1)) {
      left.pop();
      if (left.length > 0) return "failed";
      this.#left.pop();
    }
    return "exhausted";
  }
}

/** Nearly the whole state: two that differ may be taken for one, and then an order may be missed, never found wrongly. */
function fingerprint(run: ModelRun, steps: readonly number[]): string {
  return JSON.stringify([run.inspect(), run.letters, run.tokens.length, steps]);
}
