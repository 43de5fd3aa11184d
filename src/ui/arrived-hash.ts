/** The URL fragment with which the reader arrived, not the ones that the page itself writes. */
import { useEffect, useState } from "react";

export function useArrivedHash(): string {
  const [hash, setHash] = useState(hashNow);
  useEffect(() => {
    const arrive = () => setHash(window.location.hash);
    addEventListener("hashchange", arrive);
    return () => removeEventListener("hashchange", arrive);
  }, []);
  return hash;
}

// The build renders pages too, where there is no window.
const hashNow = (): string => (typeof window === "undefined" ? "" : window.location.hash);
