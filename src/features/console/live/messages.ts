/** What the page and the console's worker say to each other. */
import type { ConsoleRecording } from "../../../progress/console-recording.ts";
import type { Entry } from "../../../lib/hdr-histogram.ts";
import type { AsyncOp, Resource, TaskChange } from "../store.ts";
import type { Address } from "./address.ts";
import type { Standing } from "./session.ts";

export type ToWorker =
  | { kind: "connect"; address: Address }
  | { kind: "open"; file: File }
  | { kind: "close" }
  /** Send the histograms of this task; null for none. */
  | { kind: "watch"; task: number | null }
  /** Whether the view shows resources, which are many and change all the time. */
  | { kind: "lists"; shown: boolean }
  | { kind: "pause"; paused: boolean }
  | { kind: "record"; seconds: number; label: string }
  | { kind: "stop-recording" };

/** A histogram as it travels. */
export interface Packed {
  maxNs: number;
  outliers: number;
  highestNs: number;
  counts: readonly Entry[];
}

export type RecordingPhase =
  | { kind: "sampling"; at: "start" | "end"; done: number; of: number }
  | { kind: "recording"; elapsedMs: number };

export type FromWorker =
  | { kind: "standing"; standing: Standing | { kind: "file"; name: string; cut: boolean } }
  /** The file could not be read; a sentence. */
  | { kind: "unreadable"; text: string }
  | { kind: "change"; change: TaskChange }
  | { kind: "lists"; resources: readonly Resource[]; asyncOps: readonly AsyncOp[] }
  | { kind: "details"; task: number; pollTimes: Packed; scheduledTimes: Packed }
  | { kind: "paused"; paused: boolean }
  | { kind: "recording"; phase: RecordingPhase }
  | { kind: "recorded"; recording: ConsoleRecording }
  /** It broke off; a sentence. */
  | { kind: "not-recorded"; text: string };
