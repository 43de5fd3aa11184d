/** Formats values for messages: short, on one line, without running learner code. */
import { thousands } from "../src/lib/words.ts";
import { is, isArray, prototypeOf, quote, stringOf } from "./primordials.ts";

const LONGEST_ARRAY = 10;
const LONGEST_STRING = 60;

export function show(value: unknown): string {
  switch (typeof value) {
    case "string":
      return quote(value.length > LONGEST_STRING ? `${value.slice(0, LONGEST_STRING)}…` : value);
    case "number":
      return number(value);
    case "bigint":
      return `${stringOf(value)}n`;
    case "function":
      return "a function";
    case "object":
      return object(value);
    default:
      return stringOf(value);
  }
}

/** With thousands separators, as in the lessons, and fractions cut to a readable length: 3,000,000; 1.19; 0.999. */
function number(value: number): string {
  const text = plain(value);
  const [whole = "", fraction] = text.split(".");
  if (!/^-?\d{4,}$/.test(whole)) return text;
  return fraction === undefined ? thousands(whole) : `${thousands(whole)}.${fraction}`;
}

function plain(value: number): string {
  const text = is(value, -0) ? "-0" : stringOf(value);
  if (!/^-?\d+\.\d{4,}$/.test(text)) return text;
  return stringOf(value >= 1 || value <= -1 ? +value.toFixed(2) : +value.toPrecision(3));
}

function object(value: object | null): string {
  if (value === null) return "null";
  if (isArray(value)) {
    const shown: string[] = [];
    for (let index = 0; index < value.length && index < LONGEST_ARRAY; index += 1) {
      shown[index] = index in value ? element(value[index]) : "<empty>";
    }
    const rest = value.length > LONGEST_ARRAY ? `, … ${value.length} in all` : "";
    return `[${shown.join(", ")}${rest}]`;
  }
  return kindOf(value);
}

/** Numbers are not set off in thousands here: in a list, a comma is between two. */
function element(value: unknown): string {
  return typeof value === "number" ? plain(value) : show(value);
}

/** The kind of a value, if that says more than the value: "a Promise", "a generator", "an array". */
export function kindOf(value: unknown): string {
  if (isArray(value)) return "an array";
  if (typeof value !== "object" || value === null) return show(value);
  try {
    const tag: unknown = (value as Record<symbol, unknown>)[Symbol.toStringTag];
    if (tag === "Generator") return "a generator";
    const name: unknown = (prototypeOf(value) as { constructor?: { name?: unknown } } | null)?.constructor
      ?.name;
    if (typeof name !== "string" || name === "" || name === "Object") return "an object";
    return `${/^[AEIOU]/.test(name) ? "an" : "a"} ${name}`;
  } catch {
    return "an object";
  }
}
