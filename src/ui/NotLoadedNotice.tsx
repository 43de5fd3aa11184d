/** In the place of a part that could not be loaded: what is missing, why it may be, and what to do; it goes when the part is back. */
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
  trying: "Trying again …",
  waiting: "Retrying automatically. The rest of the page works, and what you wrote is stored.",
  "given-up":
    "It is tried again when you are back online. The rest of the page works, and what you wrote is stored.",
};
