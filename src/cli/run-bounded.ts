/** Runs a command with limits on time and output, and ends everything that it started. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Argv } from "../sandbox/node/confine.ts";
import type { Ended, Killer } from "./cargo.ts";

/** Signals that end an answer, by its own fault or by a system limit. */
const SIGNALS = [
  "SIGABRT",
  "SIGSEGV",
  "SIGBUS",
  "SIGILL",
  "SIGKILL",
  "SIGXCPU",
  "SIGXFSZ",
  "SIGSYS",
] as const;

/** Ten times a right answer's records. */
const MAX_CHARACTERS = 16_000_000;

export interface Bounds {
  cwd: string;
  /** The whole environment: nothing is inherited. */
  env: NodeJS.ProcessEnv;
  input?: string;
  limitMs: number;
}

export function runBounded(
  [command, ...args]: Argv,
  { cwd, env, input = "", limitMs }: Bounds,
): Promise<Ended> {
  return new Promise((done) => {
    // On Unix in its own process group, so that everything it started can be ended with it.
    const grouped = process.platform !== "win32";
    const child = spawn(command, args, { cwd, env, detached: grouped, windowsHide: true });
    let by: Killer | undefined;
    const kill = (): void => {
      try {
        if (grouped && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
        else child.kill("SIGKILL");
      } catch {
        // Already gone.
      }
    };
    const stop = (why: Killer): void => {
      by ??= why;
      kill();
    };
    const timer = setTimeout(() => stop("time"), limitMs);
    process.on("exit", kill);
    // Its own group does not receive the terminal's Ctrl-C, so end it on `exit`.
    const interrupted = (): never => process.exit(130);
    process.on("SIGINT", interrupted);
    let characters = 0;
    const text = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (chunk: string) => {
        characters += chunk.length;
        if (characters > MAX_CHARACTERS) stop("output");
        else text[name] += chunk;
      });
    }
    child.stdin.on("error", () => {}).end(input);
    const end = (code: number, signal: Killer | undefined, stderr = text.stderr): void => {
      clearTimeout(timer);
      process.off("exit", kill);
      process.off("SIGINT", interrupted);
      const why = by ?? signal ?? signalIn(code);
      done({ code, ...(why !== undefined && { by: why }), stdout: text.stdout, stderr });
    };
    child.on("error", (error) => end(1, undefined, error.message));
    // A process it left running may keep its output open.
    child.on("exit", kill);
    child.on("close", (code, signal) => end(code ?? 1, signal ?? undefined));
  });
}

/** The programs that isolate a command report its signal as a shell does: 128 plus the signal's number. */
function signalIn(code: number): NodeJS.Signals | undefined {
  if (process.platform === "win32") return undefined;
  return SIGNALS.find((name) => constants.signals[name] === code - 128);
}
