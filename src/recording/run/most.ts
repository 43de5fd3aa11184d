/** How much of a run is made and kept. */

/** Recording stops here; the page then shows the run so far and says so. */
export const MAX_EVENTS = 160_000;

/** A program that goes on after this many polls never ends. */
export const MAX_POLLS = 200_000;
