/** Tells when an element is near the viewport, so that heavy parts load only for readers who get there. */
import { useEffect, useState, type RefObject } from "react";

/** About a screen and a half ahead of a reader who scrolls. */
const MARGIN = "150% 0px";

/** Once near, always near. */
export function useNear(element: RefObject<Element | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    if (near || !element.current) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setNear(true);
      },
      { rootMargin: MARGIN },
    );
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element, near]);
  return near;
}
