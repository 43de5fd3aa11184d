/** Where the page stands after a navigation: at the linked heading, or at the top with the focus on the title. */
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

/** Called by a page once its content is there. */
export function arrive(title: HTMLElement | null): void {
  if (window.location.pathname !== firstPath) moved = true;
  const target = linked();
  if (target) show(target);
  else if (moved) title?.focus({ preventScroll: true });
}

/** Opens what is folded around it: not every browser does so for a link into it. */
function show(target: HTMLElement): void {
  for (let fold = target.closest("details"); fold; fold = fold.parentElement?.closest("details") ?? null)
    fold.open = true;
  target.scrollIntoView({ behavior: "instant" });
}

/** Links within the page, which the browser follows by itself. */
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
    // Not every fragment is well-formed; this one then links to nothing.
    return null;
  }
}
