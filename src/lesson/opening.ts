/** Parses the opening line of a block, because the syntax tree has no positions of attributes and merges duplicates. */
import type { SourceFile, Span } from "../course/problem.ts";

interface WrittenAttribute {
  /** `#gather` is written for `id="gather"`, `.wide` for `class="wide"`. */
  name: string;
  nameSpan: Span;
  valueSpan: Span;
}

/** The parts of `:::name[label]{#id key="value"}`. */
export interface Opening {
  colons: number;
  name: string;
  /** The colons and the name. */
  span: Span;
  nameSpan: Span;
  label: Span | null;
  attributes: WrittenAttribute[];
}

const HEAD = /(:+)([A-Za-z][\w-]*)/y;
const LABEL = /\[(?:[^[\]\\]|\\.|\[[^\]]*\])*\]/y;
const ATTRIBUTE =
  /\s*(?:([#.])([^\s#.}"'=<>`]+)|([A-Za-z_:][\w:.-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`}]+))?)/y;

/** @param offset of the first colon */
export function readOpening(source: SourceFile, offset: number): Opening {
  const { text } = source;
  HEAD.lastIndex = offset;
  const head = HEAD.exec(text);
  const colons = head?.[1]?.length ?? 0;
  const name = head?.[2] ?? "";
  let at = offset + colons + name.length;
  const opening: Opening = {
    colons,
    name,
    span: { start: offset, end: at },
    nameSpan: { start: offset + colons, end: at },
    label: null,
    attributes: [],
  };
  LABEL.lastIndex = at;
  const label = LABEL.exec(text);
  if (label !== null) {
    opening.label = { start: at, end: at + label[0].length };
    at = opening.label.end;
  }
  if (text[at] === "{") opening.attributes = readAttributes(text, at + 1);
  return opening;
}

function readAttributes(text: string, start: number): WrittenAttribute[] {
  const attributes: WrittenAttribute[] = [];
  ATTRIBUTE.lastIndex = start;
  for (let found = ATTRIBUTE.exec(text); found !== null; found = ATTRIBUTE.exec(text)) {
    const end = ATTRIBUTE.lastIndex;
    const [whole, mark, short, name, value] = found;
    const from = end - whole.trimStart().length;
    if (mark !== undefined && short !== undefined) {
      const span = { start: from, end };
      attributes.push({ name: mark === "#" ? "id" : "class", nameSpan: span, valueSpan: span });
    } else if (name !== undefined) {
      const nameSpan = { start: from, end: from + name.length };
      attributes.push({
        name,
        nameSpan,
        valueSpan: value === undefined ? nameSpan : { start: end - value.length, end },
      });
    }
  }
  return attributes;
}

/**
 * Why a line that looks like a block's opening is not one; null if unclear. @param line from its first colon
 * on
 */
export function whyNoOpening(line: string): { message: string; help: string } | null {
  const [, colons = "", space = "", name = "", rest = ""] =
    /^(:+)(\s*)([A-Za-z][\w-]*)?(.*)$/.exec(line) ?? [];
  if (name === "") return null;
  const block = `${colons}${name}`;
  if (space !== "")
    return { message: "unexpected space between the colons and the name", help: `write \`${block}\`` };
  if (/^\s+[{[]/.test(rest)) {
    return {
      message: `unexpected space between \`${block}\` and its attributes`,
      help: `write \`${block}${rest.trim()}\``,
    };
  }
  const brace = rest.indexOf("{");
  if (brace !== -1) {
    const inside = rest.slice(brace + 1).replace(/\}\s*$/, "");
    if ((inside.match(/"/g) ?? []).length % 2 === 1) {
      return { message: `a quotation mark of \`${block}\` is not closed`, help: 'close the value with `"`' };
    }
    if (!rest.includes("}")) {
      return { message: `the attributes of \`${block}\` are not closed`, help: "end the line with `}`" };
    }
    const after = /\}(.*)$/.exec(rest)?.[1]?.trim() ?? "";
    if (after !== "") {
      return { message: `\`${block}\` is followed by text`, help: "start the text on a line of its own" };
    }
    if (/[“”„‘’]/.test(inside)) {
      const straight = inside.replaceAll(/[“”„]/g, '"').replaceAll(/[‘’]/g, "'");
      return {
        message: `\`${block}\` has typographic quotation marks around a value`,
        help: `write straight ones: \`{${straight}}\``,
      };
    }
    if (/[\u00A0\u202F\u2007]/.test(inside)) {
      return {
        message: `\`${block}\` has a no-break space between its attributes`,
        help: "write an ordinary space",
      };
    }
    return {
      message: `invalid attributes of \`${block}\``,
      help: 'put values in quotation marks: `{#id name="value"}`',
    };
  }
  if (rest.trim() !== "") {
    return {
      message: `\`${block}\` is followed by text`,
      help: `write \`${block}{…}\`, and the text on the next line`,
    };
  }
  return null;
}
