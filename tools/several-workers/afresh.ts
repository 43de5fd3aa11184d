/**
 * `npx tsx tools/several-workers/afresh.ts`: records the programs on several workers of real tokio again, and searches the model for
 * the orders that come up. Needs cargo; without it, says so and succeeds.
 */
import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";
import { buildCrate } from "../cargo.ts";

(globalThis as { __TRACE__?: boolean }).__TRACE__ = false;
const { byCount, sleeps, recordedOrders } = await import("./fixtures.ts");
const { reach } = await import("./reach.ts");
type RecordedOrders = ReturnType<typeof recordedOrders>[number];

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "200" },
    /** The most common orders of each recording; a rare one may take the search too long. */
    orders: { type: "string", default: "3" },
  },
});

/** Nothing, then spin loops between effects, which bring up rare orders. */
const JITTERS = [0, 3_000];
/** A timed program sleeps for real. */
const TIMED_RUNS = 3;

process.exitCode = main();

function main(): number {
  const recorder = buildCrate("harness/tokio", "tokio-traces");
  if (recorder === null) {
    console.log("several workers: skipped; the model is tested with the committed recordings");
    return 0;
  }
  const programs = recordedOrders().filter(({ workers }) => workers === 2);
  const plain = programs.filter((program) => !sleeps(program));
  const fresh = [
    ...JITTERS.flatMap((jitter) => record(recorder, plain, Number(options.runs), jitter)),
    ...record(recorder, programs.filter(sleeps), TIMED_RUNS, 0),
  ];
  let [orders, missed] = [0, 0];
  for (const recorded of fresh) {
    const most = sleeps(recorded) ? 1 : Number(options.orders);
    for (const [order, count] of byCount(recorded.orders).slice(0, most)) {
      orders++;
      if (reach(recorded, recorded.workers, order).reached) continue;
      missed++;
      console.log(`NOT REACHED, ${recorded.name}, ${count} of ${recorded.runs} runs: ${order}`);
    }
  }
  console.log(`several workers: ${fresh.length} recordings, ${orders} orders, ${missed} not reached`);
  return missed === 0 ? 0 : 1;
}

function record(
  recorder: string,
  programs: readonly RecordedOrders[],
  runs: number,
  jitter: number,
): RecordedOrders[] {
  const input = programs.map((program) => `${JSON.stringify(program)}\n`).join("");
  const options = ["--workers", "2", "--runs", String(runs), "--jitter", String(jitter)];
  const { status, stdout, stderr } = spawnSync(recorder, options, {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`the recorder failed: ${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as RecordedOrders);
}
