/** A worker's script is asked for before the worker is started: a worker that finds none says neither that nor why. */
import { late, type Late } from "./late.ts";

/**
 * @param what the part in the reader's words, at the beginning of a sentence
 * @param url of the script, a module
 * @returns what starts a worker
 */
export function lateWorker(what: string, url: string): Late<() => Worker> {
  return late(what, async () => {
    const response = await fetch(url);
    // Only its beginning: the worker fetches it, and a browser that has it fresh does not send for it twice.
    await response.body?.cancel();
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    // Many hosts answer with their start page where there is no file.
    if (response.headers.get("content-type")?.startsWith("text/html"))
      throw new Error("the server has a page there");
    return () => new Worker(url, { type: "module" });
  });
}
