/** Measures operations per second: all peers in one process, in interleaved turns; medians of rounds. */
import { peers } from "./peers.ts";
import type { Job, Peer } from "./peers.ts";
import { median } from "../../harness/bench/stats.ts";

const ROUNDS = 9;
const OPERATIONS = { spawnJoin: 100_000, spawnJoinBatch: 100_000, pingPong: 60_000 } as const;
type Measure = keyof typeof OPERATIONS;

const all = await peers();
if (!all.some((peer) => peer.name.startsWith("Effect")))
  console.log("Effect is not installed: its column is left out");
for (const measure of Object.keys(OPERATIONS) as Measure[]) await report(measure);

async function report(measure: Measure): Promise<void> {
  const operations = OPERATIONS[measure];
  const times = new Map<Peer, number[]>(all.map((peer) => [peer, []]));
  // The first rounds warm the engine up and are not counted.
  for (let round = -3; round < ROUNDS; round++) {
    const sums = new Set<number>();
    for (const peer of rotated(round)) {
      const { ms, sum } = await timed(peer[measure], operations);
      sums.add(sum);
      if (round >= 0) times.get(peer)?.push(ms);
    }
    if (sums.size !== 1) throw new Error(`${measure}: the peers did not do the same work`);
  }
  const base = median(times.get(all[0] as Peer) ?? []);
  console.log(`\n${measure}, ${operations} operations, median of ${ROUNDS} rounds`);
  for (const [peer, ms] of times) {
    const perSecond = (operations / median(ms)) * 1000;
    const ratio = (median(ms) / base).toFixed(2);
    console.log(
      `  ${peer.name.padEnd(32)} ${Math.round(perSecond).toLocaleString("en").padStart(12)} /s` +
        `  ${((median(ms) * 1e6) / operations).toFixed(0).padStart(6)} ns each  x${ratio} of the first's time`,
    );
  }
}

function rotated(round: number): Peer[] {
  const by = (round + 3) % all.length;
  return [...all.slice(by), ...all.slice(0, by)];
}

async function timed(job: Job, operations: number): Promise<{ ms: number; sum: number }> {
  const start = performance.now();
  const sum = await job(operations);
  return { ms: performance.now() - start, sum };
}
