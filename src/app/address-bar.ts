/** Keeps the address in the form the course writes: you copy a clean link, and the page reads only one form. */
import { canonicalPath } from "../course/address.ts";
import { currentPath, NO_ALIASES, type Aliases } from "../course/aliases.ts";
import { mendedHash } from "../course/fragment.ts";

/** Call once, before anything reads the address. A renamed page gets its address of today. */
export function mendAddress(aliases: Aliases = NO_ALIASES): void {
  const mendNow = (): void => mend(aliases);
  mendNow();
  addEventListener("hashchange", mendNow);
}

function mend(aliases: Aliases): void {
  const { pathname, search, hash } = window.location;
  const root = import.meta.env.BASE_URL;
  const path = canonicalPath(pathname, root);
  const today = path.startsWith(root)
    ? root + currentPath(aliases, `/${path.slice(root.length)}`).slice(1)
    : path;
  const address = today + search + mendedHash(hash);
  if (address !== pathname + search + hash) history.replaceState(history.state, "", address);
}
