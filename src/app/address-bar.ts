/** Keeps the address in the form the course writes: you copy a clean link, and the page reads only one form. */
import { canonicalPath } from "../course/address.ts";
import { mendedHash } from "../course/fragment.ts";

/** Call once, before anything reads the address. */
export function mendAddress(): void {
  mend();
  addEventListener("hashchange", mend);
}

function mend(): void {
  const { pathname, search, hash } = window.location;
  const address = canonicalPath(pathname, import.meta.env.BASE_URL) + search + mendedHash(hash);
  if (address !== pathname + search + hash) history.replaceState(history.state, "", address);
}
