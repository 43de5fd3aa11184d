/** How far the page moves when a measurement begins, so that the button pressed and the whole chart are seen. */

/** Clear of the header above, and of the window's edge below. */
const TOP_PX = 60;
const BOTTOM_PX = 8;
/** Checks that were run meanwhile may have pushed the button this far out of the window. */
const PUSHED_PX = 160;

interface Span {
  top: number;
  bottom: number;
}

/**
 * @param stage from the button to the end of the chart
 * @param row the button's own row
 * @returns px, 0 if the reader is elsewhere or everything is in view
 */
export function scrollPx(stage: Span, row: Span, windowPx: number): number {
  const elsewhere = row.bottom < TOP_PX - PUSHED_PX || row.top > windowPx + PUSHED_PX;
  if (elsewhere) return 0;
  if (stage.top < TOP_PX) return stage.top - TOP_PX;
  const missing = stage.bottom + BOTTOM_PX - windowPx;
  return Math.max(0, Math.min(missing, stage.top - TOP_PX));
}

/** @param chart its drawing ends the stage; the words below it may stay out of view */
export function scrollFor(stage: HTMLElement, chart: HTMLElement | null): number {
  const plot = chart?.querySelector("figure > :not(figcaption):last-of-type") ?? chart;
  const { top, bottom } = stage.getBoundingClientRect();
  const end = plot?.getBoundingClientRect().bottom ?? bottom;
  return scrollPx(
    { top, bottom: end },
    (stage.firstElementChild ?? stage).getBoundingClientRect(),
    window.innerHeight,
  );
}
