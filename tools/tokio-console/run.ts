/**
 * Runs an application under tokio-console and under the page's console at once, and compares their task lists:
 * `npx tsx tools/tokio-console/run.ts <arb-bot> <tokio-console> [seconds] [--keep]`. It needs tmux.
 */
import { execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { header, updateLine } from "../../src/features/console/live/bridge-file.ts";
import type { Update } from "../../src/features/console/live/proto/instrument_pb.js";
import { Session } from "../../src/features/console/live/session.ts";
import { TaskStore } from "../../src/features/console/store.ts";
import { differences, parseScreen } from "./screen.ts";

const [application = "", terminal = "", seconds = "20"] = process.argv.slice(2);
const ADDRESS = "127.0.0.1:7494";
const TMUX = ["-L", "tokio-console-compared"];
/** Where cargo sees the arb bot; a learner has it as main.rs. */
const PLACE = "../../../src/features/console/arb_bot.rs";
/** Wide enough for every column. */
const SIZE = ["-x", "230", "-y", "40"];
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const app = spawn(application, { env: { ...process.env, TOKIO_CONSOLE_BIND: ADDRESS }, stdio: "ignore" });
const store = new TaskStore();
const lines: string[] = [];
let screen = "";
let best: string[] | undefined;
let kept: { screen: string; updates: string[] } | undefined;

function look(update: Update, whole: boolean): void {
  lines.push(updateLine(tasksOnly(update), whole));
  // Both get the same message, and the terminal draws it a moment later.
  setTimeout(() => {
    screen = execFileSync("tmux", [...TMUX, "capture-pane", "-p"], { encoding: "utf8" });
    const parsed = parseScreen(screen);
    if (parsed.rows.length === 0) return;
    const found = differences(parsed, store);
    if (best === undefined || found.length <= best.length) {
      best = found;
      kept = { screen, updates: [...lines] };
    }
  }, 300);
}

const session = new Session(createGrpcTransport({ baseUrl: `http://${ADDRESS}` }), {
  standing() {},
  change(change, update) {
    store.apply(change);
    look(update, change.whole);
  },
  paused() {},
  details() {},
});

try {
  await pause(3_000);
  execFileSync("tmux", [...TMUX, "new-session", "-d", ...SIZE, `${terminal} http://${ADDRESS}`]);
  void session.run();
  await pause(Number(seconds) * 1_000);
} finally {
  session.close();
  app.kill();
  execFileSync("tmux", [...TMUX, "kill-server"]);
}
if (best === undefined || kept === undefined) throw new Error(`tokio-console showed no task:\n${screen}`);
process.stdout.write(`${kept.screen}\n${best.length === 0 ? "every cell agrees" : best.join("\n")}\n`);
if (process.argv.includes("--keep")) {
  const folder = fileURLToPath(new URL("fixtures/", import.meta.url));
  writeFileSync(`${folder}screen.txt`, kept.screen.replaceAll(PLACE, "src/main.rs"));
  writeFileSync(`${folder}updates.jsonl.gz`, gzipSync([header(Date.now()), ...kept.updates].join("\n")));
}
process.exitCode = best.length === 0 ? 0 : 1;

/** Enough for the task list, and without the folders of this machine. */
function tasksOnly(update: Update): Update {
  delete update.resourceUpdate;
  delete update.asyncOpUpdate;
  const spawns =
    update.newMetadata?.metadata.filter(({ metadata }) => metadata?.name === "runtime.spawn") ?? [];
  for (const { metadata } of spawns) delete metadata?.location;
  if (update.newMetadata) update.newMetadata.metadata = spawns;
  for (const { location } of update.taskUpdate?.newTasks ?? [])
    if (location?.file !== undefined) location.file = location.file.replace(PLACE, "src/main.rs");
  return update;
}
