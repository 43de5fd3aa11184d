/** Turns links between lesson files into links between pages, and later checks their targets. */
import { posix } from "node:path";
import type { Properties } from "hast";
import type { Definition, Image, Link, LinkReference, Root, Text } from "mdast";
import { codeFence } from "./code.ts";
import type { CodeFence } from "./code.ts";
import { spanOf, walk } from "./markdown.ts";
import { suggest } from "../course/problem.ts";
import type { SourceFile, Span } from "../course/problem.ts";

/** The origin of a text, and the page of its HTML. */
export interface PagePlace {
  /** The file's folder in `lessons/`, the base of its links. */
  folder: string;
  /** `week-01/day-3`, the page that a bare `#heading` refers to, or null. */
  self: string | null;
  /** Lesson pages are at `<base>week-01/day-1/`, the home page at `<base>`. */
  on: "home" | "lesson";
}

/** A link into the course, to check once every page's anchors are known. */
export interface CourseLink {
  source: SourceFile;
  span: Span;
  /** `week-01/day-3` */
  target: string;
  /** Without `#`; empty for the whole page. */
  anchor: string;
}

export interface PageLinks {
  /** Code fences to compile. */
  code: CodeFence[];
  links: CourseLink[];
  /** Pictures beside the lessons, as paths from the repository's root. */
  images: { source: SourceFile; span: Span; file: string }[];
}

/** Rewrites the links and pictures of `tree` in place, including those in definitions. */
export function rewriteLinks(tree: Root, source: SourceFile, place: PagePlace): PageLinks {
  const found: PageLinks = { links: [], images: [], code: [] };
  const definitions = new Map<string, Definition>();
  const ofImages = new Set<string>();
  walk(tree, (node) => void (node.type === "imageReference" && ofImages.add(node.identifier)));
  walk(tree, (node) => {
    if (node.type === "image" || (node.type === "definition" && ofImages.has(node.identifier)))
      rewriteImage(node, source, place, found);
    else if (node.type === "link" || node.type === "definition") rewriteLink(node, source, place, found);
    else if (node.type === "text") reportSpaces(node, source, place, found);
    else if (node.type === "code") found.code.push(...[codeFence(node, source) ?? []].flat());
    if (node.type === "definition") definitions.set(node.identifier, node);
  });
  // A reference gets its address from its definition, but not the other attributes.
  walk(tree, (node) => {
    if (node.type !== "linkReference") return;
    setProperties(node, definitions.get(node.identifier)?.data?.hProperties ?? {});
  });
  return found;
}

function rewriteLink(node: Link | Definition, source: SourceFile, place: PagePlace, found: PageLinks): void {
  const { url } = node;
  const span = urlSpan(node, source);
  if (/^(https?|mailto):/.test(url)) {
    if (/^http:\/\/(?!(localhost|127\.0\.0\.1)(?=[:/]|$))/.test(url))
      source.report(
        "insecure-link",
        span,
        "this link is not encrypted",
        `write \`${url.replace("http", "https")}\``,
      );
    setProperties(node, { rel: ["noopener"] });
    return;
  }
  const hash = url.indexOf("#");
  const path = hash === -1 ? url : url.slice(0, hash);
  const anchor = hash === -1 ? "" : url.slice(hash + 1);
  const target = path === "" ? place.self : lessonOf(posix.join(place.folder, path));
  if (target === null) {
    const message =
      url === "" ? "this link leads nowhere" : `invalid link "${url}": expected a web address or a lesson`;
    source.report("dead-link", span, message, `write \`${meantBy(url) ?? "./day-3.md#heading"}\``);
    return;
  }
  if (url === "") {
    source.report("dead-link", span, "this link leads nowhere", "write `./day-3.md#heading`");
    return;
  }
  found.links.push({ source, span, target, anchor: decoded(anchor) });
  if (path === "") return;
  const route = target.endsWith("/week") ? "" : `${target}/`;
  node.url = `${toBase(place)}${route}${anchor === "" ? "" : `#${anchor}`}`;
  setProperties(node, { dataLesson: target });
}

