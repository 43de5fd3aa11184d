/** Methods of numbers, `bool` and `char`. */
import { Panic } from "../../../runtime/index.ts";
import type { Interpreter } from "../run/interpreter.ts";
import { exact, intOp, normal, rangeOf, within, wrap } from "../values/numbers.ts";
import { behind, Char, Float, Tuple } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import type { Builtin, Site } from "../run/site.ts";
import { utf8Length } from "../values/utf8.ts";

type Int = number | bigint;
type Op = "+" | "-" | "*";

const int = (value: Value): Int => behind(value) as Int;
const float = (value: Value): number => (behind(value) as Float).value;

/** The type of the number that the method is called on. */
function typeOf(m: Interpreter, site: Site): string | undefined {
  if (site.kind === "method") return m.typeOf(site.receiver);
  return site.kind === "call" && site.args[0] !== undefined ? m.typeOf(site.args[0]) : undefined;
}

const wrapping =
  (op: Op): Builtin =>
  (m, [a, b], site) =>
    wrap(exact(op, int(a), int(b)), rangeOf(typeOf(m, site)));
const checked =
  (op: Op): Builtin =>
  (m, [a, b], site) => {
    const result = exact(op, int(a), int(b));
    return within(result, rangeOf(typeOf(m, site))) ? m.make.some(normal(result)) : m.make.none();
  };
const saturating =
  (op: Op): Builtin =>
  (m, [a, b], site) => {
    const result = exact(op, int(a), int(b));
    const range = rangeOf(typeOf(m, site));
    return normal(result < range.min ? range.min : result > range.max ? range.max : result);
  };
const overflowing =
  (op: Op): Builtin =>
  (m, [a, b], site) => {
    const result = exact(op, int(a), int(b));
    const range = rangeOf(typeOf(m, site));
    return new Tuple([wrap(result, range), !within(result, range)]);
  };
const bits = (m: Interpreter, value: Value, site: Site): string => {
  const { bits: width } = rangeOf(typeOf(m, site));
  return BigInt.asUintN(width, BigInt(int(value)))
    .toString(2)
    .padStart(width, "0");
};
function euclid(a: Int, b: Int): bigint {
  if (BigInt(b) === 0n) throw new Panic("attempt to calculate the remainder with a divisor of zero");
  const rest = BigInt(a) % BigInt(b);
  return rest < 0n ? rest + (BigInt(b) < 0n ? -BigInt(b) : BigInt(b)) : rest;
}
function power(m: Interpreter, a: Value, n: Value, site: Site): bigint {
  m.spend(Number(n));
  if (Number(n) > 10_000) return m.refuse(site.from, "This power is too large to compute here.");
  return BigInt(int(a)) ** BigInt(int(n));
}
const byte =
  (test: RegExp): Builtin =>
  (_, [of]) => {
    const value = behind(of);
    return test.test(value instanceof Char ? value.value : String.fromCharCode(Number(value)));
  };

