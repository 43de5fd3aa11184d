/** A file in the page -> the hand-in in it: size before content, and off the page's thread. */
import { MAX_HAND_IN_BYTES, tooLarge } from "./file-names.ts";
import type { ReadHandIn } from "./read-hand-in.ts";

const refused = (message: string): ReadHandIn => ({ ok: false, message });

/** @param signal ends the reading at once, and with it the wait */
export function readFile(file: File, signal: AbortSignal): Promise<ReadHandIn> {
  if (file.size > MAX_HAND_IN_BYTES) return Promise.resolve(refused(tooLarge(file.size)));
  const worker = new Worker(new URL("./read-worker.ts", import.meta.url), { type: "module" });
  const read = new Promise<ReadHandIn>((resolve) => {
    worker.addEventListener("message", ({ data }: MessageEvent<ReadHandIn>) => resolve(data));
    worker.addEventListener("error", () => resolve(refused("the browser could not read it")));
    signal.addEventListener("abort", () => resolve(refused("it took too long to read")));
    worker.postMessage(file);
  });
  return read.finally(() => worker.terminate());
}
