/** `npx tsx bench/runtime/run.ts`: the model against its peers, tracing compiled out (`--trace`: compiled in, dormant). */
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const HERE = dirname(fileURLToPath(import.meta.url));
const trace = process.argv.includes("--trace");
/** Inside the repository, so that a peer's package is found. */
const folder = await mkdtemp(join(HERE, ".run-"));

try {
  await build({
    entryPoints: ["throughput.ts", "memory.ts"].map((file) => join(HERE, file)),
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    define: { __TRACE__: String(trace) },
  });
  console.log(
    `Node ${process.version}, ${cpus()[0]?.model.trim()}, tracing ${trace ? "compiled in, dormant" : "compiled out"}`,
  );
  node("throughput.mjs");
  console.log("\na million idle tasks");
  for (const kind of [
    "pending(), one for all",
    "pollFn that keeps its waker",
    "async block that awaits a Notify",
  ]) {
    node("memory.mjs", kind);
  }
} finally {
  await rm(folder, { recursive: true });
}

function node(script: string, ...args: string[]): void {
  const flags = ["--expose-gc", "--max-old-space-size=3000"];
  const run = spawnSync(process.execPath, [...flags, join(folder, script), ...args], { stdio: "inherit" });
  if (run.status !== 0) process.exitCode = 1;
}
