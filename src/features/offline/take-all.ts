/** What is missing for a time without a network, and fetching it: every obstacle comes back as a sentence. */
import * as v from "valibot";
import { missingOf, storeTools, Tool, TOOLS_CACHE, TOOLS_LIST } from "./tools.ts";

const BASE = import.meta.env.BASE_URL;

const NEEDS_HTTPS =
  "This browser cannot keep the course for later here: it does so only for pages that come over https, and not in every private window.";
const NO_LIST =
  "What is still missing could not be looked up. Connect to the network, then reload this page.";

/** @returns why not, where that is so */
export async function missingTools(): Promise<Tool[] | string> {
  if (!("caches" in window) || !("serviceWorker" in navigator)) return NEEDS_HTTPS;
  try {
    const answer = await fetch(`${BASE}${TOOLS_LIST}`);
    const list = v.safeParse(v.array(Tool), answer.ok ? await answer.json() : undefined);
    return list.success ? await missingOf(list.output, BASE, await caches.open(TOOLS_CACHE)) : NO_LIST;
  } catch {
    return NO_LIST;
  }
}

/** @returns why it stopped; undefined when everything is here */
export async function takeAll(
  signal: AbortSignal,
  onBytes: (packedBytes: number) => void,
): Promise<string | undefined> {
  try {
    // The texts are the service worker's to fetch, which is not there yet for a reader who saves data.
    await navigator.serviceWorker.register(`${BASE}service-worker.js`, { scope: BASE });
    const tools = await missingTools();
    if (typeof tools === "string") return tools;
    await storeTools(tools, BASE, await caches.open(TOOLS_CACHE), { signal, onBytes });
    return undefined;
  } catch (error) {
    return whyStopped(error);
  }
}

export function whyStopped(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  const kept = "What has arrived is kept.";
  if (name === "AbortError") return `Cancelled. ${kept}`;
  if (name === "QuotaExceededError")
    return `The browser has no more space for the course. ${kept} Free some space, then continue.`;
  const why = error instanceof Error ? error.message : String(error);
  return `Fetching stopped (${why}). ${kept} Check the connection, then continue.`;
}
