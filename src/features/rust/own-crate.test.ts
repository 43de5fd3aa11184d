/** The crate of an exercise with its own checks: as one file for the Playground, and as a project to download. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { oneFile } from "./compose.ts";
import { crate } from "./crate.ts";
import { checksOf } from "./declared-checks.ts";
import { ownCrate } from "./own-crate.ts";
import { projectFiles } from "./project.ts";
import type { CrateFiles } from "./types.ts";

const KIT = fileURLToPath(new URL("../../../harness/tokio/exercise", import.meta.url));
const kit: CrateFiles = Object.fromEntries(
  readdirSync(KIT, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(rs|toml|md)$/.test(path))
    .map((path) => [path.replaceAll("\\", "/"), readFileSync(join(KIT, path), "utf8")]),
);
const CHECKS = `mod part;
use super::learner;
use course::{fail, Check};

pub fn checks() -> Vec<Check> {
    vec![
        Check { id: "twice", title: "the answer is twice the number", run: |_| part::twice() },
        Check {
            id: "large",
            title: "large numbers",
            run: |_| Ok(()),
        },
    ]
}
`;
const own = ownCrate(
  crate,
  kit,
  { "checks.rs": CHECKS, "part.rs": "// the part\n" },
  { "week-01/histogram": "// mine of week 1\n", "week-02/limit-all": "// mine of week 2\n" },
);

it("knows its checks, in the order in which they run", () => {
  expect(checksOf("week-02/tail", own)).toEqual([
    { id: "twice", title: "the answer is twice the number" },
    { id: "large", title: "large numbers" },
  ]);
});

it("is one self-contained file with the learner's first line on its second", () => {
  const { code, placed } = oneFile("week-02/tail", own, "// mine\n// too", "the-secret");
  expect(code.split("\n").slice(1, 3)).toEqual(["// mine", "// too"]);
  expect(placed.firstLine).toBe(2);
  expect(code).not.toMatch(/^\s*(pub )?mod \w+;/m);
  expect(code).not.toMatch(/include_str!|#\[path|u32::MAX,/);
  expect(code).toContain('course::grade_as_events("week-02/tail", CONTENT_HASH, answer, "the-secret")');
  for (const text of ["// the part", "// mine of week 1", "// mine of week 2"]) expect(code).toContain(text);
});

it("is a project in which every module has its file", () => {
  const files = projectFiles("week-02/tail", "0123456789abcdef", own, "// mine\n");
  expect(files["src/answer.rs"]).toBe("// mine\n");
  expect(files["Cargo.toml"]).toContain('[[test]]\nname = "tail"\nharness = false\n');
  expect(files["Cargo.toml"]).toContain('build = "build.rs"');
  expect(files["tests/tail.rs"]).toContain('CONTENT_HASH: &str = "0123456789abcdef"');
  expect(files["tests/week_01/histogram.rs"]).toBe("// mine of week 1\n");
  expect(files["tests/week_02/limit_all.rs"]).toBe("// mine of week 2\n");
  const modules = [...(files["src/lib.rs"] ?? "").matchAll(/^pub mod (\w+);$/gm)].map(([, name]) => name);
  expect(modules.length).toBeGreaterThan(10);
  for (const name of modules) expect(files[`src/${name}.rs`]).toMatch(/^\/\/! /);
  expect(files["src/lib.rs"]).not.toContain("#[path");
});
