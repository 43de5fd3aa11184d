/** Files made from the crate: the project for one exercise, and the single file for the Playground. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { oneFile } from "./compose.ts";
import { projectFiles } from "./project.ts";
import { RUST_EDITION } from "../../course/rust-checks.ts";
import type { CrateFiles } from "./types.ts";

const CRATE = fileURLToPath(new URL("../../../harness/tokio/course", import.meta.url));
const crate: CrateFiles = Object.fromEntries(
  readdirSync(CRATE, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(rs|toml)$/.test(path))
    .map((path) => [path.replaceAll("\\", "/"), readFileSync(join(CRATE, path), "utf8")]),
);
const sections = (manifest: string): string[] =>
  [...manifest.matchAll(/\[\[test\]\]\nname = "(\w+)"/g)].map(([, name = ""]) => name);

describe.each(["gather", "histogram", "capstone"])("%s", (name) => {
  const [exercise, glue] = [`week-01/${name}`, `tests/${name}.rs`];

  it("is a project with the checks of this exercise alone", () => {
    const files = projectFiles(exercise, "0123456789abcdef", crate, "// mine\n");
    expect(files["src/answer.rs"]).toBe("// mine\n");
    expect(Object.keys(files).filter((path) => path.startsWith("tests/"))).toEqual([glue]);
    expect(sections(files["Cargo.toml"] ?? "")).toEqual([glue.replace(/^tests\/|\.rs$/g, "")]);
    const benches = Object.keys(files).filter((path) => path.startsWith("benches/"));
    expect(benches.toSorted()).toEqual(["benches/criterion.rs", "benches/spawn.rs"]);
    expect(files["benches/spawn.rs"]).toBe(crate[glue.replace("tests/", "benches/")]);
    expect(files["Cargo.toml"]).not.toContain("benches/capstone.rs");
    expect(files[glue]).toContain('CONTENT_HASH: &str = "0123456789abcdef"');
  });

  it("is one self-contained file with the learner's first line on its second", () => {
    const { code, placed } = oneFile(exercise, crate, "// mine\n// too", "the-secret");
    expect(code.split("\n").slice(1, 3)).toEqual(["// mine", "// too"]);
    expect(placed.firstLine).toBe(2);
    expect(code).not.toMatch(/^\s*(pub )?mod \w+;/m);
    expect(code).not.toMatch(/include_str!|#\[path|tokio_internals_course|u32::MAX,/);
    expect(code).toMatch(/course::grade_as_events\("week-01\/\w+", CONTENT_HASH, answer, "the-secret"\)/);
    expect(code).toContain("lines: 2");
  });
});

it("names a module that the crate lacks", () => {
  const { "src/show.rs": _, ...without } = crate;
  expect(() => oneFile("week-01/gather", without, "", "")).toThrow("the crate has no src/show.rs");
});

it("the project is of the edition that the page and the command compile", () => {
  expect(crate["Cargo.toml"]).toContain(`edition = "${RUST_EDITION}"`);
});
