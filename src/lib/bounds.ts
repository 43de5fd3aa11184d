/** Checks the size of an outside value before anything walks, copies or shows it. */

export interface Bounds {
  /** Values in it, including nested ones. */
  nodes: number;
  /** Total length of its strings and keys, in UTF-16 units. */
  characters: number;
}

/** More than the depth of anything that the course stores or hands in. */
const MAX_DEPTH = 16;

/** Stops as soon as a bound is exceeded. Non-finite numbers count normally. */
export function within(value: unknown, { nodes, characters }: Bounds): boolean {
  const waiting: [value: unknown, depth: number][] = [[value, 0]];
  let seen = 0;
  let length = 0;
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [one, depth] = next;
    if (++seen + waiting.length > nodes || depth > MAX_DEPTH) return false;
    if (typeof one === "number" && !Number.isFinite(one)) return false;
    if (typeof one === "string") length += one.length;
    if (typeof one === "object" && one !== null) {
      const entries = Array.isArray(one) ? one : Object.values(one);
      if (!Array.isArray(one)) for (const key of Object.keys(one)) length += key.length;
      if (seen + waiting.length + entries.length > nodes) return false;
      for (const inner of entries) waiting.push([inner, depth + 1]);
    }
    if (length > characters) return false;
  }
  return true;
}
