/** Scrolls after a navigation: to the linked heading, back to where the reader left the page, or to its top. */
import { useEffect } from "react";
import { useLocation } from "wouter";

// The build renders pages too, where there is no window.
const firstPath = typeof window === "undefined" ? "" : window.location.pathname;
/** Whether a link inside the app was followed; the first page keeps the browser's own focus and scroll position. */
let moved = false;

/** Where a page was left: how far below the window's top the element stood that the reader saw there. */
interface Left {
  id: string;
  top: number;
}
const left = new Map<string, Left>();
/** Set while the browser's Back or Forward leads to a page that was left before. */
let back: Left | undefined;

export function useScrollToTop(): void {
  const [location] = useLocation();
  useEffect(() => {
    if (!moved) return;
    const element = back && document.getElementById(back.id);
    if (back && element)
      window.scrollBy({ top: element.getBoundingClientRect().top - back.top, behavior: "instant" });
    else if (!window.location.hash) window.scrollTo({ top: 0, behavior: "instant" });
    back = undefined;
  }, [location]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const note = () => {
      const path = window.location.pathname;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const seen = document.elementFromPoint(innerWidth / 2, innerHeight / 3)?.closest("main [id]");
        if (seen && path === window.location.pathname)
          left.set(path, { id: seen.id, top: seen.getBoundingClientRect().top });
      }, NOTED_AFTER_MS);
    };
    const goBack = () => (back = left.get(window.location.pathname));
    addEventListener("scroll", note, { passive: true });
    addEventListener("popstate", goBack);
    return () => {
      clearTimeout(timer);
      removeEventListener("scroll", note);
      removeEventListener("popstate", goBack);
    };
  }, []);
}

const NOTED_AFTER_MS = 100;

/** A page calls it once its content has loaded. */
export function arrive(title: HTMLElement | null): void {
  if (window.location.pathname !== firstPath) moved = true;
  const target = linked();
  if (target && !back) show(target);
  else if (moved) title?.focus({ preventScroll: true });
}

/** Follows a link within the page, and takes the focus along. */
export function goTo(id: string): void {
  const target = document.getElementById(id);
  if (!target) return;
  history.pushState(history.state, "", `#${id}`);
  show(target);
  focusOn(target);
}

/** The next Tab goes on from there. */
export function focusOn(target: HTMLElement): void {
  if (target.tabIndex < 0) target.tabIndex = -1;
  target.focus({ preventScroll: true });
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
