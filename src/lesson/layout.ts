/** The context for building a lesson's blocks, and helpers that all blocks use. */
import type { Node, RootContent } from "mdast";
import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import { spanOf } from "./markdown.ts";
import { readOpening } from "./opening.ts";
import type { Opening } from "./opening.ts";
import type { SourceFile, Span } from "../course/problem.ts";
import type { ProgramUse } from "./programs.ts";
import type { Slot } from "./render.ts";
import type { Block } from "../course/types.ts";

export type Directive = ContainerDirective | LeafDirective;

export interface BlockContext {
  source: SourceFile;
  weekId: string;
  /** The kind of page; null if its front matter is unreadable. */
  page: "day" | "capstone" | "week" | null;
  /** Exercise id -> title. */
  exercises: ReadonlyMap<string, string>;
  unclosed: ReadonlySet<Node>;
  /** The block around what is laid out, where there is one. */
  within?: "deeper";
  /** The SVG files in its folder, by their paths from the repository's root. */
  drawings: ReadonlyMap<string, SourceFile>;
  /** The Rust programs in its folder, likewise. */
  programs: ReadonlyMap<string, SourceFile>;
  /** The YAML files in its folder, likewise: designs for the studio. */
  designs: ReadonlyMap<string, SourceFile>;
}

export interface Layout {
  /** In page order; each returns its block once the slots are rendered. */
  blocks: (() => Block)[];
  slots: Slot[];
  /** Explicit ids of blocks. */
  ids: Map<string, Span>;
  /** Journal entries that other blocks fill in. */
  journalsFilled: Map<string, Span>;
  exercisesUsed: Set<string>;
  /** Files that drawings are read from. */
  drawingsUsed: Set<string>;
  /** Files that blocks name as programs or designs, whether they exist or not. */
  programsUsed: Set<string>;
  /** Programs to read, and orders to compare. */
  programs: ProgramUse[];
}

export function openingOf(node: Directive, source: SourceFile): Opening {
  return readOpening(source, spanOf(node).start);
}

/** Of its value; of the whole opening where the attribute is missing. */
export function spanOfAttribute(wanted: string, node: Directive, source: SourceFile): Span {
  const opening = openingOf(node, source);
  return opening.attributes.find(({ name }) => name === wanted)?.valueSpan ?? opening.span;
}

/** A label's paragraph is not a body; the label has been reported. */
export function bodyOf(node: Directive): RootContent[] {
  if (node.type === "leafDirective") return [];
  return node.children.filter(
    (child) => !(child.type === "paragraph" && child.data?.directiveLabel === true),
  );
}

export function slot(layout: Layout, nodes: RootContent[], inline = false): Slot {
  const made: Slot = { nodes, inline, html: "" };
  layout.slots.push(made);
  return made;
}

export function claimId(node: Directive, { source }: BlockContext, layout: Layout): void {
  const id = node.attributes?.id;
  if (typeof id !== "string" || id === "") return;
  const opening = readOpening(source, spanOf(node).start);
  const span = opening.attributes.findLast((attribute) => attribute.name === "id")?.valueSpan ?? opening.span;
  const first = layout.ids.get(id);
  if (first === undefined) layout.ids.set(id, span);
  else
    source.report(
      "duplicate-id",
      span,
      `duplicate id "${id}"; line ${source.lineAt(first.start).number} already uses it`,
      "choose another",
    );
}
