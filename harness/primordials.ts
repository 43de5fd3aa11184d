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
export const ownKeys = Reflect.ownKeys;
export const descriptorOf = Object.getOwnPropertyDescriptor;
export const defineProperty = Object.defineProperty;

const locked: readonly object[] = [
  Object,
  Reflect,
  Math,
  JSON,
  Number,
  Array,
  Array.prototype,
  Map.prototype,
  Set.prototype,
  Promise,
  prototypeOf([][Symbol.iterator]()),
  prototypeOf(new Map()[Symbol.iterator]()),
  prototypeOf(prototypeOf(function* () {}.prototype)),
];

/**
 * Makes the builtins that the harness and the runtime rely on read-only. Called once in a realm of its own, before
 * learner code is loaded.
 *
 * Errors are left alone: `this.name = …` in a subclass would then throw. Nothing here is proof against somebody who
 * means to forge a grade (they share our realm); it keeps a stray `Array.prototype.push = …` from doing so.
 */
export function lockBuiltins(): void {
  for (const target of locked) {
    for (const key of ownKeys(target)) {
      const descriptor = descriptorOf(target, key);
      if (descriptor?.writable === true) defineProperty(target, key, { ...descriptor, writable: false });
    }
  }
}
