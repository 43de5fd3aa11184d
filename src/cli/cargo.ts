/** Builds the crate of checks with cargo once, and compiles answers against it with rustc. Runs only in Node. */
import { execFile } from "node:child_process";
import { basename, dirname, join } from "node:path";
import * as v from "valibot";
import { CRATE, RUST_EDITION } from "../course/rust-checks.ts";

const PROJECT = "harness/tokio";
const PACKAGES = ["tokio-internals-course", "tokio-internals-exercise"];
/** The second package's name in `use`. */
const KIT = "course";

export interface Toolchain {
  /** `--extern` and `-L` for rustc. */
  links: string[];
  /** The values of those. */
  folders: string[];
  root: string;
}

const Artifact = v.object({
  reason: v.literal("compiler-artifact"),
  target: v.object({ name: v.string() }),
  filenames: v.array(v.string()),
});

const CompilerMessage = v.object({ reason: v.literal("compiler-message"), message: v.unknown() });

export interface Ended {
  code: number;
  /** What killed it, if anything did: a signal's name, or one of our limits. */
  by?: Killer;
  stdout: string;
  stderr: string;
}

export type Killer = NodeJS.Signals | "time" | "output";

export async function hasCargo(): Promise<boolean> {
  return (await call("cargo", ["--version"])).code === 0;
}

/** Whether cargo is installed and has the crates or can fetch them. */
export async function canBuildChecks(root: string): Promise<boolean> {
  return (await call("cargo", ["fetch", "--locked"], { cwd: join(root, PROJECT) })).code === 0;
}

/** The crates of checks do not compile, or cargo could not try. */
export class ChecksUnbuilt extends Error {
  /** rustc's messages in JSON, a line each; empty if it did not get that far. */
  readonly messages: string;

  constructor({ stdout, stderr }: Ended) {
    super(`cargo could not build the checks:\n${stderr}`);
    this.messages = stdout
      .split("\n")
      .flatMap((line) => {
        const said = v.safeParse(CompilerMessage, line.startsWith("{") ? JSON.parse(line) : undefined);
        return said.success ? [JSON.stringify(said.output.message)] : [];
      })
      .join("\n");
  }
}

/** Builds the checks. @throws ChecksUnbuilt */
export async function buildChecks(root: string): Promise<Toolchain> {
  const args = [
    "build",
    "--quiet",
    "--locked",
    "--message-format=json",
    ...PACKAGES.flatMap((name) => ["--package", name]),
  ];
  const built = await call("cargo", args, { cwd: join(root, PROJECT) });
  if (built.code !== 0) throw new ChecksUnbuilt(built);
  const rlibs = built.stdout.split("\n").flatMap((line): [string, string][] => {
    const artifact = v.safeParse(Artifact, line.startsWith("{") ? JSON.parse(line) : undefined);
    const rlib = artifact.success && artifact.output.filenames.find((file) => file.endsWith(".rlib"));
    return artifact.success && rlib ? [[artifact.output.target.name, rlib]] : [];
  });
  const wanted = rlibs.filter(([name]) => [CRATE, KIT, "tokio", "libc"].includes(name));
  const folders = [...new Set(rlibs.map(([, file]) => dirname(file)))];
  const links = [
    ...wanted.flatMap(([name, file]) => ["--extern", `${name}=${file}`]),
    ...folders.flatMap((folder) => [
      "-L",
      `dependency=${join(folder, folder.endsWith("deps") ? "" : "deps")}`,
    ]),
  ];
  return { links, folders, root };
}

/** The file that runs the checks on an answer, with this answer in it. */
export function glueFor(glue: string, file: string): string {
  return glue
    .replaceAll("../src/answer.rs", () => file.replaceAll("\\", "\\\\"))
    .replace(`name: "src/answer.rs"`, () => `name: ${JSON.stringify(basename(file))}`);
}

/** Compiles one file of the course's own code. */
export function compile(toolchain: Toolchain, main: string, out: string): Promise<Ended> {
  return call("rustc", rustcArgs(toolchain, main, out));
}

/** Warnings are the learner's own business; what rustc refuses unless told otherwise, a `const` without end among it, stays refused. */
export function rustcArgs({ links }: Toolchain, main: string, out: string): string[] {
  const lines = ["-C", "debuginfo=line-tables-only"];
  return ["--edition", RUST_EDITION, ...lines, "-A", "warnings", ...links, "-o", out, main];
}

/** @param options.input all of standard input; none unless given */
export function call(
  command: string,
  args: readonly string[],
  {
    input = "",
    ...options
  }: { cwd?: string; timeout?: number; env?: NodeJS.ProcessEnv; input?: string } = {},
): Promise<Ended> {
  return new Promise((done) => {
    const child = execFile(command, args, { maxBuffer: 1 << 28, ...options }, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : error ? 1 : 0;
      const missing = error && "code" in error && error.code === "ENOENT";
      done({ code, stdout, stderr: missing ? `${command}: not found` : stderr });
    });
    // The process may be gone, or may not read its input.
    child.stdin?.on("error", () => {}).end(input);
  });
}
