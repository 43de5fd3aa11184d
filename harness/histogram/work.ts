/** How much a Histogram keeps, and how much it does for one call: counted, never timed. */
import { apply, defineProperty, descriptorOf, isArray, ownKeys, prototypeOf } from "../primordials.ts";

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

/** What the array builtins have done since the count was last begun; undefined while nobody counts. */
let work: Work | undefined;
let installed = false;

/** Makes the array builtins count whenever somebody wants to know. Once, and before they are locked: a builtin swapped only for a while could be swapped by others. */
export function countArrayWork(): void {
  if (installed) return;
  installed = true;
  const over = (length: number): void => void (work && (work.elements += length));
  const keep = (added: number): void => void (work && (work.kept += added));
  for (const target of [Array.prototype, prototypeOf(Float64Array.prototype) as object]) {
    for (const name of SWEEPING) wrap(target, name, (length) => over(length));
    for (const name of GROWING) wrap(target, name, (_, given) => keep(given));
    for (const name of SHRINKING) wrap(target, name, () => keep(-1));
    wrap(target, Symbol.iterator, (length) => over(length));
  }
}

/** Runs `f` with the array builtins counting. */
export function workOf(f: () => void): Work {
  countArrayWork();
  const outer = work;
  const counted: Work = { elements: 0, kept: 0 };
  work = counted;
  try {
    f();
  } finally {
    work = outer;
  }
  return counted;
}

function wrap(target: object, name: PropertyKey, count: (length: number, given: number) => void): void {
  const before = descriptorOf(target, name);
  if (typeof before?.value !== "function") return;
  const original = before.value as Method;
  // A method, as the builtins are: it is no constructor.
  const { counting } = {
    counting(this: ArrayLike<unknown>, ...given: unknown[]): unknown {
      if (work !== undefined) count(this.length, given.length);
      return apply(original, this, given);
    },
  };
  for (const key of ["name", "length"] as const) defineProperty(counting, key, { value: original[key] });
  defineProperty(target, name, { ...before, value: counting });
}
