/** A polite live region: announces a run's results so far every few seconds, and how it ended. */
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { BenchProfile } from "../../../harness/report.ts";
import type { BenchRun, BenchState } from "./bench-run.ts";
import { liveSummary, phaseSentence, verdictOn } from "./bench-words.ts";
import type { SampleBook } from "./sample-book.ts";

const SAY_EVERY_MS = 4_000;

interface Props {
  run: BenchRun;
  book: SampleBook;
  /** The profile that BENCH grades, once it is measured. */
  graded: BenchProfile | undefined;
}

export function LiveRegion({ run, book, graded }: Props) {
  const state = useStore(run.store);
  const [soFar, setSoFar] = useState("");
  const running = state.phase.kind === "running";
  useEffect(() => {
    if (!running) return;
    const timer = setInterval(() => setSoFar(liveSummary(book)), SAY_EVERY_MS);
    return () => clearInterval(timer);
  }, [running, book]);
  return (
    <p className="visually-hidden" aria-live="polite">
      {running ? soFar : ending(state, graded)}
    </p>
  );
}

function ending({ phase }: BenchState, graded: BenchProfile | undefined): string {
  if (phase.kind === "idle") return "";
  if (phase.kind !== "done" || graded === undefined) return phaseSentence(phase);
  const { headline, detail } = verdictOn(graded, true);
  return `${headline}. ${detail}`;
}
