/** The same sources and the same rustc give the committed modules again, byte for byte, in another folder. Skipped where that rustc is not. */
// @module-tag cargo
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildModules, findToolchain, linkedCrates } from "./build.ts";
import { readRecord, sha256, sourceFiles } from "./record.ts";

const record = readRecord();
const toolchain = findToolchain();
const isSame =
  typeof toolchain === "object" && toolchain.rustc === record.rustc && toolchain.host === record.host;
const why = isSame ? whyNoCrates() : typeof toolchain === "string" ? toolchain : `here is ${toolchain.rustc}`;

/** A machine without a network may have the compiler and not the crates. */
function whyNoCrates(): string {
  try {
    linkedCrates(".");
    return "";
  } catch (error) {
    return String(error);
  }
}

test.skipIf(why !== "")(
  `built again by ${record.rustc}${why && ` (skipped: ${why})`}`,
  { timeout: 600_000 },
  () => {
    const copy = mkdtempSync(join(tmpdir(), "tokio-again-"));
    try {
      for (const path of sourceFiles()) cpSync(path, join(copy, path), { recursive: true });
      if (typeof toolchain === "string") throw new Error(toolchain);
      const built = buildModules(copy, toolchain, join(copy, "target"));
      const hashes = Object.entries(built).map(([name, content]) => [name, sha256(content)]);
      const recorded = Object.entries(record.modules).map(([name, module]) => [name, module.sha256]);
      expect(Object.fromEntries(hashes)).toEqual(Object.fromEntries(recorded));
    } finally {
      rmSync(copy, { recursive: true });
    }
  },
);
