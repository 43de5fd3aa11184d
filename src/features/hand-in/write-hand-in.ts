/** Makes the hand-in file from a learner's records, in a worker. */
import { breather } from "../../lib/breather.ts";
import type { Stored } from "../../progress/schema.ts";
import type { ToWrite } from "./write-worker.ts";

/** @throws when the browser cannot make it */
export async function writeHandIn(records: readonly Stored[], learner: string): Promise<Blob> {
  const worker = new Worker(new URL("./write-worker.ts", import.meta.url), { type: "module" });
  const post = (message: ToWrite): void => worker.postMessage(message);
  const written = new Promise<Blob>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<Blob>) => resolve(data));
    worker.addEventListener("error", () => reject(new Error("the browser could not write it")));
  });
  const breathe = breather();
  try {
    for (const record of records) {
      post({ record });
      await breathe();
    }
    post({ learner });
    return await written;
  } finally {
    worker.terminate();
  }
}
