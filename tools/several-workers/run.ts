/** `npx tsx tools/several-workers/run.ts [program]`: which of tokio's recorded orders on several workers the model can make, and what each mostly does. */
(globalThis as { __TRACE__?: boolean }).__TRACE__ = false;
const { formatPercent } = await import("../../src/lib/units.ts");
const { byCount, recordedOrders } = await import("./fixtures.ts");
const { reach } = await import("./reach.ts");
const { aloneShare, shareOfCommonest, usualOrders } = await import("./usual.ts");
const { CROWD_WORKERS, medians, modelCrowd, recordedCrowds } = await import("./crowd.ts");

const SEEDS = 300;
const only = process.argv[2];
const percent = (share: number): string => formatPercent(share).padStart(5);
let [orders, reached, runs, missedRuns] = [0, 0, 0, 0];

console.log("program, workers            orders reached | one worker polls all | tokio's commonest order");
console.log("                                           |  tokio     model     |  tokio     model");
for (const recorded of recordedOrders()) {
  if (only !== undefined && recorded.name !== only) continue;
  const missed = byCount(recorded.orders).filter(
    ([order]) => !reach(recorded, recorded.workers, order).reached,
  );
  const all = Object.keys(recorded.orders).length;
  orders += all;
  reached += all - missed.length;
  runs += recorded.runs;
  missedRuns += missed.reduce((sum, [, count]) => sum + count, 0);
  const usual = usualOrders(recorded, SEEDS);
  const commonest = shareOfCommonest(recorded, usual);
  const alone = `${percent(aloneShare(recorded.orders))}     ${percent(aloneShare(usual.orders))}`;
  const name = `${recorded.name}, ${recorded.workers}`.padEnd(30);
  console.log(
    `${name} ${`${all - missed.length} of ${all}`.padStart(11)} |  ${alone}     |  ${percent(commonest.tokio)}     ${percent(commonest.model)}`,
  );
  for (const [order, count] of missed)
    console.log(`   not reached, ${count} of ${recorded.runs} runs: ${order}`);
}
console.log(`${reached} of ${orders} orders reached; ${runs - missedRuns} of ${runs} recorded runs`);
process.exitCode = reached === orders ? 0 : 1;

/** The median of as many runs of "Ten thousand tasks". */
const CROWDS = 20;
const median = ({ meanwhile, thefts, largest }: ReturnType<typeof medians>): string =>
  `${String(meanwhile).padStart(5)} done before the spawner's poll ends, ${String(thefts).padStart(4)} thefts, ${String(largest).padStart(5)} on one worker`;
if (only === undefined) {
  console.log("ten thousand tasks, medians");
  for (const workers of CROWD_WORKERS) {
    const crowds = Array.from({ length: CROWDS }, (_, i) => modelCrowd(workers, i + 1));
    console.log(`${workers} workers, tokio  ${median(medians(recordedCrowds(workers)))}`);
    console.log(`           model  ${median(medians(crowds))}`);
  }
}

export {};
