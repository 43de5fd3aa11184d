/** Cuts Rust source into tokens. */
import { Refusal } from "./problem.ts";

export interface Token {
  kind: "name" | "lifetime" | "int" | "float" | "str" | "bytes" | "char" | "byte" | "punct" | "end";
  /** The name, the operator, or the contents of a literal. */
  text: string;
  /** Of a number. */
  suffix: string | null;
  value: number | bigint;
  from: number;
  to: number;
  /** For text: where its contents begin in the source, when they are there as they are. */
  inside: number | null;
}

/** Longest first. */
const PUNCTUATION = [
  "<<=", ">>=", "...", "..=", "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=", "/=", "%=",
  "^=", "&=", "|=", "<<", ">>", "..", "+", "-", "*", "/", "%", "^", "!", "&", "|", "=", "<", ">", "@", ".", ",", ";",
  ":", "#", "$", "?", "~", "(", ")", "[", "]", "{", "}",
]; // prettier-ignore

const NAME = /[\p{XID_Start}_][\p{XID_Continue}]*/uy;
const SPACE = /[\s\u200e\u200f]+/y;
const NUMBER = /0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*/y;
const SUFFIX = /(?:u8|u16|u32|u64|u128|usize|i8|i16|i32|i64|i128|isize|f32|f64)(?![\p{XID_Continue}])/uy;
const FRACTION = /\.(?![._\p{XID_Start}])[0-9_]*/uy;
const EXPONENT = /[eE][+-]?[0-9_]+/y;

export function tokenize(source: string): Token[] {
  return new Lexer(source).all();
}

