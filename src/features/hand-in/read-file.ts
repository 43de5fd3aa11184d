/** Reads a hand-in from a file in the page: checks the size first, then reads in a worker. */
import { lateWorker } from "../../lib/late-worker.ts";
import { MAX_HAND_IN_BYTES, tooLarge } from "./file-names.ts";
import type { ReadHandIn } from "./read-hand-in.ts";
import script from "./read-worker.ts?worker&url";

const readWorker = lateWorker("The reader of hand-ins", script);

const refused = (message: string): ReadHandIn => ({ ok: false, message });

/** Call before a loop over files, so that a reader that fails to load is loaded once, not once for each file. */
export const renewReader = (): Promise<unknown> => readWorker.load().catch(() => {});

/** @param signal stops the reading at once */
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
    signal.addEventListener("abort", () => resolve(refused("reading it took too long")));
    worker.postMessage(file);
  });
  return read.finally(() => worker.terminate());
}
