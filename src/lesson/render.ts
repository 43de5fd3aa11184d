/** Renders markdown trees to HTML, all pieces of a page at once so that heading ids are unique. */
import type { Element, ElementContent, Nodes as HastNodes, Root as HastRoot } from "hast";
import type { Root, RootContent } from "mdast";
import rehypeSlug from "rehype-slug";
import rehypeStringify from "rehype-stringify";
import remarkRehype from "remark-rehype";
import type { Options } from "remark-rehype";
import { unified } from "unified";
import type { Highlight } from "./highlight.ts";
import { languages } from "./languages.ts";
import { unbroken } from "../lib/units.ts";
import { isForPlayground, playgroundLink } from "./playground.ts";

/** A piece of a page; `html` is filled in by `renderSlots`. */
export interface Slot {
  nodes: RootContent[];
  /** A lone paragraph loses its `<p>`: for choices and list items. */
  inline: boolean;
  html: string;
}

interface RenderedHeading {
  depth: number;
  id: string;
  text: string;
}

interface SlotNode {
  type: "slot";
  children: RootContent[];
}

declare module "mdast" {
  interface RootContentMap {
    slot: SlotNode;
  }
}

const handlers: Options["handlers"] = {
  slot: (state, node: SlotNode): Element => {
    const root: Root = { type: "root", children: node.children };
    return { type: "element", tagName: "slot", properties: {}, children: state.wrap(state.all(root), true) };
  },
  // Raw HTML is reported as a problem; shown as text, none of it is lost or run.
  html: (_state, node: { value: string }): ElementContent | undefined =>
    /^\s*<!--/.test(node.value) ? undefined : { type: "text", value: node.value },
};

const toHast = unified()
  .use(remarkRehype, { handlers, footnoteLabel: "Notes", footnoteLabelProperties: {} })
  .use(rehypeSlug);
const writer = unified().use(rehypeStringify);

export interface Rendered {
  /** In page order, without those of the footnotes. */
  headings: RenderedHeading[];
  /** The footnotes of all slots; empty when there are none. */
  footnotesHtml: string;
}

/**
 * Renders every slot, in page order. @param definitions targets of `[text][name]` and `[^name]` that are in
 * none of the slots
 */
export function renderSlots(
  slots: readonly Slot[],
  highlight: Highlight,
  definitions: readonly RootContent[] = [],
): Rendered {
  const nodes = slots.map((slot): RootContent => ({ type: "slot", children: slot.nodes }));
  const tree = toHast.runSync({ type: "root", children: [...nodes, ...definitions] }) as HastRoot;
  const rendered = tree.children.filter((node) => node.type === "element");
  const headings: RenderedHeading[] = [];
  for (const [index, slot] of slots.entries()) {
    const element = rendered[index];
    if (element === undefined) throw new Error("a slot was not rendered");
    collectHeadings(element, headings);
    decorate(element, highlight);
    keepUnits(element);
    slot.html = stringify(slot.inline ? unwrap(element.children) : element.children);
  }
  const footnotes = rendered.slice(slots.length);
  for (const element of footnotes) {
    decorate(element, highlight);
    keepUnits(element);
  }
  return { headings, footnotesHtml: stringify(footnotes) };
}

export function stringify(children: ElementContent[]): string {
  return writer.stringify({ type: "root", children }).trim();
}

function unwrap(children: ElementContent[]): ElementContent[] {
  const solid = children.filter((child) => child.type !== "text" || child.value.trim() !== "");
  const [only] = solid;
  return solid.length === 1 && only?.type === "element" && only.tagName === "p" ? only.children : children;
}

function collectHeadings(node: Element, into: RenderedHeading[]): void {
  for (const child of node.children) {
    if (child.type !== "element") continue;
    const depth = /^h([1-6])$/.exec(child.tagName)?.[1];
    if (depth === undefined) collectHeadings(child, into);
    else into.push({ depth: Number(depth), id: String(child.properties.id ?? ""), text: hastText(child) });
  }
}

/** Text of its own direction, where it has letters that are written from right to left. */
const DIRECTED: ReadonlySet<string> = new Set(["p", "li", "h2", "h3", "h4", "td", "th", "blockquote"]);
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** Colours code and wraps tables, in place. */
function decorate(node: Element, highlight: Highlight): void {
  node.children = node.children.map((child) => {
    if (child.type !== "element") return child;
    if (child.tagName === "pre") return runnable(child, colour(child, highlight));
    // Translation would change the code.
    if (child.tagName === "code") child.properties.translate = "no";
    if (DIRECTED.has(child.tagName) && RIGHT_TO_LEFT.test(hastText(child))) child.properties.dir = "auto";
    decorate(child, highlight);
    return child.tagName === "table" ? scrollable(child) : child;
  });
}

/** No line ends between a number and its unit; code stays as it is written. */
function keepUnits(node: Element): void {
  for (const child of node.children) {
    if (child.type === "text") child.value = unbroken(child.value);
    else if (child.type === "element" && child.tagName !== "pre" && child.tagName !== "code")
      keepUnits(child);
  }
}

function colour(pre: Element, highlight: Highlight): Element {
  const code = pre.children[0];
  const classes = code?.type === "element" ? code.properties.className : undefined;
  const named = Array.isArray(classes) ? String(classes[0] ?? "").replace(/^language-/, "") : "";
  return highlight(hastText(pre).replace(/\n$/, ""), Object.hasOwn(languages, named) ? named : "text");
}

/** A program marked for it has a link to where it can be run. */
function runnable(written: Element, coloured: Element): Element {
  const [code] = written.children;
  const meta = code?.type === "element" ? (code.data?.meta ?? "") : "";
  if (!isForPlayground(meta)) return coloured;
  const link = playgroundLink(hastText(written));
  return {
    type: "element",
    tagName: "div",
    properties: { className: ["program"] },
    children: [coloured, link],
  };
}

/** A wide table scrolls in its own box, reachable by keyboard and with a name for screen readers. */
function scrollable(table: Element): Element {
  // The empty corner of a table is not a header and must not be announced as one.
  for (const head of cells(table, "th")) if (isEmpty(head)) head.tagName = "td";
  const heads = cells(table, "th");
  for (const head of heads) head.properties.scope = "col";
  const label = `Table: ${heads.map(hastText).join(", ")}`;
  return {
    type: "element",
    tagName: "div",
    properties: { className: ["table-scroll"], role: "group", ariaLabel: label, tabIndex: 0 },
    children: [table],
  };
}

function cells(node: Element, tagName: string): Element[] {
  return node.children.flatMap((child) =>
    child.type !== "element" ? [] : child.tagName === tagName ? [child] : cells(child, tagName),
  );
}

function hastText(node: HastNodes): string {
  if (node.type === "text") return node.value;
  return "children" in node ? node.children.map((child) => hastText(child as HastNodes)).join("") : "";
}

function isEmpty(cell: Element): boolean {
  return cell.children.every((child) => child.type === "text" && child.value.trim() === "");
}
