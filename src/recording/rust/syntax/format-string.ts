/** Reads the text of `println!` and its kin: `{}`, `{name}`, `{0:>8.2?}`. */
import type { Expr, FormatPiece, FormatSpec } from "./ast.ts";
import { Refusal } from "./problem.ts";

export interface FormatArgs {
  args: Expr[];
  /** Position of each argument given as `name = value`. */
  names: Map<string, number>;
}

const SPEC =
  /^(?:(.)?([<^>]))?(\+)?(#)?(0(?!\$))?(?:(\d+\$|[\p{XID_Start}_][\p{XID_Continue}]*\$|\d+))?(?:\.(\d+\$|[\p{XID_Start}_][\p{XID_Continue}]*\$|\d+|\*))?(\?|x|X|b|o|e|E)?$/su;

/**
 * @param at the offset of a character of `text` in the source
 * @param given the arguments; names in braces that are none of them are added
 */
export function readFormat(text: string, at: (index: number) => number, given: FormatArgs): FormatPiece[] {
  const pieces: FormatPiece[] = [];
  const explicit = given.args.length;
  const used = new Set<number>();
  let next = 0;
  let plain = "";
  const flush = (): void => {
    if (plain !== "") pieces.push({ text: plain });
    plain = "";
  };

  const argOf = (name: string, from: number): number => {
    if (/^\d+$/.test(name)) {
      const index = Number(name);
      if (index >= explicit)
        throw new Refusal(from, `There is no argument ${index} here: ${count(explicit)} given.`);
      used.add(index);
      return index;
    }
    const known = given.names.get(name);
    if (known !== undefined) {
      used.add(known);
      return known;
    }
    const to = from + name.length;
    const segment = { name, args: [], bindings: [], from, to };
    given.args.push({ kind: "path", path: { segments: [segment], self: null, from, to }, from, to });
    given.names.set(name, given.args.length - 1);
    return given.args.length - 1;
  };
  const size = (written: string | undefined, from: number): FormatSpec["width"] => {
    if (written === undefined) return null;
    return written.endsWith("$") ? { arg: argOf(written.slice(0, -1), from) } : Number(written);
  };
  const positional = (from: number): number => {
    if (next >= explicit) throw new Refusal(from, `This \`{}\` has no argument: ${count(explicit)} given.`);
    used.add(next);
    return next++;
  };

  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if ((char === "{" || char === "}") && text[i + 1] === char) {
      plain += char;
      i++;
    } else if (char === "}")
      throw new Refusal(at(i), "An unmatched `}` in a format string.", "`}}` for a brace");
    else if (char !== "{") plain += char;
    else {
      const end = text.indexOf("}", i);
      if (end === -1) throw new Refusal(at(i), "An unmatched `{` in a format string.", "`{{` for a brace");
      flush();
      const [name = "", ...rest] = text.slice(i + 1, end).split(":");
      const spec = SPEC.exec(rest.join(":").trimEnd());
      if (spec === null)
        throw new Refusal(at(i), `\`${text.slice(i, end + 1)}\` is not a format that runs here.`);
      const [, fill, align, plus, alternate, zero, width, precision, kind] = spec;
      const from = at(i + 1);
      const precisionArg = precision === "*" ? { arg: positional(from) } : size(precision, from);
      if (name !== "" && !/^(?:\d+|[\p{XID_Start}_][\p{XID_Continue}]*)$/u.test(name.trim()))
        throw new Refusal(
          from,
          "Only names and numbers stand between these braces.",
          `\`"{}", ${name.trim()}\``,
        );
      const arg = name.trim() === "" ? positional(from) : argOf(name.trim(), from);
      const made: FormatSpec = {
        fill: fill ?? " ",
        align: (align ?? "") as FormatSpec["align"],
        plus: plus !== undefined,
        alternate: alternate !== undefined,
        zero: zero !== undefined,
        width: size(width, from),
        precision: precisionArg,
        kind: (kind ?? "").toLowerCase() === "e" ? "e" : ((kind ?? "") as FormatSpec["kind"]),
      };
      pieces.push({ arg, spec: made, from });
      i = end;
    }
  }
  flush();
  for (let i = 0; i < explicit; i++)
    if (!used.has(i))
      throw new Refusal((given.args[i] as Expr).from, "This argument is never used in the format string.");
  return pieces;
}

const count = (n: number): string => (n === 1 ? "1 argument is" : `${n} arguments are`);
