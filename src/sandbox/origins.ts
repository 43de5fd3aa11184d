/** The one other origin that the page may fetch from; a build may name another. */
export const PLAYGROUND_ORIGIN =
  (typeof process === "undefined" ? undefined : process.env["VITE_PLAYGROUND"]) ??
  "https://play.rust-lang.org";
