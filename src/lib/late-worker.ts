/** Fetches a worker's script before starting the worker, because a worker without a script gives no reason. */
import { late, type Late } from "./late.ts";

/**
 * @param what the part in the reader's words, as the start of a sentence
 * @param url of the script, a module
 * @returns a function that starts a worker
 */
export function lateWorker(what: string, url: string): Late<() => Worker> {
  return late(what, async () => {
    const response = await fetch(url);
    // Reads only the start: the worker fetches it itself, and a browser with a fresh copy does not download it twice.
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    // Many hosts answer with their start page for a missing file.
    if (response.headers.get("content-type")?.startsWith("text/html"))
      throw new Error("the server sent a page instead");
    return () => new Worker(url, { type: "module" });
  });
}
