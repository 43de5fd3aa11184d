/** Rust answers graded where cargo is: the crate of checks is built once, each answer by rustc against it. Runs in node only. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { tmpdir } from "node:os";
import * as v from "valibot";
import type { GradeOutcome } from "../sandbox/types.ts";
import { diagnosticsOf } from "../features/rust/diagnostics.ts";
import { reportOf } from "../features/rust/records.ts";
import { CRATE, GLUE } from "../course/rust-checks.ts";

const PROJECT = "harness/tokio";

/** Longer than 42 checks that each take their five seconds would need is never waited: the first that hangs ends the run. */
const RUN_LIMIT_MS = 60_000;

export interface Toolchain {
  /** `--extern` and `-L` for rustc. */
  links: string[];
  root: string;
}

const Artifact = v.object({
  reason: v.literal("compiler-artifact"),
  target: v.object({ name: v.string() }),
  filenames: v.array(v.string()),
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

export async function hasCargo(): Promise<boolean> {
  return (await call("cargo", ["--version"])).code === 0;
}

/** There is a cargo, and it has the crates or can fetch them. */
export async function canBuildChecks(root: string): Promise<boolean> {
  return (await call("cargo", ["fetch", "--locked"], { cwd: join(root, PROJECT) })).code === 0;
}

/** Builds the checks. @throws with cargo's own words when that fails */
export async function buildChecks(root: string): Promise<Toolchain> {
  const args = [
    "build",
    "--quiet",
    "--locked",
    "--message-format=json",
    "--package",
    "tokio-internals-course",
  ];
  const built = await call("cargo", args, { cwd: join(root, PROJECT) });
  if (built.code !== 0) throw new Error(`cargo could not build the checks:\n${built.stderr}`);
  const rlibs = built.stdout.split("\n").flatMap((line): [string, string][] => {
    const artifact = v.safeParse(Artifact, line.startsWith("{") ? JSON.parse(line) : undefined);
    const rlib = artifact.success && artifact.output.filenames.find((file) => file.endsWith(".rlib"));
    return artifact.success && rlib ? [[artifact.output.target.name, rlib]] : [];
  });
  const wanted = rlibs.filter(([name]) => name === CRATE || name === "tokio");
  const folders = new Set(rlibs.map(([, file]) => dirname(file)));
  const links = [
    ...wanted.flatMap(([name, file]) => ["--extern", `${name}=${file}`]),
    ...[...folders].flatMap((folder) => [
      "-L",
      `dependency=${join(folder, folder.endsWith("deps") ? "" : "deps")}`,
    ]),
  ];
  return { links, root };
}

/** @param file the answer, a file on this machine */
export async function gradeRust(
  toolchain: Toolchain,
  exercise: string,
  file: string,
  contentHash: string,
): Promise<GradeOutcome> {
  const path = GLUE[exercise];
  if (path === undefined) return { kind: "failed", message: `there are no checks in Rust for ${exercise}` };
  const glue = await readFile(join(toolchain.root, "harness/tokio/course", path), "utf8");
  const text = await readFile(file, "utf8");
  const folder = await mkdtemp(join(tmpdir(), "course-rust-"));
  try {
    const main = join(folder, "main.rs");
    await writeFile(main, glueFor(glue, resolve(file)));
    const compiled = await compile(toolchain, main, join(folder, "graded"));
    if (compiled.code !== 0) {
      const errors = diagnosticsOf(compiled.stderr, { file: basename(file), firstLine: 1, text });
      if (errors.length > 0) return { kind: "does-not-compile", errors };
      return { kind: "failed", message: `rustc said: ${compiled.stderr.trim()}` };
    }
    const ran = await call(join(folder, "graded"), ["--events"], { cwd: folder, timeout: RUN_LIMIT_MS });
    const environment = { engine: "tokio 1.53.1", platform: process.platform };
    const report = reportOf(ran, { exercise, contentHash, environment });
    if (report) return { kind: "report", report };
    return { kind: "failed", message: `the checks did not start: ${ran.stderr.trim()}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The file that puts an answer to the checks, with this answer in it. */
export function glueFor(glue: string, file: string): string {
  return glue
    .replaceAll("../src/answer.rs", () => file.replaceAll("\\", "\\\\"))
    .replace(`name: "answer.rs"`, () => `name: ${JSON.stringify(basename(file))}`);
}

/** An executable from one file; warnings are the learner's own business. */
export function compile({ links }: Toolchain, main: string, out: string): Promise<Ended> {
  return call("rustc", [
    "--edition",
    "2021",
    "-C",
    "debuginfo=0",
    "--cap-lints",
    "allow",
    ...links,
    "-o",
    out,
    main,
  ]);
}

export function call(
  command: string,
  args: readonly string[],
  options: { cwd?: string; timeout?: number; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  return new Promise((done) => {
    execFile(command, args, { maxBuffer: 1 << 28, ...options }, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : error ? 1 : 0;
      const missing = error && "code" in error && error.code === "ENOENT";
      done({ code, stdout, stderr: missing ? `${command}: not found` : stderr });
    });
  });
}
