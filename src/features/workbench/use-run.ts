/** Runs the learner's code and keeps the state of that run; only the newest run counts. */
import { useCallback, useEffect, useReducer, useRef } from "react";
import { grading } from "../../sandbox/parts.ts";
import type { GradeOutcome, Runner, SandboxEvent } from "../../sandbox/types.ts";
import type { Replay } from "./replay.ts";
import { fromReport, notRun, reduceRun, type RunState } from "./run-state.ts";
import type { EarlierResult } from "../../progress/code.ts";

interface Options {
  exerciseId: string;
  contentHash: string;
  earlier: EarlierResult | undefined;
  runner: Runner | undefined;
  onResult(outcome: GradeOutcome, source: string): void;
}

export interface Run {
  state: RunState;
  /** With a replay, runs only that case and reports only to the learner. */
  start(source: string, replay?: Replay): Promise<void>;
  stop(): void;
}

const sandboxRunner: Runner = async (exerciseId, source, options) => {
  const { grade } = await grading.load();
  return grade(exerciseId, source, options);
};

export function useRun({ exerciseId, contentHash, earlier, runner, onResult }: Options): Run {
  const [state, dispatch] = useReducer(reduceRun, earlier, (result) =>
    result ? fromReport(result.report, result.source) : notRun,
  );
  const controller = useRef<AbortController>(null);
  useEffect(() => () => controller.current?.abort(), [exerciseId]);
  // A run outlives the render that began it; its end goes to the listener of that moment.
  const listener = useRef(onResult);
  useEffect(() => {
    listener.current = onResult;
  }, [onResult]);

  const stop = useCallback(() => controller.current?.abort(), []);

  const start = useCallback(
    async (source: string, replay?: Replay) => {
      controller.current?.abort();
      const mine = new AbortController();
      controller.current = mine;
      dispatch({ kind: "start", source, ...(replay && { replay }) });
      const events = batched((batch) => {
        if (controller.current === mine) dispatch({ kind: "events", events: batch });
      });
      const outcome = await settled(
        (runner ?? sandboxRunner)(exerciseId, source, {
          contentHash,
          onEvent: events.push,
          signal: mine.signal,
          ...(replay && { only: replay.check, seed: replay.seed }),
        }),
      );
      events.flush();
      if (controller.current !== mine) return;
      dispatch({ kind: "end", outcome });
      if (!replay) listener.current(outcome, source);
    },
    [exerciseId, contentHash, runner],
  );

  return { state, start, stop };
}

/** The first run loads the sandbox, which can also fail. */
async function settled(run: Promise<GradeOutcome>): Promise<GradeOutcome> {
  try {
    return await run;
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

/** Passes events on once a frame: a run sends hundreds, and each would otherwise cause a render. */
function batched(deliver: (events: SandboxEvent[]) => void) {
  let waiting: SandboxEvent[] = [];
  let frame: number | undefined;
  const flush = () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    frame = undefined;
    if (waiting.length === 0) return;
    const batch = waiting;
    waiting = [];
    deliver(batch);
  };
  const push = (event: SandboxEvent) => {
    waiting.push(event);
    frame ??= requestAnimationFrame(flush);
  };
  return { push, flush };
}
