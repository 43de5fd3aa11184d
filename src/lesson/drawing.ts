/** Takes a drawing's SVG file into a page: checked, and written again from nothing but what was checked. */
import { posix } from "node:path";
import { checkDrawing, LEFT_OUT, LETTERS_PX, OF_THE_FILE, targetOf } from "./drawing-check.ts";
import type { Place } from "./drawing-check.ts";
import { escapeHtml } from "../lib/escape.ts";
import { openingOf } from "./layout.ts";
import type { BlockContext, Directive, Layout } from "./layout.ts";
import { readSvg } from "./svg.ts";
import type { SvgElement } from "./svg.ts";
import { suggest } from "../course/problem.ts";
import type { SourceFile } from "../course/problem.ts";

/** px that a lesson's column gives a drawing on a phone of 390 px, and where it begins to be wide. */
const PHONE_PX = 358;
const WIDE_PX = 600;

interface Attributes {
  id: string;
  src: string;
  alt: string;
}

const filesOf = (src: string, weekId: string) => {
  const file = posix.join("lessons", weekId, src);
  return { file, narrowFile: file.replace(/\.svg$/, ".narrow.svg") };
};

/** Its files are not reported as unused, whatever else is wrong with the block. */
export function markUsed(src: string | null | undefined, { weekId }: BlockContext, layout: Layout): void {
  const { file, narrowFile } = filesOf(src ?? "", weekId);
  layout.drawingsUsed.add(file).add(narrowFile);
}

/** The SVG that `src` names as HTML, and that of `picture.narrow.svg` beside it; null when something was reported. */
export function findDrawing(
  { id, src, alt }: Attributes,
  node: Directive,
  { source, weekId, drawings }: BlockContext,
): { svg: string; narrowSvg?: string } | null {
  const { file, narrowFile } = filesOf(src, weekId);
  const [found, narrow] = [drawings.get(file), drawings.get(narrowFile)];
  if (found === undefined) {
    const opening = openingOf(node, source);
    const span = opening.attributes.find(({ name }) => name === "src")?.valueSpan ?? opening.span;
    source.report("dead-image", span, `there is no file ${file}`, suggest(file, [...drawings.keys()]));
    return null;
  }
  const larger = "make them larger, or the drawing narrower";
  const twoFiles = `${larger}, or draw ${posix.basename(narrowFile)} for phones`;
  const wide = narrow ? { width: WIDE_PX, help: larger } : { width: PHONE_PX, help: twoFiles };
  const svg = drawingHtml(found, alt, `${id}-`, wide);
  if (narrow === undefined) return svg === null ? null : { svg };
  const narrowSvg = drawingHtml(narrow, alt, `${id}-narrow-`, { width: PHONE_PX, help: larger });
  return svg === null || narrowSvg === null ? null : { svg, narrowSvg };
}

/** @param prefix goes before every id, so that ids stay unique on the page */
export function drawingHtml(source: SourceFile, alt: string, prefix: string, place: Place): string | null {
  const root = readSvg(source);
  if (root === null) return null;
  const size = /^0 0 ([1-9]\d*) ([1-9]\d*)$/.exec(valueOf(root, "viewBox") ?? "");
  if (size === null) {
    source.report(
      "svg",
      root.span,
      "the drawing does not say its size",
      'write `viewBox="0 0 640 320"`: its width and height in px',
    );
    return null;
  }
  const [width, height] = [Number(size[1]), Number(size[2])];
  if (!checkDrawing(root, width, place, source)) return null;
  // The page's ink and letters, unless the file says others.
  const added = {
    width,
    height,
    fill: "var(--ink)",
    "font-family": "var(--font-ui)",
    "font-size": LETTERS_PX,
  };
  const own = Object.entries(added).filter(([name]) => valueOf(root, name) === undefined);
  const said = own.map(([name, value]) => ` ${name}="${value}"`).join("");
  return elementHtml(root, prefix, ` role="img" aria-label="${escapeHtml(alt)}"${said}`);
}

function elementHtml({ name, attributes, children }: SvgElement, prefix: string, added = ""): string {
  if (LEFT_OUT.includes(name)) return "";
  const written = attributes.flatMap((attribute) => {
    if (OF_THE_FILE.includes(attribute.name)) return [];
    const target = targetOf(attribute.name, attribute.value);
    const value =
      attribute.name === "id"
        ? `${prefix}${attribute.value}`
        : attribute.value.replace(`#${target}`, `#${prefix}${target}`);
    return [` ${attribute.name}="${value}"`];
  });
  const isText = name === "text" || name === "tspan";
  const inside = children.map((child) =>
    typeof child !== "string" ? elementHtml(child, prefix) : isText ? child : "",
  );
  return `<${name}${added}${written.join("")}>${inside.join("")}</${name}>`;
}

function valueOf({ attributes }: SvgElement, name: string): string | undefined {
  return attributes.find((attribute) => attribute.name === name)?.value;
}
