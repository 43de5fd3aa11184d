/** Runs a command to its end, which comes in any case: a limit on time and on what it prints, and nothing that it started stays. */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Argv } from "../sandbox/node/confine.ts";
import type { Ended, Killer } from "./cargo.ts";

/** Those that end an answer: its own doing, or a limit of the system's. */
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

/** A right answer's records are a tenth of it. */
const MAX_CHARACTERS = 16_000_000;

export interface Bounds {
  cwd: string;
  /** All of it: nothing is inherited. */
  env: NodeJS.ProcessEnv;
  input?: string;
  limitMs: number;
}

export function runBounded(
  [command, ...args]: Argv,
  { cwd, env, input = "", limitMs }: Bounds,
): Promise<Ended> {
  return new Promise((done) => {
    // On Unix in a process group of its own, so that what it has started can be ended with it.
    const grouped = process.platform !== "win32";
    const child = spawn(command, args, { cwd, env, detached: grouped, windowsHide: true });
    let by: Killer | undefined;
    const kill = (): void => {
      try {
        if (grouped && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
        else child.kill("SIGKILL");
      } catch {
        // All of it is gone.
      }
    };
    const stop = (why: Killer): void => {
      by ??= why;
      kill();
    };
    const timer = setTimeout(() => stop("time"), limitMs);
    process.on("exit", kill);
    // A group of its own does not hear the terminal's Ctrl-C; leaving by `exit` ends it.
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
    // What it left running may hold its output open.
    child.on("exit", kill);
    child.on("close", (code, signal) => end(code ?? 1, signal ?? undefined));
  });
}

/** What runs a command in walls of its own tells its signal as a shell does: 128 and the signal's number. */
function signalIn(code: number): NodeJS.Signals | undefined {
  if (process.platform === "win32") return undefined;
  return SIGNALS.find((name) => constants.signals[name] === code - 128);
}
