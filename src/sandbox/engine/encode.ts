/**
 * Reads and writes JSON that learner code cannot influence: nothing in it inherits anything, so it never sees a
 * `toJSON` or a field of a built-in prototype.
 */

const { parse, stringify } = JSON;
const { setPrototypeOf, entries, defineProperty } = Object;
const { isArray } = Array;
const { apply } = Reflect;
const { slice } = String.prototype;

/** No sentence of ours is this long; an error message from the learner's code may be. */
const MAX_TEXT = 4_000;

/** Takes only plain data: strings, numbers, booleans, null, and arrays and object literals that the engine made. */
export function encode(message: unknown): string {
  return stringify(bare(message));
}

/**
 * The caller names the type; only the page sends anything. Objects inherit nothing, so that a missing field is not
 * found on a prototype; arrays are ordinary ones and can be iterated.
 */
export function decode(text: string): unknown {
  return bareObjects(parse(text));
}

function bareObjects(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const all = entries(value);
  for (let i = 0; i < all.length; i++) bareObjects(all[i]?.[1]);
  return isArray(value) ? value : setPrototypeOf(value, null);
}

/** A copy whose objects and arrays inherit nothing and whose texts are bounded. */
function bare(value: unknown): unknown {
  if (typeof value === "string")
    return value.length > MAX_TEXT ? `${apply(slice, value, [0, MAX_TEXT])} …` : value;
  if (typeof value !== "object" || value === null) return value;
  if (isArray(value)) return bareArray(value);
  const copy = {};
  const all = entries(value);
  for (let i = 0; i < all.length; i++) {
    const entry = all[i];
    if (!entry) continue;
    defineProperty(copy, entry[0], {
      value: bare(entry[1]),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return setPrototypeOf(copy, null);
}

/** A trace has rows of a hundred thousand numbers. An array that inherits nothing can simply be assigned to. */
function bareArray(value: readonly unknown[]): unknown {
  const copy = setPrototypeOf([], null) as unknown[];
  for (let i = 0; i < value.length; i++) copy[i] = bare(value[i]);
  return copy;
}
