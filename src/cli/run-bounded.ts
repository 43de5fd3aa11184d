/** Runs a command to its end, which comes in any case: a limit on time and on what it prints, and nothing that it started stays. */
import { spawn } from "node:child_process";
import type { Argv } from "../sandbox/node/confine.ts";
import type { Ended } from "./cargo.ts";

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
    const kill = (): void => {
      try {
        if (grouped && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
        else child.kill("SIGKILL");
      } catch {
        // All of it is gone.
      }
    };
    const timer = setTimeout(kill, limitMs);
    process.on("exit", kill);
    let characters = 0;
    const text = { stdout: "", stderr: "" };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (chunk: string) => {
        characters += chunk.length;
        if (characters > MAX_CHARACTERS) kill();
        else text[name] += chunk;
      });
    }
    child.stdin.on("error", () => {}).end(input);
    const end = (code: number, stderr = text.stderr): void => {
      clearTimeout(timer);
      process.off("exit", kill);
      done({ code, stdout: text.stdout, stderr });
    };
    child.on("error", (error) => end(1, error.message));
    // What it left running may hold its output open.
    child.on("exit", kill);
    child.on("close", (code) => end(code ?? 1));
  });
}
