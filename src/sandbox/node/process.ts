/** Starts the process that one answer is graded in, hands it the job, and hears nothing from it but the engine. */
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
/** The heap, the program, and what lies outside the heap: ArrayBuffers. */
const MEMORY_BYTES = 1 << 30;
const LIMIT_MS = 120_000;
/** No right answer says as much; see `HostLimits` for the page's. */
const MAX_CHARACTERS = 32_000_000;

/** Node's own name for its permission model; with no permission granted, files, processes, threads and addons are out of reach. */
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

export interface Listener {
  /** What the engine said; what it means is to be parsed. */
  line(text: string): void;
  /** It said more than any right answer would. */
  flood(): void;
  /** The process is gone. Nothing is heard after it. */
  gone(): void;
}

export interface AnswerProcess {
  /** Once; or `dismiss`. */
  run(job: Omit<Job, "secret" | "limitMs">, listener: Listener): void;
  kill(): void;
  /** There is no job after all. It ends by itself: killed while it starts, bubblewrap would leave a process behind. */
  dismiss(): void;
}

/**
 * A process that waits for its job; it carries out one, and is never used again.
 * @param program what runs in it; tests put there what an answer would do that had broken out of its realm
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
  // A process that is gone before it has read its job.
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

/** Lines that begin as they must; everything else was not said by the engine. */
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

/** What runs in the process, see `jail.ts`. */
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

/** Node with everything shut that it can shut itself, behind what the system offers. */
export function confinedNode(program: string): Promise<Confined> {
  const node = (text: string): Argv => [process.execPath, ...FLAGS, "-e", text];
  return confine(node(program), node("0"), CONFINEMENT);
}
