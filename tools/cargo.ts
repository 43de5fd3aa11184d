/** Whether a Rust toolchain is at hand. */
import { spawnSync } from "node:child_process";

export function isCargoThere(): boolean {
  return spawnSync("cargo", ["--version"], { stdio: "ignore" }).status === 0;
}
