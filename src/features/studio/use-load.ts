/** A React hook for the studio's worker: one run or sweep at a time, with progress; a new one or Cancel ends it. */
import { useCallback, useEffect, useRef, useState } from "react";
import * as v from "valibot";
import { lateWorker } from "../../lib/late-worker.ts";
import type { Sweep } from "../../recording/studio/load/load.ts";
import type { LoadResult } from "../../recording/studio/load/result.ts";
import type { Design } from "../../recording/studio/schema.ts";
import { Answer } from "./messages.ts";
import type { Ask } from "./messages.ts";
import script from "./studio-worker.ts?worker&url";

const studioWorker = lateWorker("The studio’s worker", script);

export interface LoadState {
  running: Ask["kind"] | null;
  /** From 0 to 1. */
  share: number;
  /** The designs of the results, as they were run. */
  designs: readonly Design[];
  results: readonly LoadResult[];
  swept: readonly Design[];
  sweeps: readonly Sweep[];
  failure: string | null;
}

const IDLE: LoadState = {
  running: null,
  share: 0,
  designs: [],
  results: [],
  swept: [],
  sweeps: [],
  failure: null,
};

export interface Load extends LoadState {
  ask(kind: Ask["kind"], designs: readonly Design[]): void;
  cancel(): void;
}

export function useLoad(): Load {
  const [state, setState] = useState(IDLE);
  const worker = useRef<Worker>(undefined);
  const turn = useRef(0);

  const cancel = useCallback(() => {
    turn.current++;
    worker.current?.terminate();
    worker.current = undefined;
    setState((before) => ({ ...before, running: null }));
  }, []);

  const ask = useCallback((kind: Ask["kind"], designs: readonly Design[]) => {
    worker.current?.terminate();
    worker.current = undefined;
    const mine = ++turn.current;
    const become = (next: (before: LoadState) => LoadState) => mine === turn.current && setState(next);
    setState((before) => ({
      ...before,
      running: kind,
      share: 0,
      failure: null,
      ...(kind === "run" ? { designs, results: [] } : { swept: designs, sweeps: [] }),
    }));
    const fail = (failure: string) => become((before) => ({ ...before, running: null, failure }));
    studioWorker.load().then(
      (start) => {
        if (mine !== turn.current) return;
        const started = (worker.current = start());
        started.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
          const answer = v.safeParse(Answer, data);
          if (answer.success) become((before) => after(before, answer.output));
        });
        started.onerror = () => fail("The studio’s worker stopped. Run it again, or reload the page.");
        started.postMessage({ kind, designs });
      },
      (error: Error) => fail(error.message),
    );
  }, []);

  useEffect(
    () => () => {
      turn.current++;
      worker.current?.terminate();
    },
    [],
  );
  return { ...state, ask, cancel };
}

function after(before: LoadState, answer: Answer): LoadState {
  switch (answer.kind) {
    case "progress":
      return { ...before, share: answer.share };
    case "result":
      return { ...before, results: [...before.results, answer.result] };
    case "sweep":
      return { ...before, sweeps: [...before.sweeps, answer.sweep] };
    case "done":
      return { ...before, running: null, share: 1 };
    case "failed":
      return { ...before, running: null, failure: answer.message };
  }
}
