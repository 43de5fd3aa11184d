/** A file in the page -> the hand-in in it: size before content, and off the page's thread. */
import { lateWorker } from "../../lib/late-worker.ts";
import { MAX_HAND_IN_BYTES, tooLarge } from "./file-names.ts";
import type { ReadHandIn } from "./read-hand-in.ts";
import script from "./read-worker.ts?worker&url";

const readWorker = lateWorker("What reads hand-ins", script);

const refused = (message: string): ReadHandIn => ({ ok: false, message });

/** Before a loop over files: a reader that did not arrive is asked for once, not once for each of them. */
export const renewReader = (): Promise<unknown> => readWorker.load().catch(() => {});

/** @param signal ends the reading at once, and with it the wait */
export async function readFile(file: File, signal: AbortSignal): Promise<ReadHandIn> {
  if (file.size > MAX_HAND_IN_BYTES) return refused(tooLarge(file.size));
  let worker: Worker;
  try {
    worker = (await readWorker.kept())();
  } catch (error) {
    return refused(error instanceof Error ? error.message : String(error));
  }
  const read = new Promise<ReadHandIn>((resolve) => {
    worker.addEventListener("message", ({ data }: MessageEvent<ReadHandIn>) => resolve(data));
    worker.addEventListener("error", () => resolve(refused("the browser could not read it")));
    signal.addEventListener("abort", () => resolve(refused("it took too long to read")));
    worker.postMessage(file);
  });
  return read.finally(() => worker.terminate());
}
