/** Measures the same on tokio as machine code: `cargo bench` on this machine, with the course's solution. */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readBrought } from "../../src/features/rust/brought.ts";
import { isCargoThere } from "../../tools/cargo.ts";

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

export interface Native {
  ratio: number;
  inlineNs: number;
  spawnNs: number;
}

/** By profile, on current_thread; undefined without cargo. */
export function nativeBench(): Record<"debug" | "release", Native> | undefined {
  if (!isCargoThere()) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "native-"));
  try {
    cpSync(path("../../harness/tokio"), folder, { recursive: true });
    const course = join(folder, "course");
    cpSync(path("../../lessons/week-01/capstone/solution.rs"), join(course, "src/answer.rs"));
    for (const profile of ["dev", "bench"]) {
      const run = spawnSync("cargo", ["bench", "--quiet", "--bench", "spawn", "--profile", profile], {
        cwd: course,
        encoding: "utf8",
        env: { ...process.env, CARGO_TARGET_DIR: process.env["CARGO_TARGET_DIR"] ?? join(folder, "target") },
      });
      if (run.status !== 0) throw new Error(`cargo bench failed:\n${run.stderr}`);
    }
    const brought = readBrought(readFileSync(join(course, "bench.json"), "utf8"), "", "");
    if (brought.kind !== "bench") throw new Error("bench.json cannot be read");
    const of = (name: "debug" | "release"): Native => {
      const run = brought.runs.find(
        ({ flavor, profile }) => flavor === "current_thread" && profile.profile === name,
      );
      if (run === undefined) throw new Error(`bench.json has no ${name} run on current_thread`);
      const { ratio, inline, spawn } = run.profile;
      return { ratio, inlineNs: inline.p50, spawnNs: spawn.p50 };
    };
    return { debug: of("debug"), release: of("release") };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
