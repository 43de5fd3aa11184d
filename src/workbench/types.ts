/** What the workbench needs from the page around it: the learner's code, and somewhere to run it. */
import type { Report } from "../../harness/report.ts";
import type { EditorChoice } from "../editor/types.ts";
import type { GradeOutcome, SandboxEvent } from "../sandbox/types.ts";

export type SaveState =
  /** `at` is in ms since the epoch; undefined when nothing was written yet. */
  { kind: "saved"; at: number | undefined } | { kind: "saving" } | { kind: "failed"; message: string };

export type ReplaceReason = "reset" | "solution" | "version" | "brought-in" | "shared" | "merged" | "author";

/** A version of the code that was or could have been lost. */
export interface CodeVersion {
  /** ms since the epoch */
  at: number;
  /** In words: `run`, `before reset`, … */
  reason: string;
  text: string;
  result?: { passed: number; total: number };
}

/** The learner's code for one exercise. Who implements it stores every change. */
export interface CodeState {
  text: string;
  setText(text: string): void;
  saveState: SaveState;
  /** Keeps a version of what was there, then replaces it; call the result to have it back. */
  replace(text: string, reason: ReplaceReason): () => void;
  /** Newest first. */
  versions?(): Promise<readonly CodeVersion[]>;
}

/** `grade` of the sandbox, which is what runs unless a test or a capstone gives another. */
export type Runner = (
  exerciseId: string,
  source: string,
  options: {
    contentHash: string;
    onEvent(event: SandboxEvent): void;
    signal: AbortSignal;
    /** With `only`: replays this one schedule of that one check. */
    seed?: number;
    only?: string;
  },
) => Promise<GradeOutcome>;

export interface EditorSetting {
  choice: EditorChoice;
  choose(choice: EditorChoice): void;
}

/** The last report on this exercise, with the code that it judged. */
export interface EarlierResult {
  report: Report;
  source: string;
}
