/** Arithmetic on whole numbers with Rust's ranges and panics, and on floats. */
import { Panic } from "../../../runtime/index.ts";
import type { BinaryOp } from "../syntax/ast.ts";
import { Float } from "./values.ts";

type Int = number | bigint;

const BITS: Readonly<Record<string, number>> = {
  i8: 8, i16: 16, i32: 32, i64: 64, i128: 128, isize: 64, u8: 8, u16: 16, u32: 32, u64: 64, u128: 128, usize: 64,
}; // prettier-ignore

interface IntRange {
  bits: number;
  signed: boolean;
  min: bigint;
  max: bigint;
  /** The same as numbers, for the common case. */
  low: number;
  high: number;
}

const RANGES = new Map<string, IntRange>(
  Object.entries(BITS).map(([name, bits]) => {
    const signed = name.startsWith("i");
    const min = signed ? -(1n << BigInt(bits - 1)) : 0n;
    const max = signed ? (1n << BigInt(bits - 1)) - 1n : (1n << BigInt(bits)) - 1n;
    return [name, { bits, signed, min, max, low: Number(min), high: Number(max) }];
  }),
);

/** Where the type of a number is not known, the widest common one. */
export function rangeOf(type: string | undefined): IntRange {
  return RANGES.get(type ?? "i64") ?? (RANGES.get("i64") as IntRange);
}

export function isInt(value: unknown): value is Int {
  return typeof value === "number" || typeof value === "bigint";
}

/** One number has one form: a bigint only where a number would not be exact. */
export function normal(value: bigint): Int {
  return value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value;
}

export function wrap(value: bigint, { bits, signed }: IntRange): Int {
  return normal(signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value));
}

const WORDS: Readonly<Record<string, string>> = {
  "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "%": "calculate the remainder", "<<": "shift left", ">>": "shift right",
}; // prettier-ignore

const overflow = (op: string): Panic => new Panic(`attempt to ${WORDS[op]} with overflow`);

export function within(value: bigint, range: IntRange): boolean {
  return value >= range.min && value <= range.max;
}

/** The exact result of `+`, `-` and `*`. */
export function exact(op: BinaryOp, a: Int, b: Int): bigint {
  const [x, y] = [BigInt(a), BigInt(b)];
  return op === "+" ? x + y : op === "-" ? x - y : x * y;
}

export function intOp(op: BinaryOp, a: Int, b: Int, type: string | undefined): Int {
  if (typeof a === "number" && typeof b === "number") {
    const quick = op === "+" ? a + b : op === "-" ? a - b : op === "*" ? a * b : Number.NaN;
    if (Number.isSafeInteger(quick)) {
      const range = rangeOf(type);
      if (quick < range.low || quick > range.high) throw overflow(op);
      return quick === 0 ? 0 : quick;
    }
  }
  const range = rangeOf(type);
  switch (op) {
    case "+":
    case "-":
    case "*": {
      const result = exact(op, a, b);
      if (!within(result, range)) throw overflow(op);
      return normal(result);
    }
    case "/":
    case "%": {
      if (BigInt(b) === 0n)
        throw new Panic(
          op === "/"
            ? "attempt to divide by zero"
            : "attempt to calculate the remainder with a divisor of zero",
        );
      const result = op === "/" ? BigInt(a) / BigInt(b) : BigInt(a) % BigInt(b);
      if (!within(result, range)) throw overflow(op);
      return normal(result);
    }
    case "<<":
    case ">>": {
      if (b < 0 || b >= range.bits) throw overflow(op);
      const shifted = op === "<<" ? BigInt(a) << BigInt(b) : BigInt(a) >> BigInt(b);
      return wrap(shifted, range);
    }
    case "&":
      return normal(BigInt(a) & BigInt(b));
    case "|":
      return normal(BigInt(a) | BigInt(b));
    default:
      return normal(BigInt(a) ^ BigInt(b));
  }
}

export function floatOp(op: BinaryOp, a: number, b: number): Float {
  switch (op) {
    case "+":
      return new Float(a + b);
    case "-":
      return new Float(a - b);
    case "*":
      return new Float(a * b);
    case "/":
      return new Float(a / b);
    default:
      return new Float(a % b);
  }
}

export function negate(value: Int, type: string | undefined): Int {
  const range = rangeOf(type);
  const result = -BigInt(value);
  if (!within(result, range)) throw new Panic("attempt to negate with overflow");
  return normal(result);
}

export function complement(value: Int, type: string | undefined): Int {
  return wrap(~BigInt(value), rangeOf(type ?? "i32"));
}

/** `as` to a whole number: what does not fit is cut off; floats go to the nearest that fits. */
export function castInt(value: unknown, type: string): Int {
  const range = rangeOf(type);
  if (value instanceof Float) {
    const float = Math.trunc(value.value);
    if (Number.isNaN(float)) return 0;
    if (float <= range.low) return normal(range.min);
    if (float >= range.high) return normal(range.max);
    return normal(BigInt(float));
  }
  return wrap(BigInt(value as Int), range);
}
