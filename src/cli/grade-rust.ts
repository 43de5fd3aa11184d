/** Grades an answer in Rust: native code, so it is compiled and run inside the walls that the system offers. */
import { randomUUID } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { demandsStatic, moduleOf, withoutLent } from "../course/rust-checks.ts";
import { diagnosticsOf } from "../features/rust/diagnostics.ts";
import { reportOf } from "../features/rust/records.ts";
import { confine, type Argv, type Confinement } from "../sandbox/node/confine.ts";
import type { GradeOutcome } from "../sandbox/types.ts";
import { call, glueFor, rustcArgs, type Ended, type Toolchain } from "./cargo.ts";
import { namedBy, readGlue, type Named } from "./rust-glue.ts";
import { runBounded } from "./run-bounded.ts";

/** Limit of a whole run; the first check that hangs ends it much earlier. */
const RUN_LIMIT_MS = 60_000;
const COMPILE_LIMIT_MS = 120_000;
const LIMITS: Omit<Confinement, "reads" | "writes" | "self"> = {
  memoryBytes: 2 << 30,
  cpuSeconds: 120,
  fileBytes: 64 << 20,
  processes: 64,
};
/** An executable that exists everywhere and does nothing. */
const PROBE: Argv = process.platform === "win32" ? ["cmd", "/c", "exit"] : ["/usr/bin/env"];

/** The answer's unique name during grading, so that no other file's line is taken for the learner's. */
const ANSWER = "learners-answer.rs";

/** @param file the answer, a file on this machine */
export async function gradeRust(
  toolchain: Toolchain,
  exercise: string,
  file: string,
  contentHash: string,
  checks?: readonly string[],
): Promise<GradeOutcome> {
  const named = await namedBy(toolchain.root, exercise);
  const about = { toolchain, exercise, file, named, contentHash, checks };
  const whole = await attempt(about, (glue) => glue);
  if (whole.kind !== "does-not-compile" || !demandsStatic(await readFile(file, "utf8"))) return whole;
  // An answer that spawns needs a bound that the signature does not have: a check says more about it than rustc does.
  const part = await attempt(about, withoutLent);
  return part.kind === "report" && !part.report.passed ? part : whole;
}

interface About {
  toolchain: Toolchain;
  exercise: string;
  file: string;
  named: Named;
  contentHash: string;
  checks: readonly string[] | undefined;
}

