/**
 * One process of the comparison: runs the same two batches through this protocol, mitata and tinybench, in short
 * turns.
 */
import { readFileSync } from "node:fs";
import { measure as mitata } from "mitata";
import { Bench } from "tinybench";
import { calibrate } from "../../harness/bench/calibrate.ts";
import { modelEngine } from "../../harness/bench/engine.ts";
import { Lab } from "../../harness/bench/lab.ts";
import { GuardedGather } from "../../harness/bench/learner-gather.ts";
import { tokioEngine } from "../../harness/bench/on-tokio.ts";
import { collectRounds } from "../../harness/bench/rounds.ts";
import { median, pairedRatios } from "../../harness/bench/stats.ts";
import { SIDES } from "../../harness/bench/types.ts";
import { warmUp } from "../../harness/bench/warm-up.ts";
import { instantiate } from "../../src/sandbox/tokio/instantiate.ts";
import { Builder, TraceRing } from "../../src/runtime/index.ts";

/**
 * Each tool's share of a turn. It is short because the machine's speed drifts, and all three must see the same drift.
 */
const TURN_MS = 60;

const [workRounds = 8, turns = 7] = process.argv.slice(2, 4).map(Number);
/** A tokio module; without one, the model is measured. */
const module = process.argv[4];
const clock = () => performance.now();
const engine =
  module === undefined
    ? modelEngine(clock)
    : tokioEngine(instantiate(new Uint8Array(readFileSync(module)), { now: clock }));
const trace = __TRACE__ && module === undefined ? new TraceRing({ capacity: 1 << 12, clock }) : null;
const lab = new Lab(workRounds, clock, new GuardedGather(undefined), engine.sides, () => {
  const builder = Builder.newCurrentThread();
  return (trace === null ? builder : builder.trace(trace)).build();
});

const opsFor = (side: (typeof SIDES)[number]) =>
  calibrate((ops) => lab.runBatch(side, ops).durationNs, 500_000);

/** What the libraries time. Calls are equally long on both sides; otherwise one side would see more interruptions. */
function calls() {
  const ops = { inline: opsFor("inline"), spawn: opsFor("spawn") };
  return {
    inline: () => lab.runBatch("inline", ops.inline).checksum,
    spawn: () => lab.runBatch("spawn", ops.spawn).checksum,
    /** From the ratio of two calls to that of two operations. */
    opsRatio: ops.inline / ops.spawn,
  };
}

function byProtocol(turn: number): number {
  const batchOps = { inline: opsFor("inline"), spawn: opsFor("spawn"), control: opsFor("control") };
  const goal = { measureMs: 2 * TURN_MS, minRounds: 30, maxMs: 20 * TURN_MS };
  const rounds = collectRounds((order) => lab.runRound(order, batchOps), batchOps, clock, goal, turn);
  return median(pairedRatios(rounds.spawnNs, rounds.inlineNs));
}

async function byMitata(): Promise<number> {
  const { inline, spawn, opsRatio } = calls();
  const p50 = async (call: () => number) =>
    (await mitata(call, { min_cpu_time: TURN_MS * 1e6, min_samples: 12 })).p50;
  const inlineNs = await p50(inline);
  return ((await p50(spawn)) / inlineNs) * opsRatio;
}

async function byTinybench(): Promise<number> {
  const bench = new Bench({ time: TURN_MS, warmupTime: TURN_MS / 4 });
  const { inline, spawn, opsRatio } = calls();
  bench.add("inline", inline).add("spawn", spawn);
  await bench.run();
  const [inlineMs, spawnMs] = bench.tasks.map(({ result }) => {
    if (result.state !== "completed") throw new Error(`tinybench ended ${result.state}`);
    return result.latency.p50;
  });
  return (spawnMs! / inlineMs!) * opsRatio;
}

const tools: [string, (turn: number) => number | Promise<number>][] = [
  ["protocol", byProtocol],
  ["mitata", byMitata],
  ["tinybench", byTinybench],
];
warmUp((side, ops) => void lab.runBatch(side, ops), SIDES, clock, {
  minMs: 300,
  minOpsPerSide: 50_000,
  maxMs: 5_000,
});
const ratios: Record<string, number[]> = Object.fromEntries(tools.map(([name]) => [name, []]));
for (let turn = 0; turn < turns; turn++) {
  for (let i = 0; i < tools.length; i++) {
    const [name, run] = tools[(turn + i) % tools.length]!;
    ratios[name]!.push(await run(turn));
  }
}
process.stdout.write(`${JSON.stringify(ratios)}\n`);
