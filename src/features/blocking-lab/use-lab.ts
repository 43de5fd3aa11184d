/** A React hook for the lab's worker: collects its answers; a new request cancels the old one. */
import { useCallback, useEffect, useRef, useState } from "react";
import * as v from "valibot";
import type { Handler, Load } from "./handler.ts";
import { lateWorker } from "../../lib/late-worker.ts";
import { Answer } from "./messages.ts";
import type { Ask, RunAnswer } from "./messages.ts";
import type { SweepPoint } from "./sweep.ts";
import script from "./worker.ts?worker&url";

const labWorker = lateWorker("The lab’s worker", script);

interface LabState {
  phase: "idle" | "running" | "sweeping";
  /** The audit of the runs; null before the first. */
  asked: { handler: Handler; load: Load } | null;
  runs: readonly RunAnswer[];
  sweptFor: { handler: Handler; load: Load } | null;
  points: readonly SweepPoint[];
  failure: string | null;
}

const EMPTY: LabState = { phase: "idle", asked: null, runs: [], sweptFor: null, points: [], failure: null };

export interface Lab extends LabState {
  run(handler: Handler, load: Load): void;
  sweep(handler: Handler, load: Load): void;
}

export function useLab(): Lab {
  const [state, setState] = useState(EMPTY);
  const worker = useRef<Worker>(undefined);
  const newest = useRef(0);
  const mounted = useRef(true);

  const ask = useCallback((kind: Ask["kind"], handler: Handler, load: Load) => {
    const id = ++newest.current;
    setState((before) =>
      kind === "run"
        ? { ...before, phase: "running", asked: { handler, load }, runs: [], failure: null }
        : { ...before, phase: "sweeping", sweptFor: { handler, load }, points: [], failure: null },
    );
    const message: Ask = { id, kind, handler, load };
    const fail = (failure: string) =>
      setState((before) => (id === newest.current ? { ...before, phase: "idle", failure } : before));
    labWorker.load().then(
      (start) => {
        if (!mounted.current || id !== newest.current) return;
        worker.current ??= listenTo(start(), (answer) => {
          if (answer.id === newest.current) setState((before) => after(before, answer));
        });
        worker.current.onerror = () => fail("The lab’s worker stopped. Run it again, or reload the page.");
        worker.current.postMessage(message);
      },
      (error: Error) => fail(error.message),
    );
  }, []);

  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
      worker.current?.terminate();
      worker.current = undefined;
    };
  }, []);

  const run = useCallback((handler: Handler, load: Load) => ask("run", handler, load), [ask]);
  const sweep = useCallback((handler: Handler, load: Load) => ask("sweep", handler, load), [ask]);
  return { ...state, run, sweep };
}

function after(before: LabState, answer: Answer): LabState {
  switch (answer.kind) {
    case "run":
      return { ...before, runs: [...before.runs, answer] };
    case "point":
      return { ...before, points: [...before.points, answer.point] };
    case "done":
      return { ...before, phase: "idle" };
    case "failed":
      return { ...before, phase: "idle", failure: answer.message };
  }
}

function listenTo(worker: Worker, onAnswer: (answer: Answer) => void): Worker {
  worker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    const answer = v.safeParse(Answer, data);
    if (answer.success) onAnswer(answer.output);
  });
  return worker;
}
