/** A polite live region: announces a run's results so far every few seconds, and how it ended. */
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import type { BenchProfile } from "../../../harness/report.ts";
import type { BenchRun, BenchState } from "./bench-run.ts";
import { liveSummary, phaseSentence } from "./bench-words.ts";
import { headlineOf } from "./headline.ts";
import type { Prediction } from "./prediction.ts";
import type { SampleBook } from "./sample-book.ts";

const SAY_EVERY_MS = 4_000;

interface Props {
  run: BenchRun;
  book: SampleBook;
  /** What stands of the profile that BENCH grades. */
  graded: BenchProfile | undefined;
  noisier: BenchProfile | undefined;
  expected: Prediction | undefined;
}

export function LiveRegion({ run, book, ...known }: Props) {
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
      {running ? soFar : ending(state, known)}
    </p>
  );
}

function ending({ phase }: BenchState, known: Omit<Props, "run" | "book">): string {
  if (phase.kind === "idle") return "";
  if (phase.kind !== "done") return phaseSentence(phase);
  const { number, what, guess, note } = headlineOf(known);
  return [`${number} ${what}.`, guess, note].filter((part) => part !== "").join(" ");
}
