/** Tells whether a Rust toolchain is installed. */
import { spawnSync } from "node:child_process";

export function isCargoThere(): boolean {
  return spawnSync("cargo", ["--version"], { stdio: "ignore" }).status === 0;
}
