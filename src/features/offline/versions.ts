/** Which version of the course this tab shows, and which is waiting: the tab that asks for the new one reloads, the others ask first. */

/** `ready`: a newer version is waiting. `taken`: another tab switched to it; this one still shows the earlier version. */
export type Offer = "none" | "ready" | "taken";

export interface Versions {
  /** Activates the newest version and reloads this tab. */
  take(): void;
}

/** Often enough for a tab that is open for days. */
const LOOK_AGAIN_MS = 60 * 60_000;

/**
 * A tab of the first visit has no service worker, and `controllerchange` never fires there; so watch the
 * registration that all tabs share.
 * @param script address of the service worker
 * @param reload as `location.reload`
 */
export async function followVersions(
  container: ServiceWorkerContainer,
  script: string,
  onOffer: (offer: Offer) => void,
  reload: () => void,
): Promise<Versions> {
  const registration = await container.register(script);
  let asked = false;

  function watch(worker: ServiceWorker | null): void {
    // The first service worker is not an update: it holds what the page shows.
    if (worker === null || registration.active === null) return;
    const look = () => {
      if (worker.state === "installed") onOffer("ready");
      else if (worker.state === "activated" && asked) reload();
      else if (worker.state === "activated") onOffer("taken");
    };
    worker.addEventListener("statechange", look);
    look();
  }

  watch(registration.waiting);
  watch(registration.installing);
  registration.addEventListener("updatefound", () => watch(registration.installing));

  let lookedAt = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - lookedAt < LOOK_AGAIN_MS) return;
    lookedAt = Date.now();
    // Offline, there is no newer version to find.
    registration.update().catch(() => {});
  });

  return {
    take() {
      asked = true;
      if (registration.waiting) registration.waiting.postMessage({ type: "SKIP_WAITING" });
      else reload();
    },
  };
}
