/** `str` and `String`. */
import { Panic } from "../../../runtime/index.ts";
import type { Interpreter } from "../run/interpreter.ts";
import {
  behind,
  Callable,
  Char,
  END,
  Iter,
  List,
  Range,
  EMPTY,
  Ref,
  Slice,
  Text,
  textOf,
  Tuple,
  itemsOf,
} from "../values/values.ts";
import type { Value } from "../values/values.ts";
import { charIndices, iterOf, ofArray, textIter } from "./walk.ts";
import type { Builtin } from "../run/site.ts";
import { utf8Length, utf8Slice } from "../values/utf8.ts";
import { parse } from "./parse.ts";

const encoder = new TextEncoder();
const own = (value: Value): Text => behind(value) as Text;

/** A pattern: a character, a text, a closure, or a list of characters. */
function finder(
  m: Interpreter,
  pattern: Value,
): (text: string, from: number) => { at: number; length: number } | null {
  const p = behind(pattern);
  if (p instanceof Callable || p instanceof List || p instanceof Slice) {
    const test = (char: string): boolean =>
      p instanceof Callable
        ? m.call(p, [new Char(char)]) === true
        : itemsOf(p).some((item) => textOf(item) === char);
    return (text, from) => {
      for (let at = from; at < text.length;) {
        const char = String.fromCodePoint(text.codePointAt(at) as number);
        if (test(char)) return { at, length: char.length };
        at += char.length;
      }
      return null;
    };
  }
  const wanted = textOf(p);
  return (text, from) => {
    const at = text.indexOf(wanted, from);
    return at === -1 ? null : { at, length: wanted.length };
  };
}

function split(m: Interpreter, text: string, pattern: Value, most = Infinity): string[] {
  const find = finder(m, pattern);
  const parts: string[] = [];
  let start = 0;
  let from = 0;
  while (parts.length + 1 < most) {
    const found = find(text, from);
    if (found === null) break;
    if (found.length === 0) {
      if (found.at >= text.length) break;
      from = found.at + 1;
      continue;
    }
    parts.push(text.slice(start, found.at));
    start = from = found.at + found.length;
  }
  parts.push(text.slice(start));
  return parts;
}

function trimmed(m: Interpreter, text: string, pattern: Value, sides: "start" | "end" | "both"): string {
  const find = finder(m, pattern);
  let [from, to] = [0, text.length];
  for (
    let found = find(text, from);
    sides !== "end" && found?.at === from && found.length > 0;
    found = find(text, from)
  )
    from += found.length;
  while (sides !== "start" && to > from) {
    const last = text.slice(from, to).at(-1) as string;
    const p = behind(pattern);
    const end = typeof p === "string" || p instanceof Text ? textOf(p) : last;
    if (!text.slice(from, to).endsWith(end) || find(end, 0)?.at !== 0) break;
    to -= end.length;
  }
  return text.slice(from, to);
}

const str =
  (f: (text: string, args: Value[], m: Interpreter) => Value): Builtin =>
  (m, [of, ...args]) =>
    f(textOf(of), args, m);
const texts = (parts: readonly string[]): Iter => ofArray(parts);
const byteAt = (text: string, at: number): number => utf8Length(text.slice(0, at));