export const NUMBERS: Record<string, Builtin> = {
  "int::wrapping_add": wrapping("+"),
  "int::wrapping_sub": wrapping("-"),
  "int::wrapping_mul": wrapping("*"),
  "int::wrapping_neg": (m, [a], site) => wrap(-BigInt(int(a)), rangeOf(typeOf(m, site))),
  "int::wrapping_div": (m, [a, b], site) =>
    wrap(BigInt(intOp("/", int(a), int(b), "i128")), rangeOf(typeOf(m, site))),
  "int::wrapping_rem": (m, [a, b], site) =>
    wrap(BigInt(intOp("%", int(a), int(b), "i128")), rangeOf(typeOf(m, site))),
  "int::wrapping_pow": (m, [a, n], site) => wrap(power(m, a, n, site), rangeOf(typeOf(m, site))),
  "int::wrapping_shl": (m, [a, n], site) =>
    wrap(BigInt(int(a)) << BigInt(Number(n) % rangeOf(typeOf(m, site)).bits), rangeOf(typeOf(m, site))),
  "int::wrapping_shr": (m, [a, n], site) =>
    wrap(BigInt(int(a)) >> BigInt(Number(n) % rangeOf(typeOf(m, site)).bits), rangeOf(typeOf(m, site))),
  "int::checked_add": checked("+"),
  "int::checked_sub": checked("-"),
  "int::checked_mul": checked("*"),
  "int::checked_div": (m, [a, b]) =>
    BigInt(int(b)) === 0n ? m.make.none() : m.make.some(normal(BigInt(int(a)) / BigInt(int(b)))),
  "int::checked_rem": (m, [a, b]) =>
    BigInt(int(b)) === 0n ? m.make.none() : m.make.some(normal(BigInt(int(a)) % BigInt(int(b)))),
  "int::checked_pow": (m, [a, n], site) => {
    const result = power(m, a, n, site);
    return within(result, rangeOf(typeOf(m, site))) ? m.make.some(normal(result)) : m.make.none();
  },
  "int::saturating_add": saturating("+"),
  "int::saturating_sub": saturating("-"),
  "int::saturating_mul": saturating("*"),
  "int::overflowing_add": overflowing("+"),
  "int::overflowing_sub": overflowing("-"),
  "int::overflowing_mul": overflowing("*"),
  "int::pow": (m, [a, n], site) => {
    const result = power(m, a, n, site);
    if (!within(result, rangeOf(typeOf(m, site)))) throw new Panic("attempt to multiply with overflow");
    return normal(result);
  },
  "int::isqrt": (_, [a]) => Math.floor(Math.sqrt(Number(int(a)))),
  "int::abs": (_, [a]) => (int(a) < 0 ? normal(-BigInt(int(a))) : int(a)),
  "int::abs_diff": (_, [a, b]) =>
    normal(int(a) > int(b) ? BigInt(int(a)) - BigInt(int(b)) : BigInt(int(b)) - BigInt(int(a))),
  "int::unsigned_abs": (_, [a]) => (int(a) < 0 ? normal(-BigInt(int(a))) : int(a)),
  "int::signum": (_, [a]) => (int(a) < 0 ? -1 : int(a) > 0 ? 1 : 0),
  "int::rem_euclid": (_, [a, b]) => normal(euclid(int(a), int(b))),
  "int::div_euclid": (_, [a, b]) => normal((BigInt(int(a)) - euclid(int(a), int(b))) / BigInt(int(b))),
  "int::div_ceil": (_, [a, b]) => normal((BigInt(int(a)) + BigInt(int(b)) - 1n) / BigInt(int(b))),
  "int::is_multiple_of": (_, [a, b]) =>
    BigInt(int(b)) === 0n ? BigInt(int(a)) === 0n : BigInt(int(a)) % BigInt(int(b)) === 0n,
  "int::next_multiple_of": (_, [a, b]) =>
    normal(((BigInt(int(a)) + BigInt(int(b)) - 1n) / BigInt(int(b))) * BigInt(int(b))),
  "int::min": (_, [a, b]) => (int(b) < int(a) ? int(b) : int(a)),
  "int::max": (_, [a, b]) => (int(b) >= int(a) ? int(b) : int(a)),
  "int::clamp": (_, [a, low, high]) =>
    int(a) < int(low) ? int(low) : int(a) > int(high) ? int(high) : int(a),
  "int::is_positive": (_, [a]) => int(a) > 0,
  "int::is_negative": (_, [a]) => int(a) < 0,
  "int::is_power_of_two": (m, [a], site) => bits(m, a, site).replaceAll("0", "").length === 1,
  "int::next_power_of_two": (_, [a]) => 2 ** Math.ceil(Math.log2(Math.max(1, Number(int(a))))),
  "int::ilog2": (_, [a]) => BigInt(int(a)).toString(2).length - 1,
  "int::ilog10": (_, [a]) => BigInt(int(a)).toString().length - 1,
  "int::count_ones": (m, [a], site) => bits(m, a, site).replaceAll("0", "").length,
  "int::count_zeros": (m, [a], site) => bits(m, a, site).replaceAll("1", "").length,
  "int::leading_zeros": (m, [a], site) => /^0*/.exec(bits(m, a, site))?.[0].length ?? 0,
  "int::trailing_zeros": (m, [a], site) => /0*$/.exec(bits(m, a, site))?.[0].length ?? 0,
  "int::rotate_left": (m, [a, n], site) => rotated(m, a, Number(n), site),
  "int::rotate_right": (m, [a, n], site) => rotated(m, a, -Number(n), site),
  "int::swap_bytes": (m, [a], site) =>
    wrap(
      BigInt(`0b${(bits(m, a, site).match(/.{8}/g) ?? []).toReversed().join("")}`),
      rangeOf(typeOf(m, site)),
    ),
  "int::is_ascii_digit": byte(/^[0-9]$/),
  "int::is_ascii_alphabetic": byte(/^[a-zA-Z]$/),
  "int::is_ascii_alphanumeric": byte(/^[a-zA-Z0-9]$/),
  "int::is_ascii_uppercase": byte(/^[A-Z]$/),
  "int::is_ascii_lowercase": byte(/^[a-z]$/),
  "int::is_ascii_whitespace": byte(/^[ \t\n\f\r]$/),
  "bool::then": (m, [of, f]) =>
    behind(of) === true ? m.make.some(m.call(f, [])) : (m.drop(f), m.make.none()),
  "bool::then_some": (m, [of, value]) =>
    behind(of) === true ? m.make.some(value) : (m.drop(value), m.make.none()),
  "char::is_alphabetic": byte(/^\p{Alphabetic}$/u),
  "char::is_numeric": byte(/^\p{N}$/u),
  "char::is_alphanumeric": byte(/^[\p{Alphabetic}\p{N}]$/u),
  "char::is_whitespace": byte(/^\s$/),
  "char::is_uppercase": byte(/^\p{Uppercase}$/u),
  "char::is_lowercase": byte(/^\p{Lowercase}$/u),
  "char::is_ascii_digit": byte(/^[0-9]$/),
  "char::is_ascii_alphabetic": byte(/^[a-zA-Z]$/),
  "char::is_ascii_alphanumeric": byte(/^[a-zA-Z0-9]$/),
  "char::is_ascii_punctuation": byte(/^[!-/:-@[-`{-~]$/),
  "char::is_ascii_uppercase": byte(/^[A-Z]$/),
  "char::is_ascii_lowercase": byte(/^[a-z]$/),
  "char::is_digit": (_, [of, radix]) =>
    !Number.isNaN(Number.parseInt((behind(of) as Char).value, Number(radix))),
  "char::to_digit": (m, [of, radix]) => {
    const digit = Number.parseInt((behind(of) as Char).value, Number(radix));
    return Number.isNaN(digit) ? m.make.none() : m.make.some(digit);
  },
  "char::to_ascii_uppercase": (_, [of]) =>
    new Char((behind(of) as Char).value.replace(/[a-z]/, (c) => c.toUpperCase())),
  "char::to_ascii_lowercase": (_, [of]) =>
    new Char((behind(of) as Char).value.replace(/[A-Z]/, (c) => c.toLowerCase())),
  "char::len_utf8": (_, [of]) => utf8Length((behind(of) as Char).value),
  "char::from_u32": (m, [code]) => m.make.some(new Char(String.fromCodePoint(Number(code)))),
  "char::from_digit": (m, [digit, radix]) => m.make.some(new Char(Number(digit).toString(Number(radix)))),
};

function rotated(m: Interpreter, a: Value, n: number, site: Site): Value {
  const text = bits(m, a, site);
  const by = ((n % text.length) + text.length) % text.length;
  return wrap(BigInt(`0b${text.slice(by)}${text.slice(0, by)}`), rangeOf(typeOf(m, site)));
}

const MATH: Readonly<Record<string, (a: number, b: number) => number>> = {
  sqrt: Math.sqrt, powi: (a, b) => a ** b, powf: (a, b) => a ** b, abs: Math.abs, floor: Math.floor, ceil: Math.ceil,
  round: (a) => Math.sign(a) * Math.round(Math.abs(a)), trunc: Math.trunc, fract: (a) => a % 1,
  min: (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b)), max: (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b)),
  sin: Math.sin, cos: Math.cos, tan: Math.tan, exp: Math.exp, ln: Math.log, log2: Math.log2, log10: Math.log10, signum: Math.sign,
  rem_euclid: (a, b) => ((a % b) + Math.abs(b)) % Math.abs(b),
}; // prettier-ignore

for (const [name, f] of Object.entries(MATH))
  NUMBERS[`float::${name}`] = (_, [a, b]) => {
    const other = behind(b);
    return new Float(f(float(a), other instanceof Float ? other.value : Number(other)));
  };

Object.assign(NUMBERS, {
  "float::clamp": (_, [a, low, high]) => new Float(Math.min(Math.max(float(a), float(low)), float(high))),
  "float::mul_add": (_, [a, b, c]) => new Float(float(a) * float(b) + float(c)),
  "float::is_nan": (_, [a]) => Number.isNaN(float(a)),
  "float::is_finite": (_, [a]) => Number.isFinite(float(a)),
  "float::is_infinite": (_, [a]) => Math.abs(float(a)) === Infinity,
  "float::total_cmp": (m, [a, b]) => m.make.ordering(float(a) - float(b)),
} satisfies Record<string, Builtin>);

const CONSTS = { PI: Math.PI, TAU: 2 * Math.PI, E: Math.E, SQRT_2: Math.SQRT2, LN_2: Math.LN2 };
for (const [name, value] of Object.entries(CONSTS))
  NUMBERS[`std::f64::consts::${name}`] = () => new Float(value);
