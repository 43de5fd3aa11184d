/** Compiles many Rust programs at once against real tokio, and records the order of each. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import * as v from "valibot";
import { isCargoThere } from "../cargo.ts";

const PROJECT = fileURLToPath(new URL("../../harness/tokio/order/", import.meta.url));

export interface RustProgram {
  /** A name that no other program has; it ends in `.rs`. */
  file: string;
  text: string;
}

const Line = v.union([
  v.object({ file: v.string(), order: v.string(), prints: v.string() }),
  /** The runs differ: how often each order came up. */
  v.object({ file: v.string(), orders: v.array(v.tuple([v.string(), v.number()])) }),
]);
export type Line = v.InferOutput<typeof Line>;

/**
 * @param times how often to run each
 * @returns why nothing can be recorded here, or a line for each program, in the order of their names
 * @throws if a program does not compile, or compiles with a warning where `isStrict`
 */
export function recordRust(
  programs: readonly RustProgram[],
  { times = 2, isStrict = false }: { times?: number; isStrict?: boolean } = {},
): string | Line[] {
  if (!isCargoThere()) return "cargo is not installed";
  const fetched = spawnSync("cargo", ["fetch", "--locked"], { cwd: PROJECT, encoding: "utf8" });
  if (fetched.status !== 0) return `cannot fetch the crates: ${fetched.stderr.trim().split("\n").at(-1)}`;
  const folder = mkdtempSync(join(tmpdir(), "rust-orders-"));
  try {
    const sources = join(folder, "programs");
    mkdirSync(sources);
    for (const { file, text } of programs) writeFileSync(join(sources, file), text);
    const target = process.env["CARGO_TARGET_DIR"] ?? join(PROJECT, "target");
    const env = { ...process.env, TOKIO_ORDER_PROGRAMS: sources, CARGO_TARGET_DIR: target };
    const built = spawnSync("cargo", ["build", "--locked", "--quiet"], {
      cwd: PROJECT,
      env,
      encoding: "utf8",
      maxBuffer: 2 ** 28,
    });
    if (built.status !== 0) throw new Error(`the programs do not compile:\n${built.stderr.slice(0, 20_000)}`);
    if (isStrict && built.stderr.includes("warning")) throw new Error(`rustc warns:\n${built.stderr}`);
    const run = spawnSync(join(target, "debug", "tokio-order"), [String(times)], {
      encoding: "utf8",
      maxBuffer: 2 ** 30,
    });
    if (run.status !== 0) throw new Error(`the recorder failed: ${run.stderr}`);
    return run.stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => v.parse(Line, JSON.parse(line)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
