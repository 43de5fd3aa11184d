/** Puts a command behind what the operating system offers to anybody: no network, no files but those named, limits. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { promisify } from "node:util";

const exec = promisify(execFile);

export interface Confinement {
  /** Files and folders that the command reads, besides the system's libraries. */
  reads: readonly string[];
  /** Folders that it writes to. */
  writes: readonly string[];
  /** The command's own file, where it must find it to tell the lines of its code. */
  self?: string;
  /** Private memory that it may write to, everything together. */
  memoryBytes: number;
  /** Seconds of processor time. */
  cpuSeconds: number;
  /** No file that it writes may be larger. */
  fileBytes: number;
  /** Processes and threads, where they can be told from the user's other ones. */
  processes: number;
}

export type Argv = readonly [command: string, ...args: string[]];
type Wrapper = (command: Argv, confinement: Confinement) => Argv;

export interface Confined {
  argv: Argv;
  /** What stands around the command, in words for the reader of a report. */
  walls: string;
  /** Whether the system itself bounds the memory. */
  memoryBounded: boolean;
}

/** The command is started with another environment than ours, in which it may not be found; where it is nowhere, trying it fails. */
function onPath(name: string): string {
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(isAbsolute);
  return (
    folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? join("/nowhere", name)
  );
}

const none: Wrapper = (command) => command;

/** In namespaces of its own, with nothing of the file system but what is named. Of `/proc` there is one link at most. */
const bubblewrap: Wrapper = (command, { reads, writes, self }) => [
  onPath("bwrap"),
  "--unshare-all",
  "--die-with-parent",
  "--new-session",
  "--cap-drop",
  "ALL",
  ...["/usr", "/bin", "/lib", "/lib64"].flatMap((folder) => ["--ro-bind-try", folder, folder]),
  "--dev",
  "/dev",
  "--tmpfs",
  "/tmp",
  ...reads.flatMap((path) => ["--ro-bind", path, path]),
  ...writes.flatMap((path) => ["--bind", path, path]),
  ...(self === undefined ? [] : ["--symlink", self, "/proc/self/exe"]),
  "--",
  ...command,
];

/** Namespaces alone: no network and no other process in sight, but the files that the user sees. */
const unshare: Wrapper = (command) => [
  onPath("unshare"),
  "--user",
  "--net",
  "--ipc",
  "--pid",
  "--fork",
  "--kill-child",
  "--",
  ...command,
];

/** macOS: no network, nothing written but where it is named, none of the user's files read. */
const sandboxExec: Wrapper = (command, { reads, writes }) => {
  const paths = (folders: readonly string[]) =>
    folders.map((path) => `(subpath ${JSON.stringify(path)})`).join(" ");
  const profile = [
    "(version 1)",
    "(allow default)",
    "(deny network*)",
    `(deny file-write* (require-not (require-any (literal "/dev/null") ${paths(writes)})))`,
    `(deny file-read-data (subpath "/Users"))`,
    reads.length + writes.length > 0 ? `(allow file-read-data ${paths([...reads, ...writes])})` : "",
  ];
  return [onPath("sandbox-exec"), "-p", profile.join(""), ...command];
};

/** In namespaces of its own a command's processes are counted apart; elsewhere the user's others would count as well. */
const limits =
  (namespaced: boolean): Wrapper =>
  (command, { memoryBytes, cpuSeconds, fileBytes, processes }) => [
    onPath("prlimit"),
    `--data=${memoryBytes}`,
    `--cpu=${cpuSeconds}`,
    `--fsize=${fileBytes}`,
    ...(namespaced ? [`--nproc=${processes}`] : []),
    "--core=0",
    "--nofile=256",
    "--memlock=0",
    "--",
    ...command,
  ];

interface Option {
  wrap: Wrapper;
  walls: string;
}

const OPTIONS: Partial<Record<NodeJS.Platform, Option[]>> = {
  linux: [
    { wrap: bubblewrap, walls: "bubblewrap" },
    { wrap: unshare, walls: "namespaces" },
  ],
  darwin: [{ wrap: sandboxExec, walls: "sandbox-exec" }],
};
const NO_WALLS: Option = { wrap: none, walls: "" };

/** Whether this system lets this user have it is found out by trying, once. */
const tried = new Map<string, Promise<boolean>>();

function works([command, ...args]: Argv): Promise<boolean> {
  const key = JSON.stringify([command, ...args]);
  const known =
    tried.get(key) ??
    exec(command, args, { env: {}, timeout: 20_000 }).then(
      () => true,
      () => false,
    );
  tried.set(key, known);
  return known;
}

/** @param probe a command that does nothing but start what `command` starts; a wall that it does not survive is left out */
export async function confine(command: Argv, probe: Argv, confinement: Confinement): Promise<Confined> {
  let chosen = NO_WALLS;
  for (const option of OPTIONS[process.platform] ?? []) {
    if (!(await works(option.wrap(probe, confinement)))) continue;
    chosen = option;
    break;
  }
  const limited = limits(chosen !== NO_WALLS);
  const memoryBounded =
    process.platform === "linux" && (await works(chosen.wrap(limited(probe, confinement), confinement)));
  const inner = memoryBounded ? limited(command, confinement) : command;
  return { argv: chosen.wrap(inner, confinement), walls: chosen.walls, memoryBounded };
}
