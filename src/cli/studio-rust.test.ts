/** The Rust project of every start and of fifty random designs: cargo builds it without a warning, and it runs on real tokio. */
// @module-tag cargo
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { crateName, rustProject } from "../recording/studio/rust/project.ts";
import { START_NAMES, STARTS } from "../recording/studio/starts.ts";
import { randomDesign } from "../recording/studio/testing/random-design.ts";
import { call, canBuildChecks } from "./cargo.ts";
import type { Ended } from "./cargo.ts";

const DESIGNS = [
  ...START_NAMES.map((name) => STARTS[name]),
  ...Array.from({ length: 50 }, (_, i) => randomDesign(i + 1)),
];
const cargo = await canBuildChecks(process.cwd());
/** One workspace for all, so that tokio is built once; it stays, and what has not changed is not built again. */
const WORKSPACE = join(process.cwd(), "harness/tokio/target/skeletons");
const env = { ...process.env, CARGO_TARGET_DIR: join(WORKSPACE, "target"), AT_MOST: "20" };

test("each design has a crate name of its own", () =>
  expect(new Set(DESIGNS.map(crateName)).size).toBe(DESIGNS.length));

describe.skipIf(!cargo)(`the Rust projects${cargo ? "" : " (skipped: no cargo)"}`, () => {
  let built: Ended;
  beforeAll(async () => {
    const files = DESIGNS.flatMap((design) =>
      Object.entries(rustProject(design)).map(
        ([path, text]) => [`${crateName(design)}/${path}`, text] as const,
      ),
    );
    const workspace = `[workspace]\nmembers = ["design-*"]\nresolver = "2"\n\n[profile.dev]\ndebug = false\nincremental = false\n`;
    for (const [path, text] of [["Cargo.toml", workspace] as const, ...files]) await update(path, text);
    // The versions of the course's own crates, which are there.
    await copyFile("harness/tokio/Cargo.lock", join(WORKSPACE, "Cargo.lock"));
    built = await call("cargo", ["build", "--workspace", "--offline", "--quiet"], { cwd: WORKSPACE, env });
  });

  test("cargo builds them all, without a warning", () =>
    expect(built).toMatchObject({ code: 0, stdout: "", stderr: "" }));

  test.each(DESIGNS.map((design) => [design.name, crateName(design)]))(
    "%s starts, takes messages and ends",
    async (_, crate) => {
      const { code, stdout, stderr } = await call(join(WORKSPACE, "target/debug", crate), [], { env });
      expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: "all tasks have ended\n", stderr: "" });
    },
  );
});

/** Cargo builds again what is newer than its last build. */
async function update(path: string, text: string): Promise<void> {
  const file = join(WORKSPACE, path);
  if ((await readFile(file, "utf8").catch(() => "")) === text) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