/** The link that other tools write otherwise: `/week-01/day-2/`, `.\\day-2.md`, `./day-2`, `./day-2.html`, `www.example.org`. */
function meantBy(url: string): string | undefined {
  if (/^www\.[\w-]+\.\w/.test(url)) return `https://${url}`;
  if (/^\w+:/.test(url)) return undefined;
  const [, path = "", anchor = ""] = /^([^#]*)(#.*)?$/.exec(url.replaceAll("\\", "/")) ?? [];
  const rooted = /^\/([a-z0-9-]+)\/([a-z0-9-]+)\/?$/.exec(path);
  if (rooted) return `../${rooted[1]}/${rooted[2]}.md${anchor}`;
  const name = /^((?:\.{1,2}\/)*(?:[a-z0-9-]+\/)?[a-z0-9-]+)(?:\.html?|\.md|\/)?$/.exec(path)?.[1];
  return name === undefined ? undefined : `${name.startsWith(".") ? "" : "./"}${name}.md${anchor}`;
}

/** A space ends a link's address, so markdown shows `![queue](./my queue.svg)` as text. */
function reportSpaces(node: Text, source: SourceFile, place: PagePlace, found: PageLinks): void {
  const { start } = spanOf(node);
  const near = /(!?)\[[^\][\n]*\]\((\.{0,2}\/?[^\s()<>"]+(?: +[^\s()<>"]+)+)\)/g;
  for (const match of source.slice(spanOf(node)).matchAll(near)) {
    const [written, mark, path = ""] = match;
    if (!/\.\w+(#|$)/.test(path)) continue;
    const at = start + match.index + written.indexOf(path);
    const span = { start: at, end: at + path.length };
    const what = mark === "!" ? "picture" : "link";
    const help = `put the address between angle brackets: \`(<${path}>)\``;
    source.report("near-link", span, `a space in its address makes this ${what} text`, help);
    if (mark === "!") found.images.push({ source, span, file: posix.join("lessons", place.folder, path) });
  }
}

function lessonOf(path: string): string | null {
  return /^([a-z0-9-]+\/[a-z0-9-]+)\.md$/.exec(path)?.[1] ?? null;
}

/** Relative, so that an address works under every base. */
function toBase(place: PagePlace): string {
  return place.on === "home" ? "./" : "../../";
}

function rewriteImage(
  node: Image | Definition,
  source: SourceFile,
  place: PagePlace,
  found: PageLinks,
): void {
  const { url } = node;
  const span = urlSpan(node, source);
  if (!url.startsWith("./") && !url.startsWith("../")) {
    const message = /^https?:/.test(url)
      ? "pictures must be part of the course, not loaded from elsewhere"
      : `invalid picture "${url}": expected a file beside the lesson`;
    source.report("dead-image", span, message, "put the file beside the lesson and write `./picture.svg`");
    return;
  }
  const file = posix.join("lessons", place.folder, url);
  found.images.push({ source, span, file });
  node.url = `${toBase(place)}${file}`;
}

/**
 * Reports links to pages or anchors that do not exist.
 * @param anchors page -> its ids; null for a listed page without a file, which is reported there
 */
export function checkLinks(
  links: readonly CourseLink[],
  anchors: ReadonlyMap<string, ReadonlySet<string> | null>,
): void {
  for (const { source, span, target, anchor } of links) {
    const ids = anchors.get(target);
    if (ids === undefined) {
      const week = target.split("/")[0] ?? "";
      const lessons = [...anchors.keys()].filter((id) => !id.endsWith("/week"));
      const listed = lessons.filter((id) => id.startsWith(`${week}/`));
      const help = suggest(target, lessons, listed) ?? "name it in lessons/course.yaml";
      source.report("dead-link", span, `unknown lesson lessons/${target}.md`, help);
    } else if (ids !== null && anchor !== "" && !ids.has(anchor)) {
      const message = `lessons/${target}.md has no heading or block "#${anchor}"`;
      source.report("dead-anchor", span, message, suggest(anchor, [...ids]));
    }
  }
}

export function urlSpan(node: Link | Definition | Image, source: SourceFile): Span {
  const span = spanOf(node);
  const at = source.slice(span).lastIndexOf(node.url);
  return at === -1 ? span : { start: span.start + at, end: span.start + at + node.url.length };
}

function setProperties(node: Link | LinkReference | Definition, properties: Properties): void {
  node.data = { ...node.data, hProperties: { ...node.data?.hProperties, ...properties } };
}

/** As in the page; `decodeURIComponent` would throw on a stray `%`. */
function decoded(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}