export const TEXT: Record<string, Builtin> = {
  "str::len": str((t) => utf8Length(t)),
  "str::is_empty": str((t) => t === ""),
  "str::to_owned": str((t) => new Text(t)),
  "str::into_string": str((t) => new Text(t)),
  "str::as_str": str((t) => t),
  "str::as_ref": str((t) => t),
  "str::chars": str((t) => textIter(t)),
  "str::bytes": str((t) => ofArray([...encoder.encode(t)])),
  "str::as_bytes": str((t) => new Ref([new List([...encoder.encode(t)], "array")], 0)),
  "str::char_indices": str((t) => charIndices(t)),
  "str::lines": str((t) => texts(t === "" ? [] : t.replace(/\r?\n$/, "").split(/\r?\n/))),
  "str::split": str((t, [p], m) => texts(split(m, t, p))),
  "str::rsplit": str((t, [p], m) => texts(split(m, t, p).toReversed())),
  "str::splitn": str((t, [n, p], m) => texts(split(m, t, p, Number(n)))),
  "str::split_whitespace": str((t) => texts(t.split(/\s+/).filter((part) => part !== ""))),
  "str::split_terminator": str((t, [p], m) => {
    const parts = split(m, t, p);
    return texts(parts.at(-1) === "" ? parts.slice(0, -1) : parts);
  }),
  "str::split_once": str((t, [p], m) => {
    const found = finder(m, p)(t, 0);
    return found === null
      ? m.make.none()
      : m.make.some(new Tuple([t.slice(0, found.at), t.slice(found.at + found.length)]));
  }),
  "str::rsplit_once": str((t, [p], m) => {
    const at = t.lastIndexOf(textOf(p));
    return at === -1
      ? m.make.none()
      : m.make.some(new Tuple([t.slice(0, at), t.slice(at + textOf(p).length)]));
  }),
  "str::split_at": str(
    (t, [n]) => new Tuple([utf8Slice(t, 0, Number(n)), utf8Slice(t, Number(n), utf8Length(t))]),
  ),
  "str::trim": str((t) => t.trim()),
  "str::trim_start": str((t) => t.trimStart()),
  "str::trim_end": str((t) => t.trimEnd()),
  "str::trim_matches": str((t, [p], m) => trimmed(m, t, p, "both")),
  "str::trim_start_matches": str((t, [p], m) => trimmed(m, t, p, "start")),
  "str::trim_end_matches": str((t, [p], m) => trimmed(m, t, p, "end")),
  "str::strip_prefix": str((t, [p], m) => {
    const found = finder(m, p)(t, 0);
    return found?.at === 0 ? m.make.some(t.slice(found.length)) : m.make.none();
  }),
  "str::strip_suffix": str((t, [p], m) =>
    t.endsWith(textOf(p)) ? m.make.some(t.slice(0, t.length - textOf(p).length)) : m.make.none(),
  ),
  "str::contains": str((t, [p], m) => finder(m, p)(t, 0) !== null),
  "str::starts_with": str((t, [p], m) => finder(m, p)(t, 0)?.at === 0),
  "str::ends_with": str((t, [p], m) => {
    if (typeof behind(p) === "string" || behind(p) instanceof Text) return t.endsWith(textOf(p));
    const last = Array.from(t).at(-1);
    return last !== undefined && finder(m, p)(last, 0) !== null;
  }),
  "str::find": str((t, [p], m) => {
    const found = finder(m, p)(t, 0);
    return found === null ? m.make.none() : m.make.some(byteAt(t, found.at));
  }),
  "str::rfind": str((t, [p], m) => {
    const at = t.lastIndexOf(textOf(p));
    return at === -1 ? m.make.none() : m.make.some(byteAt(t, at));
  }),
  "str::matches": str((t, [p], m) =>
    texts(
      split(m, t, p)
        .slice(1)
        .map(() => textOf(p)),
    ),
  ),
  "str::replace": str((t, [a, b], m) => new Text(split(m, t, a).join(textOf(b)))),
  "str::replacen": str((t, [a, b, n], m) => new Text(split(m, t, a, Number(n) + 1).join(textOf(b)))),
  "str::repeat": str((t, [n], m) => {
    m.spend(Number(n));
    if (Number(n) * t.length > 5_000_000) return m.refuse(m.at, "This text would be too long.");
    return new Text(t.repeat(Number(n)));
  }),
  "str::to_uppercase": str((t) => new Text(t.toUpperCase())),
  "str::to_lowercase": str((t) => new Text(t.toLowerCase())),
  "str::to_ascii_uppercase": str((t) => new Text(t.replace(/[a-z]/g, (c) => c.toUpperCase()))),
  "str::to_ascii_lowercase": str((t) => new Text(t.replace(/[A-Z]/g, (c) => c.toLowerCase()))),
  "str::eq_ignore_ascii_case": str((t, [other]) => t.toLowerCase() === textOf(other).toLowerCase()),
  "str::is_ascii": str((t) => /^[\0-\x7f]*$/.test(t)),
  "str::is_char_boundary": str(() => true),
  "str::parse": (m, [of], site) => parse(m, textOf(of), site),
  "str::get": str((t, [range], m) => {
    const { fields: [low, high], inclusive } = behind(range) as Range; // prettier-ignore
    const from = low === EMPTY ? 0 : Number(low);
    const to = high === EMPTY ? utf8Length(t) : Number(high) + (inclusive ? 1 : 0);
    return from > to || to > utf8Length(t) ? m.make.none() : m.make.some(utf8Slice(t, from, to));
  }),
  "std::string::String::new": () => new Text(""),
  "std::string::String::with_capacity": () => new Text(""),
  "std::string::String::from": (_, [value]) => new Text(textOf(value)),
  "std::string::String::from_utf8": (m, [list]) =>
    m.make.ok(new Text(new TextDecoder().decode(Uint8Array.from(itemsOf(list) as number[])))),
  "std::string::String::from_utf8_lossy": (_, [list]) =>
    new Text(new TextDecoder().decode(Uint8Array.from(itemsOf(list) as number[]))),
  "std::string::String::push": (m, [of, char]) => {
    m.spend(1);
    own(of).text += textOf(char);
    return undefined;
  },
  "std::string::String::push_str": (m, [of, text]) => {
    own(of).text += textOf(text);
    if (own(of).text.length > 5_000_000) return m.refuse(m.at, "This text has become too long.");
    return undefined;
  },
  "std::string::String::pop": (m, [of]) => {
    const last = Array.from(own(of).text).at(-1);
    if (last === undefined) return m.make.none();
    own(of).text = own(of).text.slice(0, -last.length);
    return m.make.some(new Char(last));
  },
  "std::string::String::clear": (_, [of]) => void (own(of).text = ""),
  "std::string::String::as_str": (_, [of]) => textOf(of),
  "std::string::String::into_bytes": (_, [of]) => new List([...encoder.encode(textOf(of))]),
  "std::string::String::into_boxed_str": (_, [of]) => of,
  "std::string::String::capacity": (_, [of]) => utf8Length(textOf(of)),
  "std::string::String::insert": (_, [of, at, char]) => inserted(own(of), Number(at), textOf(char)),
  "std::string::String::insert_str": (_, [of, at, text]) => inserted(own(of), Number(at), textOf(text)),
  "std::string::String::truncate": (_, [of, n]) =>
    void (own(of).text = utf8Slice(own(of).text, 0, Number(n))),
  "std::string::String::remove": (_, [of, at]) => {
    const text = own(of);
    const rest = utf8Slice(text.text, Number(at), utf8Length(text.text));
    const char = Array.from(rest)[0];
    if (char === undefined) throw new Panic("cannot remove a char from the end of a string");
    text.text = utf8Slice(text.text, 0, Number(at)) + rest.slice(char.length);
    return new Char(char);
  },
  "std::string::String::retain": (m, [of, f]) => {
    own(of).text = Array.from(own(of).text)
      .filter((char) => m.call(f, [new Char(char)]) === true)
      .join("");
    return undefined;
  },
  "std::string::String::drain": (_, [of, range]) => {
    const text = own(of);
    const { fields: [low, high], inclusive } = behind(range) as Range; // prettier-ignore
    const from = low === EMPTY ? 0 : Number(low);
    const to = high === EMPTY ? utf8Length(text.text) : Number(high) + (inclusive ? 1 : 0);
    const taken = utf8Slice(text.text, from, to);
    text.text = utf8Slice(text.text, 0, from) + utf8Slice(text.text, to, utf8Length(text.text));
    return textIter(taken);
  },
  "std::string::String::extend": (m, [of, from], site) => {
    const iter = iterOf(m, from, site);
    for (let value = m.nextOf(iter); value !== END; value = m.nextOf(iter)) own(of).text += textOf(value);
    return undefined;
  },
  "std::string::String::write_str": (m, [of, text]) => m.write(of, textOf(text)),
};

function inserted(text: Text, at: number, more: string): void {
  text.text = utf8Slice(text.text, 0, at) + more + utf8Slice(text.text, at, utf8Length(text.text));
}
