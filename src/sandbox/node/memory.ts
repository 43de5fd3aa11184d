/** Kills a process that uses too much memory on systems without a limit: V8 limits its heap, but not ArrayBuffers. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const exec = promisify(execFile);
const EVERY_MS = 250;

/** @returns a function that stops watching */
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

/** @returns 0 for an ended process, or if the size is unknown */
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

/** `"node.exe","4242","Console","1","41,532 K"`: the thousands separator depends on the locale. */
export function bytesOfTasklist(line: string): number {
  const kilobytes = /,"([^"]*)"\s*$/.exec(line)?.[1]?.replaceAll(/\D/g, "");
  return Number(kilobytes ?? 0) * 1024;
}
