/** The service worker: it stores texts on the first visit and tools on first use; a new version waits until the learner asks for it. */
/// <reference lib="webworker" />
import * as v from "valibot";
import { cleanupOutdatedCaches, getCacheKeyForURL, matchPrecache, precache } from "workbox-precaching";
import { canonicalPath } from "../../course/address.ts";
import { isTool, MATCH, NAMED_BY_CONTENT, Tool, TOOLS_CACHE, TOOLS_LIST } from "./tools.ts";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

const { pathname: base } = new URL(self.registration.scope);

// Delete caches of earlier versions only when this one becomes active: until then a page may still need them.
cleanupOutdatedCaches();
precache(self.__WB_MANIFEST);

self.addEventListener("activate", (event) => {
  event.waitUntil(dropOldTools());
  // So that tools used on the first visit are stored too.
  event.waitUntil(self.clients.claim());
});

self.addEventListener("fetch", (event) => {
  const answer = answerTo(event);
  if (answer) event.respondWith(answer);
});

// Never automatically: a page must not change while a learner uses it.
self.addEventListener("message", (event: ExtendableMessageEvent) => {
  const data: unknown = event.data;
  if (typeof data === "object" && data !== null && "type" in data && data.type === "SKIP_WAITING")
    void self.skipWaiting();
});

/** @returns undefined for requests that the browser handles itself */
function answerTo(event: FetchEvent): Promise<Response> | undefined {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return undefined;
  if (request.mode === "navigate") return page(request, canonicalPath(url.pathname, base));
  if (getCacheKeyForURL(url.pathname)) return ahead(url.pathname, request);
  const isStored = url.pathname.startsWith(base) && NAMED_BY_CONTENT.test(url.pathname.slice(base.length));
  return isStored ? tool(event) : undefined;
}

/** In any form of its address; an unknown one may be a page of a newer version. */
async function page(request: Request, path: string): Promise<Response> {
  const known = [`${path}index.html`, path].find((each) => getCacheKeyForURL(each));
  if (known) return ahead(known, request);
  try {
    return await fetch(request);
  } catch (error) {
    // The app shows "Page not found" itself; hosts do not serve their 404 page as a file.
    const shell = await matchPrecache(`${base}index.html`);
    if (!shell) throw error;
    return new Response(shell.body, { status: 404, headers: shell.headers });
  }
}

/** A browser short of space may have dropped it. */
async function ahead(path: string, request: Request): Promise<Response> {
  return (await matchPrecache(path)) ?? fetch(request);
}

async function tool(event: FetchEvent): Promise<Response> {
  const { request } = event;
  const cache = await caches.open(TOOLS_CACHE);
  const stored = await cache.match(request, MATCH);
  if (stored) return stored;
  const response = await fetch(request);
  // Without space for it the tool still works online.
  if (isTool(response)) event.waitUntil(cache.put(request, response.clone()).catch(() => undefined));
  return response;
}

/** Those of earlier versions; without this version's list none is known to be old. */
async function dropOldTools(): Promise<void> {
  const answer = await matchPrecache(`${base}${TOOLS_LIST}`);
  const list = v.safeParse(v.array(Tool), await answer?.json());
  if (!list.success) return;
  const current = new Set(list.output.map((tool) => `${base}${tool.url}`));
  const cache = await caches.open(TOOLS_CACHE);
  for (const request of await cache.keys())
    if (!current.has(new URL(request.url).pathname)) await cache.delete(request);
}
