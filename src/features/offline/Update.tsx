/** Offers a new version of the course; only the learner switches to it. */
import { useEffect, useRef, useState } from "react";
import { flushProgress } from "../../progress/store.ts";
import { followVersions, type Offer, type Versions } from "./versions.ts";

interface Connection {
  saveData?: boolean;
}

/** On a metered connection the course is not downloaded ahead. */
const savesData = (): boolean =>
  (navigator as Navigator & { connection?: Connection }).connection?.saveData === true;

const WORDS: Record<Exclude<Offer, "none">, string> = {
  ready: "A new version of the course is ready. Your work stays as it is.",
  taken:
    "Another tab switched to a new version of the course; this tab still shows the earlier version. Your work stays as it is.",
};

export function Update() {
  const [offer, setOffer] = useState<Offer>("none");
  const versions = useRef<Promise<Versions>>(undefined);
  useEffect(() => {
    // The development server has no service worker.
    if (import.meta.env.DEV || savesData() || versions.current || !("serviceWorker" in navigator)) return;
    versions.current = whenLoaded().then(() =>
      followVersions(navigator.serviceWorker, `${import.meta.env.BASE_URL}service-worker.js`, setOffer, () =>
        location.reload(),
      ),
    );
    // A browser that forbids it (for example in a private window) can show the course only online.
    versions.current.catch((error: unknown) => console.info("No service worker:", error));
  }, []);
  async function take() {
    await flushProgress();
    (await versions.current)?.take();
  }
  if (offer === "none") return null;
  return (
    <p className="notice" role="status">
      <span>{WORDS[offer]}</span>
      <button type="button" className="button" onClick={() => void take()}>
        Reload to update
      </button>
      <button type="button" className="button quiet" onClick={() => setOffer("none")}>
        Later
      </button>
    </p>
  );
}

/** Downloading ahead must not delay what the page needs. */
const whenLoaded = (): Promise<void> =>
  document.readyState === "complete"
    ? Promise.resolve()
    : new Promise((resolve) => addEventListener("load", () => resolve(), { once: true }));
