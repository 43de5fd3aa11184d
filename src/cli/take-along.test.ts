/** What a learner takes along works outside the page: the npm package passes its own tests, and the labs have the learner's code. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { labsFiles } from "../features/take-along/labs-files.ts";
import { moduleFiles } from "../features/take-along/module-files.ts";
import type { Taken } from "../features/take-along/module-files.ts";
import { bundleModel } from "../sandbox/bundle.ts";
import { scriptInNode } from "../sandbox/testing/compile.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");
const HASH = "0123456789abcdef";
const folder = mkdtempSync(join(tmpdir(), "take-along-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function taken(name: string, exported: string, change = (text: string) => text): Promise<Taken> {
  const source = change(read(`lessons/week-01/${name}/solution.ts`));
  return {
    name,
    exports: [exported],
    source,
    script: await scriptInNode(name, source),
    rust: `// ${name} of mine\n`,
    own: { typescript: name === "gather", rust: false },
  };
}

async function written(histogram: (text: string) => string): Promise<Record<string, string>> {
  const all = [await taken("gather", "gather"), await taken("histogram", "Histogram", histogram)];
  const files = moduleFiles("week-01", HASH, all, {
    model: (await bundleModel()).text,
    api: read("src/runtime/learner-api.d.ts"),
    tests: read("src/features/take-along/package-tests.js"),
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return files;
}

const tested = (): Promise<{ stdout: string }> =>
  promisify(execFile)(process.execPath, ["--test"], { cwd: folder, env: { PATH: process.env["PATH"] } });

describe("the npm package", () => {
  let files: Record<string, string>;
  beforeAll(async () => {
    files = await written((text) => text);
  });

  it("passes its own tests", async () => {
    expect((await tested()).stdout).toMatch(/pass 2\b/);
  });

  it("has types that TypeScript accepts, for gather and Histogram", async () => {
    const use = `import { blockOn, gather, Histogram, modules } from "week-01";
const latencies: number[] = blockOn(gather([modules["std/future"].ready(1_200)]));
const histogram = new Histogram();
histogram.record(latencies[0] ?? 0);
// @ts-expect-error: text is not a latency
histogram.record("1 ms");
`;
    writeFileSync(join(folder, "use.ts"), use);
    const tsc = join(ROOT, "node_modules/.bin/tsc");
    const args = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "false",
      "--target",
      "es2023",
      "--module",
      "nodenext",
      "use.ts",
    ];
    const said = await promisify(execFile)(tsc, args, { cwd: folder }).catch(
      (failed: { stdout: string }) => failed,
    );
    expect(said.stdout).toBe("");
    rmSync(join(folder, "use.ts"));
  });

  it("names the hand-in, and whose code it is", () => {
    expect(JSON.parse(files["package.json"] ?? "")).toMatchObject({
      name: "week-01",
      version: `1.0.0+${HASH}`,
    });
    expect(files["README.md"]).toMatch(/`gather`: your own[^]*`histogram`: the course’s solution/);
    expect(files["src/gather.ts"]).toBe(read("lessons/week-01/gather/solution.ts"));
  });

  it("fails its tests with a Histogram that is wrong", async () => {
    await written((text) => text.replace("(index + 1) / BUCKETS_PER_OCTAVE", "index / BUCKETS_PER_OCTAVE"));
    await expect(tested()).rejects.toMatchObject({ stdout: expect.stringMatching(/fail 1\b/) as string });
  });
});

it("the labs have the learner's Rust, and its version in manifest and lock file", async () => {
  const labs = Object.fromEntries(
    ["Cargo.lock", "week01/Cargo.toml", "week01/src/gather.rs", "week01/src/histogram.rs"].map((path) => [
      path,
      read(`harness/labs/${path}`),
    ]),
  );
  const files = labsFiles(labs, HASH, [await taken("gather", "gather")]);
  expect(files["week01/src/gather.rs"]).toBe("// gather of mine\n");
  expect(files["week01/src/histogram.rs"]).toBe(labs["week01/src/histogram.rs"]);
  for (const path of ["Cargo.lock", "week01/Cargo.toml"])
    expect(files[path]).toContain(`version = "1.0.0+${HASH}"`);
  expect(() => labsFiles({}, HASH, [{ ...({} as Taken), name: "gather" }])).toThrow(
    "the labs have no week01/src/gather.rs",
  );
});
