/** Sets the document's title, and moves the focus to the heading of a page reached by a link. */
import { useEffect, useRef, type RefObject } from "react";
import { arrive } from "./scroll.ts";

/** @param ready false while the page's content is still loading */
export function usePageTitle(title: string, ready = true): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title === "Tokio Internals" ? title : `${title} · Tokio Internals`;
  }, [title]);
  useEffect(() => {
    if (ready) arrive(heading.current);
  }, [ready]);
  return heading;
}
