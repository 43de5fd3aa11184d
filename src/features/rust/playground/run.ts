/** Grades Rust code on the Playground: sends one file with checks and answer, and turns the output into a report. */
import type { GradeOutcome, SandboxEvent } from "../../../sandbox/types.ts";
import { demandsStatic, withoutLent } from "../../../course/rust-checks.ts";
import { checksOf } from "../declared-checks.ts";
import { diagnosticsOf } from "../diagnostics.ts";
import { oneFile } from "../compose.ts";
import { reportOf } from "../records.ts";
import type { CrateFiles } from "../types.ts";
import { execute } from "./api.ts";

export interface PlaygroundRun {
  exercise: string;
  contentHash: string;
  answer: string;
  /** The crate of checks. */
  crate: CrateFiles;
  signal: AbortSignal;
  onEvent?(event: SandboxEvent): void;
  origin?: string;
}

/** One request at a time, from the whole page: everybody shares the Playground. */
let last: Promise<unknown> = Promise.resolve();

export function gradeInPlayground(run: PlaygroundRun): Promise<GradeOutcome> {
  run.onEvent?.({ kind: "phase", phase: "queued" });
  const mine = last.then(() => send(run));
  last = mine.catch(() => {});
  // A cancelled run does not wait for its turn.
  return Promise.race([mine, aborted(run.signal)]);
}

async function send(run: PlaygroundRun): Promise<GradeOutcome> {
  if (run.signal.aborted) return { kind: "cancelled" };
  run.onEvent?.({ kind: "phase", phase: "compiling" });
  const whole = await attempt(run);
  if (whole.kind !== "does-not-compile" || !demandsStatic(run.answer)) return whole;
  // An answer that spawns needs a bound that the signature lacks: a check explains this better than rustc.
  const glue = Object.entries(run.crate).map(([path, text]) => [path, withoutLent(text)]);
  const part = await attempt({ ...run, crate: Object.fromEntries(glue) });
  return part.kind === "report" && !part.report.passed ? part : whole;
}

async function attempt(run: PlaygroundRun): Promise<GradeOutcome> {
  const { exercise, contentHash, answer, signal, origin } = run;
  const secret = crypto.randomUUID();
  const { code, placed } = oneFile(exercise, run.crate, answer, secret);
  const executed = await execute({ code, mode: "debug", signal, ...(origin !== undefined && { origin }) });
  if (executed.kind !== "executed") return executed;
  const output = {
    stdout: executed.stdout,
    stderr: withoutCargo(executed.stderr),
    ...endOf(executed.exitDetail),
  };
  const environment = { engine: "tokio on the Rust Playground" };
  const checks = checksOf(exercise, run.crate).map(({ id }) => id);
  const report = reportOf(output, { exercise, contentHash, environment, secret, checks });
  if (report) return { kind: "report", report };
  const errors = diagnosticsOf(executed.stderr, placed);
  if (errors.length > 0) return { kind: "does-not-compile", errors };
  return {
    kind: "failed",
    message: `The Rust Playground ran nothing: ${output.stderr.trim() || "it gave no reason"}`,
  };
}

function endOf(detail: string): { code?: number; by?: string } {
  const [, what, number, name] = /^Exited with (status|signal) (\d+)(?: \((SIG\w+)\))?/.exec(detail) ?? [];
  if (what === "status") return { code: Number(number) };
  return what === "signal" && name !== undefined ? { by: name } : {};
}

/** Cargo's progress messages are not the learner's output. */
function withoutCargo(stderr: string): string {
  return stderr
    .split("\n")
    .filter((line) => !/^\s*(Compiling|Finished|Running)\b/.test(line))
    .join("\n");
}

function aborted(signal: AbortSignal): Promise<GradeOutcome> {
  return new Promise((done) => {
    const end = (): void => done({ kind: "cancelled" });
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
  });
}
