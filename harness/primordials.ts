/** Saves the built-ins before learner code runs and locks the language, so that a learner cannot change the harness. */

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

/** Copies a learner's list to our own: theirs may have its own methods or be a proxy. */
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

/** Names that ordinary code assigns on its own objects: `this.name = …` in an error, `point.toString = …`. */
const OVERRIDDEN: readonly PropertyKey[] = [
  "constructor",
  "toString",
  "toLocaleString",
  "valueOf",
  "name",
  "message",
];

/** One of each kind of object that is not reachable from a global. */
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
 * Makes the language read-only: every global, everything reachable from one, and everything reachable from
 * `more`. Called once per realm, before learner code loads. Afterwards nobody can replace a built-in that the
 * harness and the runtime use, and no object inherits a field added to a prototype.
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
 * If a prototype's property is read-only, assigning the same property on an object fails, an oddity of the
 * language. An accessor instead allows it.
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
