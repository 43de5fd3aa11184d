/** Stores the tools that the very first page used before its service worker could see it. */
import { isTool, MATCH, TOOLS_CACHE } from "./tools.ts";

/** What it costs is a look into the browser's own cache, where these files have just arrived. */
export async function keepUsed(base: string): Promise<void> {
  if (!("serviceWorker" in navigator) || navigator.serviceWorker.controller) return;
  await navigator.serviceWorker.ready;
  const cache = await caches.open(TOOLS_CACHE);
  for (const { name } of performance.getEntriesByType("resource")) {
    if (!name.startsWith(`${location.origin}${base}assets/`) || (await caches.match(name, MATCH))) continue;
    const response = await fetch(name).catch(() => undefined);
    if (response && isTool(response)) await cache.put(name, response);
  }
}
