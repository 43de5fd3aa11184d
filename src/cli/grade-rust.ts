/** Grades an answer in Rust: native code, so it is compiled and run behind whatever walls the system has, and told nothing. */
import { randomUUID } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demandsStatic, GLUE, withoutLent } from "../course/rust-checks.ts";
import { diagnosticsOf } from "../features/rust/diagnostics.ts";
import { reportOf } from "../features/rust/records.ts";
import { confine, type Argv, type Confinement } from "../sandbox/node/confine.ts";
import type { GradeOutcome } from "../sandbox/types.ts";
import { call, glueFor, rustcArgs, type Ended, type Toolchain } from "./cargo.ts";
import { runBounded } from "./run-bounded.ts";

/** Longer than 42 checks that each take their five seconds would need is never waited: the first that hangs ends the run. */
const RUN_LIMIT_MS = 60_000;
const COMPILE_LIMIT_MS = 120_000;
const LIMITS: Omit<Confinement, "reads" | "writes" | "self"> = {
  memoryBytes: 2 << 30,
  cpuSeconds: 120,
  fileBytes: 64 << 20,
  processes: 64,
};
/** Starts anywhere and does nothing. */
const PROBE: Argv = process.platform === "win32" ? ["cmd", "/c", "exit"] : ["/usr/bin/env"];

/** The answer's name while it is graded: nothing else has it, so that no other file's line is taken for the learner's. */
const ANSWER = "learners-answer.rs";

/** @param file the answer, a file on this machine */
export async function gradeRust(
  toolchain: Toolchain,
  exercise: string,
  file: string,
  contentHash: string,
  checks?: readonly string[],
): Promise<GradeOutcome> {
  const path = GLUE[exercise];
  if (path === undefined) return { kind: "failed", message: `there are no checks in Rust for ${exercise}` };
  const glue = await readFile(join(toolchain.root, "harness/tokio/course", path), "utf8");
  const whole = await attempt(toolchain, exercise, file, glue, contentHash, checks);
  if (whole.kind !== "does-not-compile" || !demandsStatic(await readFile(file, "utf8"))) return whole;
  // An answer that spawns needs a bound that the signature does not have: a check says more about it than rustc does.
  const part = await attempt(toolchain, exercise, file, withoutLent(glue), contentHash, checks);
  return part.kind === "report" && !part.report.passed ? part : whole;
}

async function attempt(
  toolchain: Toolchain,
  exercise: string,
  file: string,
  glue: string,
  contentHash: string,
  checks: readonly string[] | undefined,
): Promise<GradeOutcome> {
  const text = await readFile(file, "utf8");
  const folder = await realpath(await mkdtemp(join(tmpdir(), "course-rust-")));
  try {
    const built = await build(toolchain, folder, file, glue);
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

/** Why there is nothing to run, where rustc names no error. */
function unbuilt({ by, stderr }: Ended): string {
  if (by === "time" || by === "SIGXCPU")
    return `rustc did not finish within ${COMPILE_LIMIT_MS / 1000} seconds: look for a \`const\` or a macro without end`;
  if (by !== undefined && by !== "output")
    return `rustc was ended by ${by}: it needed more memory than it may have, or recursed too deeply`;
  return `rustc said: ${stderr.trim()}`;
}

interface Built {
  ended: Ended;
  /** Files that it was made from besides the answer and the checks. */
  reads(): Promise<string[]>;
}

/** The answer is compiled in a folder of its own and with an empty environment: `include_str!` and `env!` run here. */
async function build(toolchain: Toolchain, folder: string, file: string, glue: string): Promise<Built> {
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
  // The linker is looked for on the path; on Windows rustc finds it by these.
  const known = ["PATH", "SystemRoot", "ProgramFiles", "ProgramFiles(x86)", "ProgramData", "LIB", "INCLUDE"];
  const env = { ...only(known), TMPDIR: join(folder, "scratch"), HOME: join(folder, "scratch") };
  const ended = await runBounded(argv, { cwd: folder, env, limitMs: COMPILE_LIMIT_MS });
  return {
    ended,
    async reads() {
      const [, listed = ""] =
        /^.*?: (.*)$/m.exec(await readFile(join(folder, "bin", "graded.d"), "utf8")) ?? [];
      const files = listed.split(/(?<!\\) /).map((name) => name.replaceAll("\\ ", " "));
      return files.filter((name) => name !== "" && name !== main && name !== answer);
    },
  };
}

/** Declarations that put code in front of `main`, where it would run before the secret has been read. */
const BEFORE_MAIN = /declaration of .* with `(?:link_section|export_name)`|`no_mangle`|global_asm|naked/;

/** Why something that compiles is not run. */
function refusal(stderr: string, reads: readonly string[], text: string): string | undefined {
  if (reads.length > 0) return `it was not run: it reads ${reads.join(", ")} while it is compiled`;
  const declared = stderr.split("\n").find((line) => line.startsWith("warning:") && BEFORE_MAIN.test(line));
  if (declared !== undefined || /\bglobal_allocator\b/.test(text)) {
    const what = declared?.replace("warning: ", "") ?? "a global allocator";
    return `it was not run: an answer may not have code that runs before the checks (${what})`;
  }
  return undefined;
}

/** No environment, a folder of its own to write to, and an end with everything that it started. */
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

/** What surrounds an answer on this machine, in a sentence. */
export async function wallsForRust(): Promise<string> {
  const { walls } = await confine(PROBE, PROBE, { ...LIMITS, reads: [], writes: [] });
  if (walls === "bubblewrap") return "It runs in bubblewrap: without your files, without a network.";
  if (walls === "namespaces")
    return "It runs without a network, but can read and change every file that you can.";
  if (walls === "sandbox-exec") return "It runs in sandbox-exec: without your files, without a network.";
  return "Nothing stands around it on this machine: it can do whatever you can.";
}

function only(names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
