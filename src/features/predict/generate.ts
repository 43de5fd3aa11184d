/** Generates small random programs in which a given rule decides. */
import { FastRand } from "../../runtime/util/rand.ts";
import type { Op } from "../../recording/program/ops.ts";
import type { TaskProgram } from "../../recording/program/text.ts";
import { DEFAULT_CONFIG } from "../../recording/run/config.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import type { PredictRule } from "../../course/explorer-programs.ts";

export interface Generated {
  program: TaskProgram;
  config: RunConfig;
}

export function generate(rule: PredictRule, seed: number): Generated {
  const dice = new Dice(seed);
  const { bodies, ...config } = FAMILIES[rule](dice);
  const program = { bodies, chans: [0, 0], sems: [], nn: 0, nm: 0, no: 0, np: 2 };
  return { program, config: { ...DEFAULT_CONFIG, seed, ...config } };
}

/** Seeded random numbers. */
class Dice {
  readonly #rand: FastRand;
  constructor(seed: number) {
    this.#rand = new FastRand(seed + 1, 0x9e3779b9);
    // The first numbers of neighbouring seeds are similar.
    for (let i = 0; i < 12; i++) this.#rand.fastrand();
  }
  between(least: number, most: number): number {
    return least + this.#rand.fastrandN(most - least + 1);
  }
  of<T>(from: readonly T[]): T {
    return from[this.between(0, from.length - 1)] as T;
  }
  times<T>(n: number, make: (i: number) => T): T[] {
    return Array.from({ length: n }, (_, i) => make(i));
  }
}

type Family = (dice: Dice) => Partial<RunConfig> & { bodies: Op[][] };

/** Tasks without children, each a few turns long. */
function leaf(dice: Dice, turns: readonly Op[0][]): Op[] {
  return dice.times(dice.between(0, 2), (): Op => [dice.of(turns), 0]);
}

/** A root that spawns some tasks of two kinds, then takes a turn or two itself. */
function family(dice: Dice, turns: readonly Op[0][]): Op[][] {
  const root = dice.times(dice.between(3, 4), (): Op => ["spawn", dice.between(1, 2)]);
  return [[...root, ...leaf(dice, turns)], leaf(dice, turns), leaf(dice, turns)];
}

/** Like `family`, but a child spawns too. */
function tree(dice: Dice, turns: readonly Op[0][]): Op[][] {
  const root = dice.times(dice.between(2, 3), (): Op => ["spawn", dice.between(1, 2)]);
  const child = dice.times(dice.between(1, 2), (): Op => ["spawn", 2]);
  return [[...root, ...leaf(dice, turns)], [...child, ...leaf(dice, turns)], leaf(dice, turns)];
}

function pingPong(dice: Dice): Op[][] {
  const rounds = dice.between(3, 4);
  const bystanders = dice.times(dice.between(1, 3), (): Op => ["spawn", 2]);
  const serve = dice
    .times(rounds, (): Op[] => [
      ["send", 0],
      ["recv", 1],
    ])
    .flat();
  const answer = dice
    .times(rounds, (): Op[] => [
      ["recv", 0],
      ["send", 1],
    ])
    .flat();
  return [[...bystanders, ["spawn", 1], ...serve], answer, []];
}

const FAMILIES: Readonly<Record<PredictRule, Family>> = {
  fifo: (dice) => ({ flavor: "current_thread", bodies: tree(dice, ["selfwake"]) }),
  "lifo-slot": (dice) => ({ bodies: tree(dice, ["selfwake"]) }),
  "local-queue": (dice) => ({ bodies: family(dice, ["selfwake"]) }),
  "from-main": (dice) => {
    const spawns = dice.between(3, 5);
    const root = dice.times(spawns, (): Op => ["spawn", 1]);
    const joins = dice.times(spawns, (i): Op => ["join", i]);
    return { root: "main", bodies: [[...root, ...joins], leaf(dice, ["selfwake"])] };
  },
  "self-wake": (dice) => ({ bodies: family(dice, ["selfwake", "selfwake", "yield"]) }),
  defer: (dice) => ({ bodies: family(dice, ["yield"]).map((body) => [...body, ["yield", 0]]) }),
  "lifo-cap": (dice) => ({ bodies: pingPong(dice) }),
  "global-interval": (dice) => {
    const outside = dice.times(dice.between(1, 2), (): Op => ["xspawn", 2]);
    const inside = dice.times(dice.between(2, 4), (): Op => ["spawn", 1]);
    const turns = dice.times(dice.between(3, 5), (): Op => ["selfwake", 0]);
    return { globalQueueInterval: dice.between(4, 7), bodies: [[...inside, ...outside], turns, []] };
  },
  budget: (dice) => {
    const spawns = dice.times(dice.between(2, 4), (): Op => ["spawn", 1]);
    return { bodies: [[...spawns, ["budget", 128]], leaf(dice, ["selfwake", "yield"])] };
  },
  timers: (dice) => {
    const ms = dice.between(2, 40);
    const spawns = dice.times(dice.between(3, 5), (): Op => ["spawn", 1]);
    return { bodies: [[...spawns, ["sleep", ms + 20]], [["sleep", ms]]] };
  },
  steal: (dice) => ({
    workers: 2,
    bodies: [
      [
        ["spawnmany", dice.between(4, 9)],
        ["block", 50],
      ],
      [],
    ],
  }),
};
