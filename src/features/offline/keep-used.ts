/** Stores the tools that the first page uses before its service worker sees all requests. */
import { isTool, MATCH, NAMED_BY_CONTENT, TOOLS_CACHE } from "./tools.ts";

/** It costs only a lookup in the browser's own cache, where these files have just arrived. */
export async function keepUsed(base: string): Promise<void> {
  if (!("serviceWorker" in navigator) || navigator.serviceWorker.controller) return;
  await navigator.serviceWorker.ready;
  const cache = await caches.open(TOOLS_CACHE);
  const keep = async (name: string) => {
    const course = `${location.origin}${base}`;
    if (!name.startsWith(course) || !NAMED_BY_CONTENT.test(name.slice(course.length))) return;
    if (await caches.match(name, MATCH)) return;
    const response = await fetch(name);
    if (isTool(response)) await cache.put(name, response);
  };
  new PerformanceObserver((list) => {
    // A tool that cannot be stored now is stored when it is next used.
    for (const { name } of list.getEntries()) void keep(name).catch(() => undefined);
  }).observe({ type: "resource", buffered: true });
}
