/** Shows HTML that the build made from markdown; links to other lessons stay inside the app. */
import type { MouseEvent } from "react";
import { useLocation } from "wouter";

export function Html({ html, className }: { html: string; className?: string }) {
  const [, navigate] = useLocation();
  function follow(event: MouseEvent<HTMLDivElement>) {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.metaKey ||
      event.ctrlKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[data-lesson]") : null;
    if (!link?.dataset["lesson"]) return;
    event.preventDefault();
    navigate(`/${link.dataset["lesson"]}/${link.hash}`);
  }
  return (
    // This handles clicks on links inside, which the keyboard can reach.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions
    <div className={className} onClick={follow} dangerouslySetInnerHTML={{ __html: html }} />
  );
}
