/** What a drawing may hold: shapes and words, in the page's colours and fonts, with letters that can be read. */
import type { Rule } from "../course/rules.ts";
import type { SourceFile, Span } from "../course/problem.ts";
import type { SvgAttribute, SvgElement } from "./svg.ts";

const list = (names: string): readonly string[] => names.trim().split(/\s+/);

const ELEMENTS = list(
  "svg g defs path rect circle ellipse line polyline polygon text tspan marker clipPath pattern use",
);
/** For who opens the file by itself; on the page the lesson's own words name the drawing. */
export const LEFT_OUT = list("title desc");
const ATTRIBUTES = list(`
  id transform viewBox width height x y x1 y1 x2 y2 dx dy cx cy r rx ry d points href
  fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin opacity
  font-family font-size font-weight font-style text-anchor dominant-baseline letter-spacing
  marker-start marker-mid marker-end markerWidth markerHeight markerUnits orient refX refY
  clip-path clipPathUnits patternUnits patternTransform`);
/** About the file, not of the drawing. */
export const OF_THE_FILE = list("xmlns version");

/** Tokens of src/ui/tokens.css that a drawing may use. */
export const COLOURS = list(`
  ink muted accent accent-ink accent-soft ok ok-soft warn warn-soft error error-soft
  hairline bg surface surface-raised series-a series-b`);
export const FONTS = list("font-ui font-prose font-mono");

/** Letters of a drawing that says nothing else. */
export const LETTERS_PX = 13;
/** Below this, letters are hard to read. */
const LEAST_LETTERS_PX = 11;

/** Where the drawing will be shown. */
export interface Place {
  /** px wide, at the narrowest; a wider drawing is shrunk to fit. */
  width: number;
  /** What to do where shrinking makes letters too small. */
  help: string;
}

/** @returns whether all is well; what is not has been reported */
export function checkDrawing(root: SvgElement, width: number, place: Place, source: SourceFile): boolean {
  let good = true;
  const report = (rule: Rule, span: Span, message: string, help: string): void => {
    good = false;
    source.report(rule, span, message, help);
  };
  const ids = new Set<string>();
  collectIds(root, ids);
  const walk = (element: SvgElement, letters: number): void => {
    const { name, span, attributes, children } = element;
    if (LEFT_OUT.includes(name)) return;
    if (!ELEMENTS.includes(name)) {
      report(
        "drawing-content",
        span,
        `a drawing may not hold <${name}>`,
        `available: ${ELEMENTS.join(", ")}`,
      );
      return;
    }
    for (const attribute of attributes) {
      const wrong = wrongAttribute(attribute, ids);
      if (wrong !== null) report(wrong.rule, attribute.span, wrong.message, wrong.help);
    }
    const size = attributes.find((attribute) => attribute.name === "font-size");
    const px = Number(size?.value ?? letters);
    const shown = px * Math.min(1, place.width / width);
    if (
      shown < LEAST_LETTERS_PX &&
      children.some((child) => typeof child === "string" && child.trim() !== "")
    ) {
      const shrunk = place.width < width ? `, once ${width} px are shrunk to ${place.width}` : "";
      const message = `these letters are ${Number(shown.toFixed(1))} px tall${shrunk}, expected at least ${LEAST_LETTERS_PX}`;
      report("drawing-look", size?.span ?? span, message, place.help);
    }
    for (const child of children) if (typeof child !== "string") walk(child, px);
  };
  walk(root, LETTERS_PX);
  return good;
}

interface Wrong {
  rule: Rule;
  message: string;
  help: string;
}

function wrongAttribute({ name, value }: SvgAttribute, ids: ReadonlySet<string>): Wrong | null {
  if (OF_THE_FILE.includes(name)) return null;
  if (!ATTRIBUTES.includes(name)) {
    const help = /^(style|class)$/.test(name)
      ? 'write attributes such as `fill="…"` instead'
      : "take it away";
    return { rule: "drawing-content", message: `a drawing may not have the attribute "${name}"`, help };
  }
  if (name === "href" || value.includes("url(")) {
    const target = targetOf(name, value);
    if (target === undefined || !ids.has(target))
      return {
        rule: "drawing-content",
        message: `"${value}" is no part of this file`,
        help: "refer to an id in this file: `#arrow` in `href`, `url(#arrow)` elsewhere",
      };
    return null;
  }
  if (name === "fill" || name === "stroke")
    return wrongToken(`the colour "${value}" does not follow the theme`, value, COLOURS, KEYWORDS);
  if (name === "font-family")
    return wrongToken(`the page does not have the font "${value}"`, value, FONTS, []);
  if (name === "font-size" && !/^\d+(\.\d+)?$/.test(value))
    return {
      rule: "drawing-look",
      message: `"${value}" is no size in px`,
      help: `write a number, such as ${LETTERS_PX}`,
    };
  if (name === "transform" && !/^\s*((translate|rotate)\([^()]*\)\s*)+$/.test(value))
    return {
      rule: "drawing-look",
      message: `"${value}" changes the size of letters`,
      help: "translate and rotate only",
    };
  return null;
}

const KEYWORDS = ["none", "currentColor", "context-fill", "context-stroke"];

function wrongToken(
  message: string,
  value: string,
  tokens: readonly string[],
  words: readonly string[],
): Wrong | null {
  const token = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (words.includes(value) || (token !== undefined && tokens.includes(token))) return null;
  const help = `available: ${tokens.map((one) => `var(--${one})`).join(", ")}`;
  return { rule: "drawing-look", message, help };
}

/** The id that an attribute refers to, undefined where it refers to none of this file. */
export function targetOf(name: string, value: string): string | undefined {
  return (name === "href" ? /^#([\w-]+)$/ : /^url\(#([\w-]+)\)$/).exec(value)?.[1];
}

function collectIds({ attributes, children }: SvgElement, into: Set<string>): void {
  for (const { name, value } of attributes) if (name === "id") into.add(value);
  for (const child of children) if (typeof child !== "string") collectIds(child, into);
}
