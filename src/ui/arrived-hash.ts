/** The part of the address after `#` as somebody brought it: a new one, not what the page itself writes there. */
import { useEffect, useState } from "react";

export function useArrivedHash(): string {
  const [hash, setHash] = useState(() => window.location.hash);
  useEffect(() => {
    const arrive = () => setHash(window.location.hash);
    addEventListener("hashchange", arrive);
    return () => removeEventListener("hashchange", arrive);
  }, []);
  return hash;
}
