/** Reads an SVG file as strict XML, with the place of every element and attribute. */
import type { SourceFile, Span } from "../course/problem.ts";

export interface SvgAttribute {
  name: string;
  /** As it is written between its quotes; it holds no `&`, `<` or `"`. */
  value: string;
  span: Span;
}

export interface SvgElement {
  name: string;
  /** The name in the opening tag. */
  span: Span;
  attributes: SvgAttribute[];
  /** Elements, and text as it is written: its entities are those that HTML knows as well. */
  children: (SvgElement | string)[];
}

const TOKEN =
  /<!--[^]*?-->|<\?xml[^<]*?\?>|<\/(?<close>[\w:.-]+)\s*>|<(?<open>[\w:.-]+)(?<rest>(?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(?<empty>\/?)>|(?<text>[^<]+)/y;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const TEXT = /^(?:[^&]|&(?:amp|lt|gt|quot|#\d+|#x[\da-fA-F]+);)*$/;

/** @returns the root element; null when the file is no such SVG, which has been reported */
export function readSvg(source: SourceFile): SvgElement | null {
  const file: SvgElement = { name: "", span: { start: 0, end: 0 }, attributes: [], children: [] };
  const around = [file];
  const wrong = (start: number, message: string, help?: string): null => {
    source.report("svg", { start, end: source.lineAt(start).end }, message, help);
    return null;
  };
  for (let at = 0; at < source.text.length;) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(source.text);
    const parent = around.at(-1) ?? file;
    if (token === null) return wrong(at, "this is not XML", "export the drawing as plain SVG");
    const { open, close, rest = "", empty, text } = token.groups ?? {};
    if (open !== undefined) {
      const start = at + 1;
      const element: SvgElement = {
        name: open,
        span: { start, end: start + open.length },
        attributes: [],
        children: [],
      };
      for (const found of rest.matchAll(ATTRIBUTE)) {
        const from = element.span.end + found.index;
        const value = found[2] ?? found[3] ?? "";
        if (/[&<"]/.test(value))
          return wrong(from, `${found[1]} holds a character that a drawing does without`);
        element.attributes.push({
          name: found[1] ?? "",
          value,
          span: { start: from, end: from + found[0].length },
        });
      }
      parent.children.push(element);
      if (empty === "") around.push(element);
    } else if (close !== undefined) {
      if (parent.name !== close)
        return wrong(at, `</${close}> closes ${parent.name ? `<${parent.name}>` : "nothing"}`);
      around.pop();
    } else if (text !== undefined) {
      if (!TEXT.test(text)) return wrong(at, "an & stands for itself here", "write &amp;");
      parent.children.push(text);
    }
    at = TOKEN.lastIndex;
  }
  const last = around.at(-1) ?? file;
  if (last !== file) return wrong(last.span.start, `<${last.name}> is never closed`);
  const [root, second] = file.children.filter((child): child is SvgElement => typeof child !== "string");
  if (root?.name !== "svg" || second !== undefined)
    return wrong(0, "an SVG file is one <svg> element", "export the drawing as plain SVG");
  return root;
}
