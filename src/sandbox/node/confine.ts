/** Confines a command with what the operating system offers any user: no network, only the named files, limits. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { promisify } from "node:util";

const exec = promisify(execFile);

export interface Confinement {
  /** Files and folders that the command may read, besides the system's libraries. */
  reads: readonly string[];
  /** Folders that it may write to. */
  writes: readonly string[];
  /** The command's own file, where it must find it to tell the lines of its code. */
  self?: string;
  /** Limit on its total private writable memory. */
  memoryBytes: number;
  /** Seconds of processor time. */
  cpuSeconds: number;
  /** Largest file that it may write. */
  fileBytes: number;
  /** Processes and threads, if they can be counted separately from the user's others. */
  processes: number;
}

export type Argv = readonly [command: string, ...args: string[]];
type Wrapper = (command: Argv, confinement: Confinement) => Argv;

export interface Confined {
  argv: Argv;
  /** What confines the command, in words for the reader of a report. */
  walls: string;
  /** Whether the system itself limits the memory. */
  memoryBounded: boolean;
}

/** Resolve the command's path here, because its own environment has no PATH; a missing one fails when tried. */
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

/** Namespaces alone: no network and no other process visible, but all of the user's files. */
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

/** macOS: no network, writes only to the named places, no reads of the user's files. */
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

/** In its own namespaces a command's processes are counted separately; otherwise the user's others would count too. */
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

/** Tries once whether this system allows it for this user. */
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

/** @param probe a harmless command that starts the same program; a wall in which it fails is skipped */
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
