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
  const all = [...named(), ...generated(of.programs, of.seed)];
  return all.flatMap((program) =>
    WORKERS.flatMap((workers) =>
      Array.from({ length: of.runs }, (_, i) => {
        const seed = of.seed + i;
        return { ...program, workers, seed, script: scriptOf(program, workers, seed) };
      }),
    ),
  );
}

/** Every program with recorded orders whose ops all have gates. */
function named(): SeveralProgram[] {
  const byName = new Map(
    recordedOrders()
      .filter(({ bodies }) => bodies.flat().every(([op]) => GATED.has(op)))
      .map((program) => [program.name, program]),
  );
  return Array.from(byName.values(), ({ name, gqi, evi, chans, sems, nn, nm, no, np, bodies }) => {
    return { name, mode: "mt", gqi, evi, chans, sems, nn, nm, no, np, bodies };
  });
}

/** Random programs without the ops that have no gates. */
function generated(count: number, seed: number): SeveralProgram[] {
  const generator = new ProgramGenerator(seed);
  return Array.from({ length: count }, (_, i) => {
    const program = generator.next();
    const bodies = program.bodies.map((ops) => ops.filter(([op]) => GATED.has(op)));
    return { name: `random ${i}`, ...program, mode: "mt", bodies };
  });
}
