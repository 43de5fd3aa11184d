/** What every editor of the course takes and gives, whichever implementation is behind it. */
import type { ReactNode, Ref } from "react";
import type { SourcePosition } from "../../../harness/report.ts";

/** `full` is Monaco; `plain` is a textarea, for touch screens and for those who prefer it. */
export type EditorKind = "full" | "plain";

/** Something to say about a place in the text. Lines and columns count from 1, in UTF-16 units. */
export interface EditorMarker {
  severity: "error" | "warning";
  message: string;
  line: number;
  column: number;
  /** In UTF-16 units; 0 marks the word at the place, or the rest of the line. */
  length: number;
}

export interface EditorHandle {
  focus(): void;
  /** Moves the cursor there, scrolls it into view, and takes the focus. */
  goTo(position: SourcePosition): void;
}

/** What both implementations take. */
export interface EditorSurfaceProps {
  /** Names the document, such as `week-01/gather`: each has its own model and its own undo history. */
  path: string;
  value: string;
  onChange(text: string): void;
  onRun(): void;
  ariaLabel: string;
  language: "typescript" | "rust" | "plaintext";
  markers: readonly EditorMarker[];
  /** What the text may import besides the learner API: module specifier -> TypeScript. */
  imports?: Readonly<Record<string, string>> | undefined;
  /** Drawn as a band and kept in view, without moving the cursor or the focus. */
  highlightedLine: number | undefined;
  onTabRule(rule: TabRule): void;
  ref: Ref<EditorHandle>;
}

/** What the Tab key does in an editor at the moment. */
export type TabRule = "leaves" | "indents";

export interface CodeEditorProps extends Omit<EditorSurfaceProps, "onTabRule" | "ref"> {
  ref?: Ref<EditorHandle>;
  kind: EditorKind;
  /** A CSS length; the learner may drag the lower edge. */
  height: string;
  /** Highlighted at build time; shown at once when the text is still this, until the editor is there. */
  placeholder?: { text: string; html: string };
  /** Set at the right of the line under the text. */
  status?: ReactNode;
}
