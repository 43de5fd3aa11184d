/** Turns links between lesson files into links between pages, and later checks that each leads somewhere. */
import { posix } from "node:path";
import type { Definition, Image, Link, Root } from "mdast";
import { spanOf, walk } from "./markdown.ts";
import { suggest } from "./problem.ts";
import type { SourceFile, Span } from "./problem.ts";

/** Where the HTML will stand: on a lesson's page, or on the home page (the week's own text). */
export interface PagePlace {
  weekId: string;
  /** null: the home page */
  lessonId: string | null;
}

/** A link into the course, to be checked once every page's anchors are known. */
export interface CourseLink {
  source: SourceFile;
  span: Span;
  /** `week-01/day-3` */
  target: string;
  /** Without `#`; empty for the page as a whole. */
  anchor: string;
}

export interface PageLinks {
  links: CourseLink[];
  /** Pictures that lie beside the lessons, as paths from the repository's root. */
  images: { source: SourceFile; span: Span; file: string }[];
}

/** Rewrites the links of `tree` in place. */
export function rewriteLinks(tree: Root, source: SourceFile, place: PagePlace): PageLinks {
  const found: PageLinks = { links: [], images: [] };
  walk(tree, (node) => {
    if (node.type === "link" || node.type === "definition") rewriteLink(node, source, place, found);
    else if (node.type === "image") rewriteImage(node, source, place, found);
  });
  return found;
}

function rewriteLink(node: Link | Definition, source: SourceFile, place: PagePlace, found: PageLinks): void {
  const { url } = node;
  const span = urlSpan(node, source);
  if (/^(https?|mailto):/.test(url)) {
    setProperties(node, { rel: "noopener" });
    return;
  }
  const [path = "", anchor = ""] = url.split("#", 2) as [string, string?];
  const self = `${place.weekId}/${place.lessonId ?? "week"}`;
  const target = path === "" ? self : posix.join(place.weekId, path).replace(/\.md$/, "");
  const page = /^([a-z0-9-]+)\/([a-z0-9-]+)$/.exec(target);
  if (page === null || (path !== "" && !path.endsWith(".md"))) {
    source.report(
      "dead-link",
      span,
      `"${url}" is neither a web address nor a lesson`,
      "write `./day-3.md#heading`",
    );
    return;
  }
  found.links.push({ source, span, target, anchor: decoded(anchor) });
  if (path === "") return;
  const hash = anchor === "" ? "" : `#${anchor}`;
  node.url = `${relativePage(place, page[1] ?? "", page[2] ?? "")}${hash}`;
  setProperties(node, { dataLesson: target });
}

/** Pages stand at `<base>week-01/day-1/`, so that a relative address is right under every base. */
function relativePage(place: PagePlace, weekId: string, lessonId: string): string {
  if (lessonId === "week") return place.lessonId === null ? "./" : "../../";
  if (place.lessonId === null) return `./${weekId}/${lessonId}/`;
  return weekId === place.weekId ? `../${lessonId}/` : `../../${weekId}/${lessonId}/`;
}

function rewriteImage(node: Image, source: SourceFile, place: PagePlace, found: PageLinks): void {
  const { url } = node;
  if (/^https:/.test(url)) return;
  const span = urlSpan(node, source);
  if (!url.startsWith("./") && !url.startsWith("../")) {
    source.report("dead-image", span, `"${url}" is not a file beside the lesson`, "write `./picture.svg`");
    return;
  }
  const file = posix.join("lessons", place.weekId, url);
  found.images.push({ source, span, file });
  node.url = `${place.lessonId === null ? "./" : "../../"}${file}`;
}

/** Reports links to pages or anchors that do not exist. `anchors`: page -> its ids. */
export function checkLinks(
  links: readonly CourseLink[],
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  for (const { source, span, target, anchor } of links) {
    const ids = anchors.get(target);
    if (ids === undefined) {
      const lesson = suggest(target, [...anchors.keys()]);
      source.report("dead-link", span, `there is no lesson lessons/${target}.md in the course`, lesson);
    } else if (anchor !== "" && !ids.has(anchor)) {
      source.report(
        "dead-anchor",
        span,
        `${target}.md has no heading or block "#${anchor}"`,
        suggest(anchor, [...ids]),
      );
    }
  }
}

function urlSpan(node: Link | Definition | Image, source: SourceFile): Span {
  const span = spanOf(node);
  const at = source.slice(span).lastIndexOf(node.url);
  return at === -1 ? span : { start: span.start + at, end: span.start + at + node.url.length };
}

function setProperties(node: Link | Definition, properties: Record<string, string>): void {
  node.data = { ...node.data, hProperties: { ...node.data?.hProperties, ...properties } };
}

/** As the page knows it; a stray `%` is no escape, and `decodeURIComponent` would throw on it. */
function decoded(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}