async function attempt(about: About, change: (glue: string) => string): Promise<GradeOutcome> {
  const { toolchain, exercise, file, contentHash, checks } = about;
  const text = await readFile(file, "utf8");
  const folder = await realpath(await mkdtemp(join(tmpdir(), "course-rust-")));
  try {
    const named = await copied(about.named, folder);
    const glue = change(await readGlue(toolchain.root, exercise, named));
    const built = await build(toolchain, folder, file, glue, named);
    if (built.ended.code !== 0) {
      const errors = diagnosticsOf(built.ended.stderr, { file: ANSWER, firstLine: 1, text });
      if (errors.length > 0) return { kind: "does-not-compile", errors };
      return { kind: "failed", message: unbuilt(built.ended) };
    }
    const reason = refusal(built.ended.stderr, await built.reads(), text);
    if (reason !== undefined) return { kind: "failed", message: reason };
    const secret = randomUUID();
    const ran = await runAnswer(folder, secret);
    const environment = { engine: "tokio 1.53.1", platform: process.platform };
    const report = reportOf(ran, { exercise, contentHash, environment, secret, ...(checks && { checks }) });
    if (report) return { kind: "report", report };
    return { kind: "failed", message: `the checks did not start: ${ran.stderr.trim()}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Within the walls: the project's own files are out of reach there. */
async function copied({ checks, used }: Named, folder: string): Promise<Named> {
  const named = join(folder, "named");
  const there = new Map<string, string>();
  for (const [id, file] of used) {
    const to = join(named, ...moduleOf(id), "used.rs");
    await cp(file, to);
    there.set(id, to);
  }
  if (checks === undefined) return { used: there };
  await cp(dirname(checks), join(named, "checks"), { recursive: true });
  return { checks: join(named, "checks", "checks.rs"), used: there };
}

/** Why there is nothing to run if rustc reports no error. */
function unbuilt({ by, stderr }: Ended): string {
  if (by === "time" || by === "SIGXCPU")
    return `rustc did not finish within ${COMPILE_LIMIT_MS / 1000} seconds: look for an endless \`const\` or macro`;
  if (by !== undefined && by !== "output")
    return `rustc was killed by ${by}: it used too much memory or recursed too deeply`;
  return `rustc said: ${stderr.trim()}`;
}

interface Built {
  ended: Ended;
  /** Files read by the compiler besides the answer and the checks. */
  reads(): Promise<string[]>;
}

/** Compiles the answer in its own folder with an empty environment: `include_str!` and `env!` run here. */
async function build(
  toolchain: Toolchain,
  folder: string,
  file: string,
  glue: string,
  named: Named,
): Promise<Built> {
  const answer = join(folder, "answer", ANSWER);
  const main = join(folder, "main.rs");
  const out = join(folder, "bin", "graded");
  for (const name of ["answer", "bin", "scratch"]) await mkdir(join(folder, name));
  await cp(file, answer);
  await writeFile(main, glueFor(glue, answer));
  const sysroot = (await call("rustc", ["--print", "sysroot"])).stdout.trim();
  const rustc = join(sysroot, "bin", process.platform === "win32" ? "rustc.exe" : "rustc");
  const args = [...rustcArgs(toolchain, main, out), "--emit=link,dep-info", "--force-warn", "unsafe_code"];
  const reads = [sysroot, ...toolchain.folders];
  const { argv } = await confine([rustc, ...args], [rustc, "--version"], {
    ...LIMITS,
    reads,
    writes: [folder],
  });
  // The linker is found on PATH; on Windows rustc needs these.
  const known = ["PATH", "SystemRoot", "ProgramFiles", "ProgramFiles(x86)", "ProgramData", "LIB", "INCLUDE"];
  const env = { ...only(known), TMPDIR: join(folder, "scratch"), HOME: join(folder, "scratch") };
  const ended = await runBounded(argv, { cwd: folder, env, limitMs: COMPILE_LIMIT_MS });
  return {
    ended,
    async reads() {
      const [, listed = ""] =
        /^.*?: (.*)$/m.exec(await readFile(join(folder, "bin", "graded.d"), "utf8")) ?? [];
      const files = listed.split(/(?<!\\) /).map((name) => name.replaceAll("\\ ", " "));
      const ours = (name: string): boolean =>
        [main, answer, ...named.used.values()].includes(name) ||
        (named.checks !== undefined && name.startsWith(dirname(named.checks)));
      return files.filter((name) => name !== "" && !ours(name));
    },
  };
}

/** Declarations that run code before `main`, where it would run before the secret is read. */
const BEFORE_MAIN = /declaration of .* with `(?:link_section|export_name)`|`no_mangle`|global_asm|naked/;

/** Why an answer that compiles must not run. */
function refusal(stderr: string, reads: readonly string[], text: string): string | undefined {
  if (reads.length > 0) return `it was not run: it reads ${reads.join(", ")} during compilation`;
  const declared = stderr.split("\n").find((line) => line.startsWith("warning:") && BEFORE_MAIN.test(line));
  if (declared !== undefined || /\bglobal_allocator\b/.test(text)) {
    const what = declared?.replace("warning: ", "") ?? "a global allocator";
    return `it was not run: it has code that runs before the checks (${what})`;
  }
  return undefined;
}

/** Runs it without environment, with its own folder, and stops it together with everything it started. */
async function runAnswer(folder: string, secret: string): Promise<Ended> {
  const scratch = join(folder, "scratch");
  const { argv } = await confine([join(folder, "bin", "graded"), "--events"], PROBE, {
    ...LIMITS,
    reads: [join(folder, "bin")],
    writes: [scratch],
    self: join(folder, "bin", "graded"),
  });
  const env = { HOME: scratch, TMPDIR: scratch };
  return runBounded(argv, { cwd: scratch, env, input: `${secret}\n`, limitMs: RUN_LIMIT_MS });
}

/** Says in a sentence what isolates an answer on this machine. */
export async function wallsForRust(): Promise<string> {
  const { walls } = await confine(PROBE, PROBE, { ...LIMITS, reads: [], writes: [] });
  if (walls === "bubblewrap") return "It runs in bubblewrap: without your files and without network.";
  if (walls === "namespaces")
    return "It runs without network, but can read and change every file that you can.";
  if (walls === "sandbox-exec") return "It runs in sandbox-exec: without your files and without network.";
  return "Nothing isolates it on this machine: it can do everything that you can.";
}

function only(names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
