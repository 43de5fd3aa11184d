/** Scrolls after a navigation: to the linked heading, or to the top with the focus on the title. */
import { useEffect } from "react";
import { useLocation } from "wouter";

const firstPath = window.location.pathname;
/** Whether a link inside the app was followed; the first page keeps the browser's own focus and scroll position. */
let moved = false;

export function useScrollToTop(): void {
  const [location] = useLocation();
  useEffect(() => {
    if (moved && !window.location.hash) window.scrollTo({ top: 0, behavior: "instant" });
  }, [location]);
}

/** A page calls it once its content has loaded. */
export function arrive(title: HTMLElement | null): void {
  if (window.location.pathname !== firstPath) moved = true;
  const target = linked();
  if (target) show(target);
  else if (moved) title?.focus({ preventScroll: true });
}

/** Opens the collapsed elements around it: not every browser does so for a link into them. */
function show(target: HTMLElement): void {
  for (let fold = target.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
  target.scrollIntoView({ behavior: "instant" });
}

/** Links within the page, which the browser follows itself. */
export function useOpenedLinks(): void {
  useEffect(() => {
    const follow = () => {
      const target = linked();
      if (target?.closest("details:not([open])")) show(target);
    };
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);
}

function linked(): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
  } catch {
    // A malformed fragment links to nothing.
    return null;
  }
}
