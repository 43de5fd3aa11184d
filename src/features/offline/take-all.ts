/** Finds and downloads what offline use still lacks; every obstacle comes back as a sentence. */
import * as v from "valibot";
import { missingOf, storeTools, Tool, TOOLS_CACHE, TOOLS_LIST } from "./tools.ts";

const BASE = import.meta.env.BASE_URL;

const NEEDS_HTTPS =
  "This browser cannot store the course here: it needs https, and some private windows forbid it.";
const NO_LIST = "Could not find out what is missing. Go online, then reload this page.";

/** @returns the reason if it cannot */
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

/** @returns why it stopped; undefined when everything is stored */
export async function takeAll(
  signal: AbortSignal,
  onBytes: (packedBytes: number) => void,
): Promise<string | undefined> {
  try {
    // The service worker downloads the texts; with data saving on, it does not exist yet.
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
  const kept = "What was downloaded is kept.";
  if (name === "AbortError") return `Cancelled. ${kept}`;
  if (name === "QuotaExceededError")
    return `The browser is out of space for the course. ${kept} Free some space, then continue.`;
  const why = error instanceof Error ? error.message : String(error);
  return `The download stopped (${why}). ${kept} Check your connection, then continue.`;
}
