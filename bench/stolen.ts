/** Measures stolen time: the share of a virtual machine's processor time that its host gave to others. */
import { readFileSync } from "node:fs";

/**
 * @returns a function that reports in words which percentage of runnable time was stolen since this call; a run
 * with much stolen time says little about the code
 */
export function watchStolen(): () => string {
  const before = read();
  return () => {
    const after = read();
    if (before === null || after === null) return "stolen by the host: unknown";
    const wanted = after.wanted - before.wanted;
    const share = wanted === 0 ? 0 : (after.stolen - before.stolen) / wanted;
    return `stolen by the host: ${(100 * share).toFixed(0)} %`;
  };
}

/** In ticks: user, nice, system, idle, iowait, irq, softirq, steal are the columns of Linux's first line. */
function read(): { wanted: number; stolen: number } | null {
  try {
    const columns = readFileSync("/proc/stat", "utf8")
      .split("\n")[0]!
      .trim()
      .split(/\s+/)
      .slice(1)
      .map(Number);
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, stolen = 0] = columns;
    return { wanted: user + nice + system + irq + softirq + stolen, stolen };
  } catch {
    return null;
  }
}
