/** Offers a new version of the course when one has arrived; it is taken only when the learner says so. */
import { useEffect, useRef, useState } from "react";
import { registerSW } from "virtual:pwa-register";
import { flushProgress } from "../../progress/store.ts";

interface Connection {
  saveData?: boolean;
}

/** On a metered connection the course is not fetched ahead. */
const savesData = (): boolean =>
  (navigator as Navigator & { connection?: Connection }).connection?.saveData === true;

export function Update() {
  const [waiting, setWaiting] = useState(false);
  const update = useRef<(reload?: boolean) => Promise<void>>(undefined);
  useEffect(() => {
    if (savesData() || update.current) return;
    update.current = registerSW({ onNeedRefresh: () => setWaiting(true) });
  }, []);
  if (!waiting) return null;
  return (
    <p className="notice" role="status">
      <span>A new version of the course is ready. Your work stays as it is.</span>
      <button
        type="button"
        className="button"
        onClick={() => void flushProgress().then(() => update.current?.(true))}
      >
        Reload with it
      </button>
      <button type="button" className="button quiet" onClick={() => setWaiting(false)}>
        Later
      </button>
    </p>
  );
}