class Lexer {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  all(): Token[] {
    const tokens: Token[] = [];
    // A file may start with a line for a shell; `#!` followed by `[` is an attribute.
    if (this.#source.startsWith("#!") && !/^#!\s*\[/.test(this.#source)) this.#at = this.#lineEnd(0);
    for (;;) {
      this.#skip();
      if (this.#at >= this.#source.length) break;
      tokens.push(this.#next());
    }
    const end = this.#source.length;
    tokens.push({ kind: "end", text: "", suffix: null, value: 0, from: end, to: end, inside: null });
    return tokens;
  }

  #lineEnd(from: number): number {
    const end = this.#source.indexOf("\n", from);
    return end === -1 ? this.#source.length : end;
  }

  #match(regex: RegExp): string | null {
    regex.lastIndex = this.#at;
    return regex.exec(this.#source)?.[0] ?? null;
  }

  #skip(): void {
    for (;;) {
      const space = this.#match(SPACE);
      if (space !== null) this.#at += space.length;
      else if (this.#source.startsWith("//", this.#at)) this.#at = this.#lineEnd(this.#at);
      else if (this.#source.startsWith("/*", this.#at)) this.#blockComment();
      else return;
    }
  }

  #blockComment(): void {
    const from = this.#at;
    let depth = 0;
    do {
      if (this.#source.startsWith("/*", this.#at)) {
        depth++;
        this.#at += 2;
      } else if (this.#source.startsWith("*/", this.#at)) {
        depth--;
        this.#at += 2;
      } else if (this.#at >= this.#source.length) throw new Refusal(from, "This comment has no end.", "*/");
      else this.#at++;
    } while (depth > 0);
  }

  #token(kind: Token["kind"], text: string, from: number, more: Partial<Token> = {}): Token {
    return { kind, text, suffix: null, value: 0, from, to: this.#at, inside: null, ...more };
  }

  #next(): Token {
    const source = this.#source;
    const from = this.#at;
    const raw = /(?:br|cr|r|b|c)?(?:#*)"/y;
    raw.lastIndex = from;
    const opened = raw.exec(source)?.[0];
    if (opened !== undefined) return this.#string(opened);
    if (source.startsWith("b'", from)) {
      this.#at++;
      const char = this.#char();
      return this.#token("byte", char, from, { value: char.codePointAt(0) ?? 0 });
    }
    if (source[from] === "'") return this.#quote();
    // `r#name` is a raw identifier.
    if (/^r#[\p{XID_Start}_]/u.test(source.slice(from, from + 4))) this.#at += 2;
    const name = this.#match(NAME);
    if (name !== null) {
      this.#at += name.length;
      return this.#token("name", name, from);
    }
    if (/[0-9]/.test(source[from] as string)) return this.#number();
    for (const text of PUNCTUATION) {
      if (!source.startsWith(text, from)) continue;
      this.#at += text.length;
      return this.#token("punct", text, from);
    }
    const odd = String.fromCodePoint(source.codePointAt(from) as number);
    throw new Refusal(from, `Rust has no token that starts with \`${odd}\`.`);
  }

  #number(): Token {
    const from = this.#at;
    let text = this.#match(NUMBER) as string;
    this.#at += text.length;
    let isFloat = false;
    if (!/^0[xob]/.test(text)) {
      const fraction = this.#match(FRACTION);
      if (fraction !== null) {
        isFloat = true;
        text += fraction;
        this.#at += fraction.length;
      }
      const exponent = this.#match(EXPONENT);
      if (exponent !== null) {
        isFloat = true;
        text += exponent;
        this.#at += exponent.length;
      }
    }
    const suffix = this.#match(SUFFIX);
    if (suffix !== null) this.#at += suffix.length;
    const rest = this.#match(NAME);
    if (rest !== null) throw new Refusal(this.#at, `\`${rest}\` is not a suffix of a number.`);
    const digits = text.replaceAll("_", "");
    if (isFloat || suffix?.startsWith("f") === true)
      return this.#token("float", digits, from, { suffix, value: Number(digits) });
    const big = BigInt(digits);
    const value = big <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(big) : big;
    return this.#token("int", digits, from, { suffix, value });
  }

  #quote(): Token {
    const from = this.#at;
    const lifetime = /'[\p{XID_Start}_][\p{XID_Continue}]*(?!')/uy;
    lifetime.lastIndex = from;
    const name = lifetime.exec(this.#source)?.[0];
    if (name !== undefined && this.#source[from + name.length] !== "'") {
      this.#at += name.length;
      return this.#token("lifetime", name, from);
    }
    return this.#token("char", this.#char(), from);
  }

  #char(): string {
    const from = this.#at;
    this.#at++;
    let char: string;
    if (this.#source[this.#at] === "\\") char = this.#escape();
    else {
      char = String.fromCodePoint(this.#source.codePointAt(this.#at) ?? 0);
      this.#at += char.length;
    }
    if (this.#source[this.#at] !== "'") throw new Refusal(from, "This character literal has no end.", "'");
    this.#at++;
    return char;
  }

  #string(opened: string): Token {
    const from = this.#at;
    const isBytes = opened.startsWith("b");
    this.#at += opened.length;
    const start = this.#at;
    const kind = isBytes ? "bytes" : "str";
    if (/^(?:br|cr|r)/.test(opened)) {
      const close = `"${"#".repeat(opened.split("#").length - 1)}`;
      const end = this.#source.indexOf(close, start);
      if (end === -1) throw new Refusal(from, "This text has no end.", close);
      this.#at = end + close.length;
      return this.#token(kind, this.#source.slice(start, end).replaceAll("\r\n", "\n"), from, {
        inside: start,
      });
    }
    let text = "";
    let isPlain = true;
    for (;;) {
      const char = this.#source[this.#at];
      if (char === undefined) throw new Refusal(from, "This text has no end.", '"');
      if (char === '"') break;
      if (char === "\\") {
        isPlain = false;
        text += this.#escape();
      } else {
        text += char;
        this.#at++;
      }
    }
    this.#at++;
    return this.#token(kind, text.replaceAll("\r\n", "\n"), from, { inside: isPlain ? start : null });
  }

  #escape(): string {
    const at = this.#at;
    const rest = this.#source.slice(at, at + 16);
    const simple: Record<string, string> = {
      n: "\n",
      r: "\r",
      t: "\t",
      "\\": "\\",
      "0": "\0",
      "'": "'",
      '"': '"',
    };
    const plain = simple[rest[1] ?? ""];
    if (plain !== undefined) {
      this.#at += 2;
      return plain;
    }
    const hex = /^\\x([0-9a-fA-F]{2})|^\\u\{([0-9a-fA-F_]{1,8})\}/.exec(rest);
    if (hex !== null) {
      this.#at += hex[0].length;
      const code = Number.parseInt((hex[1] ?? hex[2] ?? "").replaceAll("_", ""), 16);
      if (code > 0x10ffff) throw new Refusal(at, "No character has this number.");
      return String.fromCodePoint(code);
    }
    // A backslash at the end of a line skips the white space that follows.
    const skipped = /\\\r?\n\s*/y;
    skipped.lastIndex = at;
    const skip = skipped.exec(this.#source)?.[0];
    if (skip === undefined) throw new Refusal(at, `Rust has no escape \`${rest.slice(0, 2)}\`.`);
    this.#at += skip.length;
    return "";
  }
}
