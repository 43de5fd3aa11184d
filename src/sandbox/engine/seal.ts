/**
 * Removes every global from learner code except the language and a console, as a second barrier behind the frame's
 * policy.
 */

/** ECMAScript's own globals, without those that load code, share memory or measure it. */
const LANGUAGE = `
  Object Function Array Number Boolean String Symbol BigInt Math JSON Reflect Proxy Date RegExp Intl Iterator Promise
  Map Set WeakMap WeakSet WeakRef FinalizationRegistry DisposableStack AsyncDisposableStack
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError
  ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array
  Float16Array Float32Array Float64Array BigInt64Array BigUint64Array
  globalThis undefined NaN Infinity parseInt parseFloat isNaN isFinite structuredClone
  encodeURI encodeURIComponent decodeURI decodeURIComponent escape unescape`;

/** Kept because the engine put its own, tame version there. */
const OURS = ["console", "performance", "__course"];

/** Globals that learners use out of habit, and what to use here. */
const HABITS: Record<string, string> = {
  setTimeout:
    'there is no setTimeout here: time is virtual. `yield* awaited(sleep(ms))`, with sleep from "tokio", waits on it',
  setInterval: 'there is no setInterval here: time is virtual. Loop over sleep(ms) from "tokio" instead',
  setImmediate: 'there is no setImmediate here: yieldNow() from "tokio" lets other tasks run first',
  queueMicrotask: "there is no queueMicrotask here: only the runtime polls, and only what was woken",
  fetch: "there is no fetch here: this code runs without a network",
};

/** Removes every global that is not listed, from the global object and from each prototype behind it. */
export function sealGlobals(): void {
  const keep = new Set<PropertyKey>([...LANGUAGE.trim().split(/\s+/), ...OURS]);
  for (const holder of globalChain()) {
    for (const key of Reflect.ownKeys(holder)) {
      // A few constants of the worker's scope cannot be deleted; they are numbers and lead nowhere.
      if (!(holder === globalThis && keep.has(key))) Reflect.deleteProperty(holder, key);
    }
  }
  for (const [name, message] of Object.entries(HABITS)) {
    const refuse = () => {
      throw new ReferenceError(message);
    };
    Object.defineProperty(globalThis, name, { value: refuse, configurable: true });
  }
}

/** The global object and its prototypes, down to but without `Object.prototype`. */
function globalChain(): object[] {
  const chain: object[] = [];
  let holder: object | null = globalThis;
  while (holder && holder !== Object.prototype) {
    chain.push(holder);
    holder = Reflect.getPrototypeOf(holder);
  }
  return chain;
}
