/** Leaves learner code with the language and a console: every other global is removed. The frame's policy is the lock, this is the bolt. */

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

/** What a learner may reach for out of habit, and what to reach for here. */
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

/** What judging relies on besides the built-ins that the harness locks itself. */
const NUMBERS_AND_TEXT = [String, Number, Boolean, Symbol, BigInt, RegExp];
const KEEPERS = [Function, Promise, WeakMap, WeakSet, WeakRef];

/**
 * Makes the learner API and more of the language read-only, so that an overwritten `Waker.prototype.wake` is an error at
 * the learner's own line. `Object.prototype` and errors stay open: ordinary classes assign over what they inherit from
 * those (`this.name = …`), and a frozen prototype would refuse that.
 */
export function freezeWhatJudges(modules: Readonly<Record<string, Readonly<Record<string, unknown>>>>): void {
  for (const exports of Object.values(modules)) {
    for (const it of Object.values(exports)) {
      if (typeof it === "object" && it !== null) Object.freeze(it);
      if (typeof it !== "function") continue;
      Object.freeze(it);
      if (typeof it.prototype === "object" && it.prototype) Object.freeze(it.prototype);
    }
    Object.freeze(exports);
  }
  Object.freeze(modules);
  for (const { prototype } of [...NUMBERS_AND_TEXT, ...KEEPERS]) Object.freeze(prototype);
}
