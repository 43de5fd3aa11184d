/** Programs with random choices of the model: what `harness/tokio/several` makes tokio follow, and what it has followed. */
import { readFileSync } from "node:fs";
import { ProgramGenerator } from "../../src/runtime/programs/generate.ts";
import { recordedOrders } from "./fixtures.ts";
import type { SeveralProgram } from "./model.ts";
import { GATED, scriptOf } from "./script.ts";

/** Scripts that tokio 1.53.1 has followed to their ends. */
export const FOLLOWED = new URL("../../harness/fixtures/traces/followed.jsonl", import.meta.url);
const WORKERS = [2, 3, 4];

export interface Scripted extends SeveralProgram {
  readonly mode: "mt";
  readonly workers: number;
  readonly seed: number;
  /** See `script.ts`. */
  readonly script: string;
}

export function followed(): Scripted[] {
  return readFileSync(FOLLOWED, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Scripted);
}

/** @param runs of each program on each number of workers */
export function scripts(of: { programs: number; runs: number; seed: number }): Scripted[] {
  const random = generated(of.programs, of.seed);
  return [
    ...scriptsOf([...named(), ...random], of.runs, of.seed),
    ...scriptsOf([VICTIMS], of.runs * RUNS_OF_VICTIMS, of.seed),
  ];
}

function scriptsOf(programs: readonly SeveralProgram[], runs: number, firstSeed: number): Scripted[] {
  return programs.flatMap((program) =>
    WORKERS.flatMap((workers) =>
      Array.from({ length: runs }, (_, i) => {
        const seed = firstSeed + i;
        return { ...program, mode: "mt" as const, workers, seed, script: scriptOf(program, workers, seed) };
      }),
    ),
  );
}

/** Several queues are full at a time, so that it matters at which victim a thief starts; few choices lead there. */
const VICTIMS: SeveralProgram = {
  name: "victims",
  gqi: 0,
  evi: 61,
  chans: [],
  sems: [],
  nn: 0,
  nm: 0,
  no: 0,
  np: 0,
  bodies: [
    [
      ["spawn", 1],
      ["spawn", 1],
      ["spawn", 1],
      ["yield", 0],
      ["spawnmany", 6],
      ["yield", 0],
    ],
    [
      ["spawnmany", 4],
      ["yield", 0],
      ["yield", 0],
    ],
    [],
  ],
};
const RUNS_OF_VICTIMS = 10;

/** Every program with recorded orders whose ops all have gates. */
function named(): SeveralProgram[] {
  const byName = new Map(
    recordedOrders()
      .filter(({ bodies }) => bodies.flat().every(([op]) => GATED.has(op)))
      .map((program) => [program.name, program]),
  );
  return Array.from(byName.values(), ({ name, gqi, evi, chans, sems, nn, nm, no, np, bodies }) => {
    return { name, gqi, evi, chans, sems, nn, nm, no, np, bodies };
  });
}

/** Random programs without the ops that have no gates. */
function generated(count: number, seed: number): SeveralProgram[] {
  const generator = new ProgramGenerator(seed);
  return Array.from({ length: count }, (_, i) => {
    const program = generator.next();
    const bodies = program.bodies.map((ops) => ops.filter(([op]) => GATED.has(op)));
    return { name: `random ${i}`, ...program, bodies };
  });
}
