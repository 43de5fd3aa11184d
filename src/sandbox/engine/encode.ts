/** JSON both ways that learner code cannot colour: nothing in it inherits anything, so no `toJSON` and no field of a built-in prototype is ever seen. */

const { parse, stringify } = JSON;
const { setPrototypeOf, entries, defineProperty } = Object;
const { isArray } = Array;
const { apply } = Reflect;
const { slice } = String.prototype;

/** No sentence is this long; the message of an error that the learner's code made up may be. */
const MAX_TEXT = 4_000;

/** Only plain data goes in: strings, numbers, booleans, null, arrays and object literals of the engine's own making. */
export function encode(message: unknown): string {
  return stringify(bare(message));
}

/**
 * The caller says what it is; only the page sends anything. Its objects inherit nothing, so that no field that is left out is
 * found elsewhere; its arrays are ordinary ones, to be gone through.
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

/** A trace is rows of a hundred thousand numbers: with nothing above it, an array can simply be assigned to. */
function bareArray(value: readonly unknown[]): unknown {
  const copy = setPrototypeOf([], null) as unknown[];
  for (let i = 0; i < value.length; i++) copy[i] = bare(value[i]);
  return copy;
}
