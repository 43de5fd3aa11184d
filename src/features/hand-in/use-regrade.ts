/** The state of the regrade page's run: its files, its results, and how to stop it. */
import { useRef, useState } from "react";
import type { Aliases } from "../../course/aliases.ts";
import { withCurrentIds } from "./current-ids.ts";
import type { GivenFile } from "./dropped-files.ts";
import { fileKind, NOT_BY_NAME } from "./file-names.ts";
import { readFile, renewReader } from "./read-file.ts";
import { regradeRead, stopped, type Grade, type Regraded } from "./regrade.ts";

export interface RegradeRun {
  phase: "idle" | "running" | "done" | "stopped";
  done: readonly Regraded[];
  total: number;
  /** The operating system's own files, ignored. */
  litter: number;
}

const NONE: RegradeRun = { phase: "idle", done: [], total: 0, litter: 0 };

export function useRegrade(known: ReadonlySet<string>, aliases: Aliases | undefined, grade: Grade) {
  const [run, setRun] = useState(NONE);
  const stop = useRef<AbortController>(undefined);

  async function take(given: readonly GivenFile[]) {
    if (run.phase === "running" || given.length === 0) return;
    const { signal } = (stop.current = new AbortController());
    const files = given.filter(({ path }) => fileKind(path) !== "litter");
    const handIns = files.filter(isHandIn).toSorted((a, b) => (a.path < b.path ? -1 : 1));
    let done = files.filter((one) => !isHandIn(one)).map(notGraded);
    const now = { total: files.length, litter: given.length - files.length };
    setRun({ phase: "running", done, ...now });
    if (handIns.length > 0) await renewReader();
    for (const { path, file } of handIns) {
      const result = signal.aborted ? stopped(path) : await regradeFile(path, file, signal);
      done = [...done, result];
      if (!signal.aborted) setRun({ phase: "running", done, ...now });
    }
    setRun({ phase: signal.aborted ? "stopped" : "done", done, ...now });
  }

  async function regradeFile(path: string, file: File, signal: AbortSignal): Promise<Regraded> {
    const read = await readFile(file, AbortSignal.any([signal, AbortSignal.timeout(READ_BUDGET_MS)]));
    if (signal.aborted) return stopped(path);
    return regradeRead(path, withCurrentIds(read, aliases), known, grade, signal);
  }

  return { run, take, stop: () => stop.current?.abort() };
}

/** The largest allowed hand-in takes about a second. */
const READ_BUDGET_MS = 30_000;

type Readable = Extract<GivenFile, { file: File }>;

const isHandIn = (one: GivenFile): one is Readable => "file" in one && fileKind(one.path) === "hand-in";

const notGraded = (one: GivenFile): Regraded =>
  "problem" in one
    ? { file: one.path, kind: "unreadable", message: one.problem }
    : { file: one.path, kind: "other", message: NOT_BY_NAME };
