/** Finds the canonical form of a page's address. */

/** What a sentence, a mail or a terminal appends to an address. */
const TRAILING = /[\s).,;:!>"'\]}]+$/;

/**
 * @param pathname from anyone: `/course//Week-01/day-1/index.html`
 * @param base `/course/`
 * @returns `/course/week-01/day-1/`; the same path if it is not below the base
 */
export function canonicalPath(pathname: string, base: string): string {
  const path = decoded(pathname)
    .replace(/[/\\]+/g, "/")
    .replace(TRAILING, "")
    .toLowerCase();
  const root = base.toLowerCase();
  if (`${path}/` === root) return base;
  if (!path.startsWith(root)) return pathname;
  const inside = path.slice(root.length).replace(/(^|\/)(?:index\.html?\/)*index\.html?\/?$/, "$1");
  // A name with a dot is a file's.
  const isFile = /(^|\/)[^/]*\.[^/]*$/.test(inside);
  return base + (isFile || inside === "" ? inside : `${inside.replace(/\/$/, "")}/`);
}

/** Each program on the way may encode percent signs once more; this many rounds are enough. */
function decoded(path: string): string {
  let now = path;
  for (let i = 0; i < 3 && now.includes("%"); i++) {
    try {
      now = decodeURIComponent(now);
    } catch {
      return now;
    }
  }
  return now;
}
