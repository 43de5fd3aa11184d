/** Tells whether a Rust toolchain is installed, and builds a crate with it. */
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));

export function isCargoThere(): boolean {
  return spawnSync("cargo", ["--version"], { stdio: "ignore" }).status === 0;
}

/**
 * @param folder from the repository root
 * @param member of the folder's workspace; without it, the workspace's own package
 * @returns the binary's path; null where it cannot be built, having said why
 */
export function buildCrate(folder: string, binary: string, member?: string): string | null {
  const cwd = resolve(ROOT, folder);
  if (!isCargoThere()) {
    console.log(`${folder}: cargo is not installed`);
    return null;
  }
  const fetched = spawnSync("cargo", ["fetch", "--locked"], { cwd, encoding: "utf8" });
  if (fetched.status !== 0) {
    console.log(`${folder}: cannot fetch the crates: ${fetched.stderr.trim().split("\n").at(-1) ?? ""}`);
    return null;
  }
  const args = ["build", "--release", "--locked", "--quiet", ...(member ? ["--package", member] : [])];
  const built = spawnSync("cargo", args, { cwd, stdio: "inherit" });
  if (built.status !== 0) throw new Error(`${folder} does not build`);
  return resolve(cwd, process.env["CARGO_TARGET_DIR"] ?? "target", "release", binary);
}
