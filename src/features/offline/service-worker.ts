/** The service worker: after one visit everything is here, running code included; a new version waits until it is asked for. */
/// <reference lib="webworker" />
import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] };

cleanupOutdatedCaches();
// A lesson's address ends in a slash; its page is the index.html there.
precacheAndRoute(self.__WB_MANIFEST, { directoryIndex: "index.html", cleanURLs: false });

// Never by itself: a page must not change under a learner's hands.
self.addEventListener("message", (event: ExtendableMessageEvent) => {
  const data: unknown = event.data;
  if (typeof data === "object" && data !== null && "type" in data && data.type === "SKIP_WAITING")
    void self.skipWaiting();
});
