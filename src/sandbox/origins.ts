/** The one origin beside its own that the page may fetch from; a host may name another when it builds the course. */
export const PLAYGROUND_ORIGIN =
  (typeof process === "undefined" ? undefined : process.env["VITE_PLAYGROUND"]) ??
  "https://play.rust-lang.org";
