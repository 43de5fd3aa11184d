/** Compiles and runs the Rust skeleton of every start and of fifty random designs, on real tokio. */
// @module-tag slow
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { printRust } from "../recording/studio/rust/project.ts";
import { START_NAMES, STARTS } from "../recording/studio/starts.ts";
import { randomDesign } from "../recording/studio/testing/random-design.ts";
import { buildChecks, call, canBuildChecks, compile } from "./cargo.ts";
import type { Ended } from "./cargo.ts";

const DESIGNS = [
  ...START_NAMES.map((name) => STARTS[name]),
  ...Array.from({ length: 50 }, (_, i) => randomDesign(i + 1)),
];
const root = process.cwd();

describe.skipIf(!(await canBuildChecks(root)))("the skeletons (skipped without cargo and its crates)", () => {
  let folder: string;
  let built: Ended;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "skeletons-"));
    // One program for all, a module each: tokio is linked once.
    const modules = DESIGNS.map(
      (design, i) => `mod d${i} {\n${printRust(design).replace("async fn main()", "pub async fn main()")}}\n`,
    );
    const arms = DESIGNS.map((_, i) => `        Some("${i}") => d${i}::main(),\n`).join("");
    const main = `fn main() {\n    match std::env::args().nth(1).as_deref() {\n${arms}        _ => {}\n    }\n}\n`;
    await writeFile(join(folder, "main.rs"), modules.join("\n") + main);
    built = await compile(await buildChecks(root), join(folder, "main.rs"), join(folder, "skeletons"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test("compile", () => expect(built).toMatchObject({ code: 0, stderr: "" }));

  test.each(DESIGNS.map((design, i) => [design.name, i]))(
    "%s starts, takes messages and ends",
    async (_, i) => {
      const { code, stdout, stderr } = await call(join(folder, "skeletons"), [String(i)], {
        env: { ...process.env, AT_MOST: "20" },
      });
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "all tasks have ended\n", stderr: "" });
    },
  );
});
