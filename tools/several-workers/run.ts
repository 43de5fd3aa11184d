/** `npx tsx tools/several-workers/run.ts [program]`: which of tokio's recorded orders on several workers the model can make, and what each mostly does. */
(globalThis as { __TRACE__?: boolean }).__TRACE__ = false;
const { byCount, recordedOrders } = await import("./fixtures.ts");
const { reach } = await import("./reach.ts");
const { aloneShare, shareOfCommonest, usualOrders } = await import("./usual.ts");

const SEEDS = 300;
const only = process.argv[2];
const percent = (share: number): string => `${Math.round(share * 100)} %`.padStart(5);
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

export {};
