/** How much a Histogram keeps, and how much it does for one call: counted, never timed. */
import { defineProperty, descriptorOf, isArray, ownKeys } from "../primordials.ts";

/**
 * The numbers, strings and slots that can be reached from an object: arrays, typed arrays, maps and sets count by their length.
 * What hides behind `#private` names or closures is not seen; the operations counted below see to that.
 */
export function reachableSlots(root: object): number {
  const seen = new Set<object>([root]);
  const waiting: object[] = [root];
  let slots = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { own, inside } = contentsOf(next);
    slots += own;
    for (const value of inside) {
      if (typeof value !== "object" || value === null || seen.has(value)) continue;
      seen.add(value);
      waiting.push(value);
    }
  }
  return slots;
}

function contentsOf(object: object): { own: number; inside: Iterable<unknown> } {
  if (ArrayBuffer.isView(object)) return { own: object.byteLength, inside: [] };
  if (isArray(object)) return { own: object.length, inside: typeof object[0] === "object" ? object : [] };
  if (object instanceof Map) return { own: object.size, inside: [...object.keys(), ...object.values()] };
  if (object instanceof Set) return { own: object.size, inside: object };
  const keys = ownKeys(object);
  const inside = keys.map((key) => descriptorOf(object, key)?.value as unknown);
  return { own: keys.length, inside };
}

/** Builtins that look at every element of what they are called on. */
const SWEEPING = [
  "concat",
  "every",
  "filter",
  "find",
  "findIndex",
  "findLast",
  "findLastIndex",
  "forEach",
  "includes",
  "indexOf",
  "map",
  "reduce",
  "reduceRight",
  "shift",
  "slice",
  "some",
  "sort",
  "splice",
  "toSorted",
  "toSpliced",
  "unshift",
  "with",
] as const;

/** Builtins that make an array longer by what they are given, or shorter by one. */
const GROWING = ["push", "unshift"] as const;
const SHRINKING = ["pop", "shift"] as const;

/** What the array builtins did during a call. */
export interface Work {
  /** Elements that they went over, by length of the array they were called on. */
  elements: number;
  /** Elements that they added, less those that they took away. */
  kept: number;
}

type Method = (this: ArrayLike<unknown>, ...given: unknown[]) => unknown;

/** Runs `f` with the array builtins counting. They are put back whatever happens. */
export function workOf(f: () => void): Work {
  const work: Work = { elements: 0, kept: 0 };
  // Our own loops below use these builtins too.
  let counting = false;
  const over = (length: number): void => void (work.elements += counting ? length : 0);
  const keep = (added: number): void => void (work.kept += counting ? added : 0);
  const undo: (() => void)[] = [];
  const typedArray = Object.getPrototypeOf(Float64Array.prototype) as object;
  for (const target of [Array.prototype, typedArray]) {
    for (const name of SWEEPING) wrap(target, name, undo, (length) => over(length));
    for (const name of GROWING) wrap(target, name, undo, (_, given) => keep(given));
    for (const name of SHRINKING) wrap(target, name, undo, () => keep(-1));
    wrap(target, Symbol.iterator, undo, (length) => over(length));
  }
  try {
    counting = true;
    f();
  } finally {
    counting = false;
    // The last first: some were wrapped twice.
    for (let index = undo.length - 1; index >= 0; index -= 1) undo[index]?.();
  }
  return work;
}

function wrap(
  target: object,
  name: PropertyKey,
  undo: (() => void)[],
  count: (length: number, given: number) => void,
): void {
  const before = descriptorOf(target, name);
  if (typeof before?.value !== "function") return;
  const original = before.value as Method;
  const counting: Method = function (...given) {
    count(this.length, given.length);
    return original.apply(this, given);
  };
  defineProperty(target, name, { ...before, value: counting });
  undo[undo.length] = () => void defineProperty(target, name, before);
}
