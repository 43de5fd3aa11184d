/** Which version of the course this tab shows, and which is waiting: the tab that asks for the new one reloads, the others ask first. */

/** `ready`: a newer version waits to be taken. `taken`: another tab took it, and this one still shows the version before. */
export type Offer = "none" | "ready" | "taken";

export interface Versions {
  /** Puts the newest version in place, and reloads this tab with it. */
  take(): void;
}

/** A tab that is open for days hears of new versions too; nobody needs to hear sooner. */
const LOOK_AGAIN_MS = 60 * 60_000;

/**
 * A tab of the very first visit has no service worker behind it, so what counts is the registration that all tabs share:
 * `controllerchange` never comes there.
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
    // The first of all is no news: what it holds is what the page shows.
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
    // Without a network there is no newer version to be had.
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
