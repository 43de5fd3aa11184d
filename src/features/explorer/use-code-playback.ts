/** Runs code in the sandbox and makes a playback of it; the first run loads the sandbox. */
import { useEffect, useId, useRef, useState } from "react";
import { Playback } from "../../recording/trace/playback.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import { recordingRuns, rustRuns } from "../../sandbox/parts.ts";
import type { CodeRecording, RecordOptions, RecordOutcome } from "../../sandbox/record.ts";
import type { Phase } from "../../sandbox/types.ts";
import type { Written } from "./written.ts";

export type CodePlayback = Playback<CodeRecording>;

export interface CodeRun {
  /** What it is doing; null when nothing is running. */
  phase: Phase | null;
  /** The outcome of the code's last run, even on another scheduler. */
  last: { outcome: RecordOutcome; playback: CodePlayback | null } | null;
  /** The outcome of the code that should run now. */
  playback: CodePlayback | null;
  stop(): void;
}

interface Done {
  of: Written;
  config: RunConfig;
  outcome: RecordOutcome;
  playback: CodePlayback | null;
}

/** @param code what the learner asked to run: a different object is a new request. null: nothing */
export function useCodePlayback(code: Written | null, config: RunConfig): CodeRun {
  const [done, setDone] = useState<Done | null>(null);
  const [phase, setPhase] = useState<Phase>("queued");
  const controller = useRef<AbortController>(null);
  const key = useId();
  useEffect(() => {
    if (code === null) return;
    const mine = new AbortController();
    controller.current = mine;
    void recorded(code, config, { key, onPhase: setPhase, signal: mine.signal }).then((outcome) => {
      // If the learner stops it, that is an outcome; if another run replaces it, it is not.
      if (controller.current !== mine) return;
      const playback = outcome.kind === "recorded" ? new Playback(outcome.recording) : null;
      setDone({ of: code, config, outcome, playback });
    });
    return () => {
      controller.current = null;
      mine.abort();
    };
  }, [code, config, key]);

  const isThisOne = done?.of === code && done?.config === config;
  return {
    phase: code === null || isThisOne ? null : phase,
    last: code !== null && done?.of === code ? done : null,
    playback: isThisOne ? done.playback : null,
    stop: () => controller.current?.abort(),
  };
}

/** The first run loads the sandbox itself, and that can fail too. */
async function recorded(code: Written, config: RunConfig, options: RecordOptions): Promise<RecordOutcome> {
  try {
    if (code.language !== "rust") {
      const { recordInSandbox } = await recordingRuns.load();
      return await recordInSandbox(code.text, config, options);
    }
    const { recordRustInSandbox } = await rustRuns.load();
    const outcome = await recordRustInSandbox(code.text, config, options);
    if (outcome.kind !== "recorded") return outcome;
    return { ...outcome, recording: { ...outcome.recording, isRust: true } };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
