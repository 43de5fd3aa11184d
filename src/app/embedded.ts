/** Whether this page is the explorer in somebody's frame: no header, no way to other pages, nothing stored. */
import { EXPLORER_PAGE } from "../course/fragment.ts";

/** What asks for it in an address: `/explorer/?embed`. */
const EMBED = "embed";

/**
 * Decided once, when the page loads: any site may frame the explorer's page, so in a frame it never becomes another page.
 * The course in the frame of a learning platform begins at another page.
 */
export function isEmbedded({
  location,
  base,
  framed,
}: {
  location: Location;
  base: string;
  framed: boolean;
}): boolean {
  const path = location.pathname.slice(base.length).replace(/(^|\/)(index\.html)?$/, "");
  return path === EXPLORER_PAGE && (framed || new URLSearchParams(location.search).has(EMBED));
}

export const EMBEDDED =
  typeof window !== "undefined" &&
  isEmbedded({
    location: window.location,
    base: import.meta.env.BASE_URL,
    framed: window.self !== window.top,
  });
