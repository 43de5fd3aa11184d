/** Builtins as they were before learner code ran: what judges an answer must not be the learner's to change. */

export const is = Object.is;
export const isArray = Array.isArray;
export const ceil = Math.ceil;
export const min = Math.min;
export const max = Math.max;
export const isFinite = Number.isFinite;
export const ErrorNow = Error;
export const PromiseNow = Promise;
export const stringOf = String;
export const quote = JSON.stringify;
export const prototypeOf = Object.getPrototypeOf;
export const hasOwn = Object.hasOwn;
export const ownKeys = Reflect.ownKeys;
export const apply = Reflect.apply;
export const descriptorOf = Object.getOwnPropertyDescriptor;
export const defineProperty = Object.defineProperty;

/** A list of the learner's as one of our own: an array may have methods of its own making, or be a proxy. */
export function elementsOf(list: ArrayLike<unknown>): unknown[] {
  const elements: unknown[] = [];
  for (let index = 0; index < list.length; index += 1) elements[index] = list[index];
  return elements;
}

/** For a class whose instances an answer gets hold of. */
export function freezeClass(it: abstract new (...given: never[]) => object): void {
  for (const holder of [it, it.prototype as object]) {
    for (const key of ownKeys(holder)) {
      const { value, get }: PropertyDescriptor = descriptorOf(holder, key) ?? {};
      for (const method of [value, get] as unknown[]) if (typeof method === "function") Object.freeze(method);
    }
    Object.freeze(holder);
  }
}

/** What ordinary code assigns over on objects of its own: `this.name = …` in an error, `point.toString = …`. */
const OVERRIDDEN: readonly PropertyKey[] = [
  "constructor",
  "toString",
  "toLocaleString",
  "valueOf",
  "name",
  "message",
];

/** One of each kind of object that no global leads to. */
const unnamed = (): readonly unknown[] => [
  function* () {},
  async () => {},
  async function* () {},
  [][Symbol.iterator](),
  new Map()[Symbol.iterator](),
  new Set()[Symbol.iterator](),
  ""[Symbol.iterator](),
  "".matchAll(/x/g),
];

/**
 * Makes the language read-only: every global, everything that can be reached from one, and what can be reached from `more`.
 * Called once in a realm of its own, before learner code is loaded. Afterwards nothing that the harness and the runtime
 * ask of the language can be answered by anybody else, and no object inherits a field that somebody hung on a prototype.
 */
export function lockRealm(...more: unknown[]): void {
  const globals = ownKeys(globalThis).map((key) => descriptorOf(globalThis, key)?.value as unknown);
  const all = reachable([...globals, ...unnamed(), ...more]);
  for (const it of all) allowOverriding(it);
  for (const it of all) Object.freeze(it);
  for (const key of ownKeys(globalThis)) {
    const descriptor = descriptorOf(globalThis, key);
    // A frame's constants are read-only already; Reflect says so instead of throwing.
    if (descriptor?.writable === true)
      Reflect.defineProperty(globalThis, key, { ...descriptor, writable: false, configurable: false });
  }
}

/** Runs no code: getters are followed, never called. */
function reachable(roots: readonly unknown[]): Set<object> {
  const found = new Set<object>();
  const waiting = [...roots];
  while (waiting.length > 0) {
    const it = waiting.pop();
    if ((typeof it !== "object" && typeof it !== "function") || it === null) continue;
    if (it === globalThis || found.has(it)) continue;
    found.add(it);
    waiting.push(prototypeOf(it));
    for (const key of ownKeys(it)) {
      const { value, get, set }: PropertyDescriptor = descriptorOf(it, key) ?? {};
      waiting.push(value, get, set);
    }
  }
  return found;
}

/**
 * Under a read-only property of a prototype no object can be assigned one of its own, an oddity of the language. A getter and a
 * setter in its place allow that.
 */
function allowOverriding(prototype: object): void {
  if (descriptorOf(prototype, "constructor") === undefined) return;
  for (const key of prototype === Object.prototype ? ownKeys(prototype) : OVERRIDDEN) {
    // Every map() and filter() asks an array for its constructor, and nobody gives one another.
    if (key === "constructor" && isArray(prototype)) continue;
    const { value, writable, enumerable = false } = descriptorOf(prototype, key) ?? {};
    if (writable !== true) continue;
    const { get, set } = {
      get: () => value as unknown,
      set(this: unknown, own: unknown): void {
        if (this === prototype || (typeof this !== "object" && typeof this !== "function"))
          throw new TypeError(`Cannot assign to read only property '${stringOf(key)}' of the language's own`);
        defineProperty(this, key, { value: own, writable: true, enumerable: true, configurable: true });
      },
    };
    defineProperty(prototype, key, { get, set, enumerable, configurable: false });
    Object.freeze(get);
    Object.freeze(set);
  }
}
