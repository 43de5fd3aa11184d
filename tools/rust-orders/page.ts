/** Prints a page of Rust programs, each with tokio's order beside the model's: those named, or twenty of different kinds. */
import { parseArgs } from "node:util";

(globalThis as { __TRACE__?: boolean }).__TRACE__ = false;
const { recordedOrders, variants } = await import("./fixtures.ts");
const { runOnModel } = await import("./on-model.ts");

const TWENTY = [
  "ping_pong_oneshot",
  "worker_pool",
  "broadcast_fan_out",
  "watch_config",
  "semaphore_limit",
  "mutex_fairness",
  "rwlock_readers",
  "manual_event",
  "timeout_race",
  "select_shutdown",
  "joinset_abort",
  "panic_drops_locals",
  "drop_temporaries",
  "coop_recv_loop",
  "hand_written_future",
  "gather_yields",
  "actor_reply",
  "pipeline",
  "heartbeat_watchdog",
  "starvation_chain",
];

const { positionals } = parseArgs({ allowPositionals: true });
const names = positionals.length > 0 ? positionals : TWENTY;
const all = variants();
const orders = recordedOrders();
let agreed = 0;
let rows = 0;
for (const name of names) {
  const recorded = orders.filter(({ file }) => file === `${name}.rs`);
  const source = all.find(({ file }) => file === `${name}.rs`);
  if (source === undefined || recorded.length === 0) throw new Error(`unknown program ${name}`);
  console.log(`## ${name}.rs\n\n\`\`\`rust\n${source.text.trimEnd()}\n\`\`\`\n`);
  console.log("| scheduler | tokio 1.53.1 | model | |\n| --- | --- | --- | --- |");
  for (const { file, flavor, order } of recorded) {
    const run = runOnModel(all.find((each) => each.file === file && each.flavor === flavor)?.text ?? "");
    const model = "order" in run ? run.order : "does not run";
    rows++;
    if (model === order) agreed++;
    const verdict = model === order ? "the same" : "DIFFERENT";
    console.log(`| ${flavor} | \`${order}\` | \`${model}\` | ${verdict} |`);
  }
  console.log("");
}
console.log(`${agreed} of ${rows} orders are the same.`);
process.exitCode = agreed === rows ? 0 : 1;
