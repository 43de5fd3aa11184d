/** Ends a process that has taken too much memory, where the system has no limit for it: V8 bounds its heap, but no ArrayBuffer. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const exec = promisify(execFile);
const EVERY_MS = 250;

/** @returns what stops it */
export function watchMemory(pid: number, mostBytes: number, kill: () => void): () => void {
  let asked = false;
  const timer = setInterval(() => {
    if (asked) return;
    asked = true;
    void residentBytes(pid).then((bytes) => {
      asked = false;
      if (bytes > mostBytes) kill();
    });
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** @returns 0 for a process that is gone, or where nobody can say */
export async function residentBytes(pid: number, platform = process.platform): Promise<number> {
  try {
    if (platform === "win32") {
      const { stdout } = await exec("tasklist", ["/fi", `pid eq ${pid}`, "/fo", "csv", "/nh"]);
      return bytesOfTasklist(stdout);
    }
    const { stdout } = await exec("ps", ["-o", "rss=", "-p", String(pid)]);
    return Number(stdout) * 1024 || 0;
  } catch {
    return 0;
  }
}

/** `"node.exe","4242","Console","1","41,532 K"`: thousands are parted as the user's country does it. */
export function bytesOfTasklist(line: string): number {
  const kilobytes = /,"([^"]*)"\s*$/.exec(line)?.[1]?.replaceAll(/\D/g, "");
  return Number(kilobytes ?? 0) * 1024;
}
