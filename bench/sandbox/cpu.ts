/** Reads the CPU time of a process and its descendants from /proc. */
import { readdirSync, readFileSync } from "node:fs";

/** The kernel counts in hundredths of a second. */
const TICKS_PER_SECOND = 100;

interface ProcessTime {
  pid: number;
  parent: number;
  seconds: number;
}

/** Seconds that `root` and its descendants have used; undefined where there is no /proc. */
export function cpuSeconds(root: number): number | undefined {
  const all = processes();
  if (!all) return undefined;
  let family = new Set([root]);
  for (let grown = true; grown;) {
    const next = new Set([
      ...family,
      ...all.filter(({ parent }) => family.has(parent)).map(({ pid }) => pid),
    ]);
    grown = next.size > family.size;
    family = next;
  }
  return all.filter(({ pid }) => family.has(pid)).reduce((sum, { seconds }) => sum + seconds, 0);
}

function processes(): ProcessTime[] | undefined {
  try {
    return readdirSync("/proc").flatMap((name) => (/^\d+$/.test(name) ? read(Number(name)) : []));
  } catch {
    return undefined;
  }
}

function read(pid: number): ProcessTime[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name, in brackets, may contain spaces; the fields are counted after it.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [parent, user, system] = [Number(fields[1]), Number(fields[11]), Number(fields[12])];
    return [{ pid, parent, seconds: (user + system) / TICKS_PER_SECOND }];
  } catch {
    // The process ended while the list was read.
    return [];
  }
}
