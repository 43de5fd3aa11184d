/** Puts the designs in `harness/fixtures/designs` under load on real tokio and prints them beside the model; `--write` records them, `--only <name>` one of them. Needs cargo. */
import { writeFileSync } from "node:fs";
import { cpus, getPriority, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { formatNs } from "../../src/lib/units.ts";
import { buildCrate } from "../cargo.ts";
import {
  firstOverload,
  FOR_MS,
  isDisturbed,
  LOADS,
  onModel,
  onTokio,
  RECORDED,
  recorded,
} from "./designs.ts";
import type { Load, Seen } from "./designs.ts";

(globalThis as { __TRACE__?: boolean }).__TRACE__ = true;
const { values: options } = parseArgs({
  options: {
    times: { type: "string", default: "5" },
    write: { type: "boolean", default: false },
    only: { type: "string" },
  },
});

const binary = buildCrate("harness/tokio", "tokio-designs", "tokio-designs");
if (binary === null) process.stdout.write("designs: skipped\n");
else record(binary);

/** The first so many runs in which the machine had time for them. */
function undisturbed(tokio: string, load: Load, times: number): Seen[] {
  const seen: Seen[] = [];
  for (let tries = 0; seen.length < times; tries++) {
    if (tries > 1_000) throw new Error(`${load.name}: the machine is too busy to measure anything`);
    const run = onTokio(tokio, load);
    if (!isDisturbed(load, run)) seen.push(run);
    else process.stdout.write(`  left out: the sources were ${formatNs(run.lateNs)} late\n`);
  }
  return seen;
}

function record(tokio: string): void {
  const before = loadavg()[0] ?? NaN;
  const earlier = options.only === undefined ? null : recorded();
  const runs = LOADS.flatMap((load) => {
    if (earlier !== null && load.name !== options.only)
      return earlier.runs.filter(({ name, rate }) => name === load.name && rate === load.rate);
    const seen = undisturbed(tokio, load, Number(options.times));
    const model = onModel(load);
    process.stdout.write(`${load.name} at ${load.rate} a second\n`);
    for (const { name, quantilesNs } of model.latencies)
      process.stdout.write(
        `  model p50 ${formatNs(quantilesNs.p50)}, p99 ${formatNs(quantilesNs.p99)} (${name}); first ${model.overloadedQueue ?? "none"}\n`,
      );
    for (const run of seen)
      for (const [name, { p50Ns, p99Ns }] of Object.entries(run.latencies))
        process.stdout.write(
          `  tokio p50 ${formatNs(p50Ns)}, p99 ${formatNs(p99Ns)} (${name}), sources ${formatNs(run.lateNs)} late; first ${firstOverload(run) ?? "none"}\n`,
        );
    return { name: load.name, rate: load.rate, seen };
  });
  const of = options.only === undefined ? "" : `${options.only}: `;
  const how = [
    ...(earlier?.how.filter((line) => of === "" || !line.startsWith(of)) ?? []),
    `${of}tokio 1.53.1, release build, ${options.times} runs of ${FOR_MS} ms each; work is a loop that reads the clock; a run is left out when the sources themselves were more than 1 ms late (p99), under too much load 5 ms`,
    `${of}${cpus()[0]?.model.trim()}, ${cpus().length} processors, ${process.platform} ${process.arch}, nice ${getPriority()}`,
    `${of}load average ${before.toFixed(1)} at the start, ${(loadavg()[0] ?? NaN).toFixed(1)} at the end`,
  ];
  if (options.write) writeFileSync(RECORDED, `${JSON.stringify({ how, runs }, null, 1)}\n`);
}
