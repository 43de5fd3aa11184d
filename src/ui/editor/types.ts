/** The types that both editor implementations share. */
import type { ReactNode, Ref } from "react";
import type { SourcePosition } from "../../../harness/report.ts";

/** `full` is Monaco; `plain` is a textarea, for touch screens and learners who prefer it. */
export type EditorKind = "full" | "plain";

/** A message about a place in the text. Lines and columns count from 1, in UTF-16 units. */
export interface EditorMarker {
  severity: "error" | "warning";
  message: string;
  line: number;
  column: number;
  /** In UTF-16 units; 0 marks the word there, or the rest of the line. */
  length: number;
}

export interface EditorHandle {
  focus(): void;
  /** Moves the cursor there, scrolls it into view, and takes the focus. */
  goTo(position: SourcePosition): void;
}

/** The props of both implementations. */
export interface EditorSurfaceProps {
  /** Names the document, such as `week-01/gather`: each has its own model and its own undo history. */
  path: string;
  value: string;
  onChange(text: string): void;
  onRun(): void;
  ariaLabel: string;
  language: "typescript" | "rust" | "plaintext";
  markers: readonly EditorMarker[];
  /** Modules that the text may import besides the learner API: module specifier -> TypeScript. */
  imports?: Readonly<Record<string, string>> | undefined;
  /** Highlighted and kept in view, without moving the cursor or the focus. */
  highlightedLine: number | undefined;
  onTabRule(rule: TabRule): void;
  /** The height of all lines in px, from an editor that does not grow with them by itself. */
  onContentHeight?: ((px: number) => void) | undefined;
  ref: Ref<EditorHandle>;
}

/** What the Tab key does right now. */
export type TabRule = "leaves" | "indents";

export interface CodeEditorProps extends Omit<EditorSurfaceProps, "onTabRule" | "onContentHeight" | "ref"> {
  ref?: Ref<EditorHandle>;
  kind: EditorKind;
  /** A CSS length; without one as high as the code, within bounds. The learner may drag the lower edge. */
  height?: string;
  /** Highlighted at build time; shown until the editor has loaded if the text is still this. */
  placeholder?: { text: string; html: string };
  /** Shown at the right of the line below the text. */
  status?: ReactNode;
}
