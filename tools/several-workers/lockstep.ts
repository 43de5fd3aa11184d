/**
 * `npx tsx tools/several-workers/lockstep.ts`: lets the model run programs on 2 to 4 workers with random choices, and real tokio make the
 * same choices; both must do the same. Needs cargo; without it, says so and succeeds.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildCrate } from "../cargo.ts";

(globalThis as { __TRACE__?: boolean }).__TRACE__ = false;
const { FOLLOWED, scripts } = await import("./scripts.ts");

const { values: options } = parseArgs({
  options: {
    /** Random programs, besides those with recorded orders. */
    programs: { type: "string", default: "400" },
    /** Runs of each program on each number of workers. */
    runs: { type: "string", default: "5" },
    seed: { type: "string", default: String(Date.now() % 2 ** 32) },
    /** Keeps the scripts that tokio followed: fewer, the same ones each time. */
    write: { type: "boolean", default: false },
  },
});

process.exitCode = main();

function main(): number {
  const lockstep = buildCrate("harness/tokio/several", "lockstep");
  if (lockstep === null) {
    console.log("lockstep: skipped; the model is tested with the scripts that tokio followed before");
    return 0;
  }
  const all = options.write
    ? scripts({ programs: 60, runs: 1, seed: 1 })
    : scripts({ programs: Number(options.programs), runs: Number(options.runs), seed: Number(options.seed) });
  const input = all.map((scripted) => `${JSON.stringify(scripted)}\n`).join("");
  const { status, stdout, stderr } = spawnSync(lockstep, { input, encoding: "utf8", maxBuffer: 2 ** 28 });
  process.stdout.write(stdout + stderr);
  if (!options.write) console.log(`lockstep: seed ${options.seed}`);
  if (status === 0 && options.write) writeFileSync(FOLLOWED, input);
  return status ?? 1;
}
