/** Where the page stands after a navigation: at the linked heading, or at the top with the focus on the title. */
import { useEffect } from "react";
import { useLocation } from "wouter";

let navigated = false;

/** Marks that the next page was reached by a link inside the app, so that its title takes the focus. */
export function useScrollToHash(): void {
  const [location] = useLocation();
  useEffect(() => {
    if (location && navigated && !window.location.hash) window.scrollTo({ top: 0, behavior: "instant" });
    navigated = true;
  }, [location]);
}

/** Called by a page once its content is there. */
export function arrive(title: HTMLElement | null): void {
  const target = window.location.hash
    ? document.getElementById(decodeURIComponent(window.location.hash.slice(1)))
    : null;
  if (target) target.scrollIntoView({ behavior: "instant" });
  else if (title && document.activeElement === document.body) title.focus({ preventScroll: true });
}
