/** The measurement in one large number, with the guess beside it. While samples arrive it follows them, in the same place. */
import type { ReactNode } from "react";
import type { BenchProfile } from "../../../harness/report.ts";
import { headlineOf, headlineSoFar, type Headline } from "./headline.ts";
import type { Prediction } from "./prediction.ts";
import type { SampleBook } from "./sample-book.ts";
import { useBookVersion } from "./use-frame.ts";
import styles from "./Headline.module.css";

interface Props {
  /** The samples of the profile that BENCH is, while they arrive. */
  live: SampleBook | undefined;
  graded: BenchProfile | undefined;
  noisier: BenchProfile | undefined;
  expected: Prediction | undefined;
  /** What to do with the number. */
  children: ReactNode;
}

export function HeadlineView({ live, graded, noisier, expected, children }: Props) {
  if (live) return <Live book={live} expected={expected} />;
  return <Lines {...headlineOf({ graded, noisier, expected })}>{children}</Lines>;
}

function Live({ book, expected }: { book: SampleBook; expected: Prediction | undefined }) {
  useBookVersion(book);
  return <Lines {...headlineSoFar(book.counted, expected)} />;
}

function Lines({ state, number, what, guess, note, children }: Headline & { children?: ReactNode }) {
  return (
    <div className={styles.headline} data-state={state}>
      <p className={styles.number}>{number}</p>
      <div className={styles.words}>
        <p className={styles.what}>{what}</p>
        {guess !== "" && <p className={styles.guess}>{guess}</p>}
        <p className={styles.note}>{note}</p>
      </div>
      {state === "recorded" && children}
    </div>
  );
}
