/** `str::parse`: text to numbers, booleans and characters. */
import type { Interpreter } from "../run/interpreter.ts";
import { normal, rangeOf, within } from "../values/numbers.ts";
import { Char, Float, Text } from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { parseOwn } from "../run/defaults.ts";
import type { Site } from "../run/site.ts";

export function parse(m: Interpreter, text: string, site: Site): Value {
  const type = m.shape(site)?.args[0]?.name;
  if (type === undefined)
    return m.refuse(site.from, "What this parses to cannot be seen here.", "`parse::<i32>()`");
  if (type === "bool")
    return text === "true" || text === "false"
      ? m.make.ok(text === "true")
      : m.make.err(new Text("provided string was not `true` or `false`"));
  if (type === "char")
    return Array.from(text).length === 1
      ? m.make.ok(new Char(text))
      : m.make.err(new Text("too many characters in string"));
  if (type === "std::string::String") return m.make.ok(new Text(text));
  if (type === "f32" || type === "f64") {
    const valid = /^[+-]?(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+|inf|infinity|nan)$/i.test(text);
    return valid
      ? m.make.ok(new Float(Number(text)))
      : m.make.err(new ParseError("invalid float literal", "std::num::ParseFloatError"));
  }
  if (!/^[iu]\d|^[iu]size/.test(type)) return parseOwn(m, type, text, site);
  return integer(m, text, 10, type);
}

/** @param radix 2 to 36 */
export function integer(m: Interpreter, text: string, radix: number, type: string): Value {
  const fail = (why: string, kind: string): Value =>
    m.make.err(new ParseError(why, "std::num::ParseIntError", kind));
  if (text === "") return fail("cannot parse integer from empty string", "Empty");
  const [, sign = "", digits = ""] = /^([+-]?)([0-9a-z]*)$/i.exec(text) ?? [];
  const all = Array.from(digits, (digit) => Number.parseInt(digit, 36));
  if (all.length === 0 || all.some((digit) => digit >= radix) || (type.startsWith("u") && sign === "-"))
    return fail("invalid digit found in string", "InvalidDigit");
  const size = all.reduce((sum, digit) => sum * BigInt(radix) + BigInt(digit), 0n);
  const value = sign === "-" ? -size : size;
  const range = rangeOf(type);
  if (within(value, range)) return m.make.ok(normal(value));
  return value > 0n
    ? fail("number too large to fit in target type", "PosOverflow")
    : fail("number too small to fit in target type", "NegOverflow");
}

class ParseError {
  readonly type: string;
  readonly #text: string;
  readonly #kind: string;
  constructor(text: string, type: string, kind = "Invalid") {
    this.#text = text;
    this.type = type;
    this.#kind = kind;
  }
  show(): string {
    return this.#text;
  }
  debug(): string {
    return `${this.type.split("::").at(-1)} { kind: ${this.#kind} }`;
  }
}
