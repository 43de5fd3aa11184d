/** Starts the process that grades one answer, passes it the job, and listens only to the engine. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { parse } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { confine, type Argv, type Confined, type Confinement } from "./confine.ts";
import type { Job } from "./jail.ts";
import { watchMemory } from "./memory.ts";

/** A right answer needs a few megabytes. */
const HEAP_MB = 256;
/** The heap, the program, and ArrayBuffers outside the heap. */
const MEMORY_BYTES = 1 << 30;
const LIMIT_MS = 120_000;
/** More than any right answer writes; see `HostLimits` for the page's limit. */
const MAX_CHARACTERS = 32_000_000;

/** Node's own flag for its permission model; without grants, files, processes, threads and addons are unreachable. */
const PERMISSION = process.allowedNodeEnvironmentFlags.has("--permission")
  ? "--permission"
  : "--experimental-permission";

const FLAGS = [
  PERMISSION,
  "--disallow-code-generation-from-strings",
  "--frozen-intrinsics",
  "--no-addons",
  "--no-warnings",
  `--max-old-space-size=${HEAP_MB}`,
];

const CONFINEMENT: Confinement = {
  reads: [process.execPath],
  writes: [],
  memoryBytes: MEMORY_BYTES,
  cpuSeconds: LIMIT_MS / 1000,
  fileBytes: 0,
  processes: 64,
};

interface Listener {
  /** A message of the engine, not parsed yet. */
  line(text: string): void;
  /** It wrote more than any right answer does. */
  flood(): void;
  /** The process has ended. This is the last event. */
  gone(): void;
}

export interface AnswerProcess {
  /** Call once, or call `dismiss`. */
  run(job: Omit<Job, "secret" | "limitMs">, listener: Listener): void;
  kill(): void;
  /** There is no job after all; the process ends itself, because killing bubblewrap during its start would leave a process behind. */
  dismiss(): void;
}

/**
 * A process that waits for one job and is never reused. @param program the program to run; tests pass
 * attacks of an escaped answer
 */
export async function startProcess(program?: string): Promise<AnswerProcess> {
  const { argv, memoryBounded } = await confinedNode(program ?? (await (jail ??= jailText())));
  const [command, ...args] = argv;
  const child = spawn(command, args, {
    env: {},
    cwd: parse(process.execPath).root,
    stdio: ["pipe", "pipe", "ignore"],
    windowsHide: true,
  });
  const kill = (): void => void child.kill("SIGKILL");
  let listener: Listener | undefined;
  let gone = false;
  const stopWatching =
    memoryBounded || child.pid === undefined ? () => {} : watchMemory(child.pid, MEMORY_BYTES, kill);
  const forget = (): void => {
    if (gone) return;
    gone = true;
    stopWatching();
    process.off("exit", kill);
    listener?.gone();
  };
  process.on("exit", kill);
  child.on("error", forget);
  child.on("close", forget);
  // The process ended before it read its job.
  child.stdin.on("error", () => {});

  return {
    run(job, wanted) {
      listener = wanted;
      if (gone) return wanted.gone();
      const secret = randomBytes(16).toString("hex");
      readLines(child.stdout, `${secret} `, wanted);
      child.stdin.end(`${JSON.stringify({ ...job, secret, limitMs: LIMIT_MS } satisfies Job)}\n`);
    },
    kill,
    dismiss: () => void child.stdin.end(),
  };
}

/** Only lines with the secret come from the engine. */
function readLines(stdout: NodeJS.ReadableStream, prefix: string, listener: Listener): void {
  let characters = 0;
  let rest = "";
  stdout.setEncoding("utf8");
  stdout.on("data", (chunk: string) => {
    characters += chunk.length;
    if (characters > MAX_CHARACTERS) return listener.flood();
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.startsWith(prefix)) listener.line(line.slice(prefix.length));
  });
}

let jail: Promise<string> | undefined;

/** The program in the process, see `jail.ts`. */
export async function jailText(): Promise<string> {
  const source = await readFile(fileURLToPath(new URL("./jail.ts", import.meta.url)), "utf8");
  const { code } = await esbuild.transform(source, {
    loader: "ts",
    format: "cjs",
    target: "node20",
    minifyWhitespace: true,
  });
  return `${code}\n//# sourceURL=node:course`;
}

/** Node with all of its own restrictions, inside the walls of the system. */
export function confinedNode(program: string): Promise<Confined> {
  const node = (text: string): Argv => [process.execPath, ...FLAGS, "-e", text];
  return confine(node(program), node("0"), CONFINEMENT);
}
