/** The notice in place of a part that could not be loaded: what is missing, the likely cause, what to do; it disappears when the part has loaded. */
import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import type { NotLoaded, Standing } from "../lib/late.ts";

interface Props {
  error: NotLoaded;
  onBack(): void;
}

export function NotLoadedNotice({ error, onBack }: Props) {
  const { part } = error;
  const standing = useSyncExternalStore(part.subscribe, part.standing);
  const back = useEffectEvent(onBack);
  useEffect(() => part.wait(() => back()), [part]);
  return (
    <div className="notice" data-tone="warn" role="alert">
      <span>
        <span>{(part.newest() ?? error).message}</span> <span>{STANDING[standing]}</span>
      </span>
      <button type="button" className="button" onClick={() => void part.again()}>
        Try again
      </button>
      <button type="button" className="button quiet" onClick={() => location.reload()}>
        Reload
      </button>
    </div>
  );
}

const STANDING: Record<Standing, string> = {
  trying: "Retrying…",
  waiting: "Retrying automatically. The rest of the page works, and your work is stored.",
  "given-up": "Retrying when you are back online. The rest of the page works, and your work is stored.",
};
