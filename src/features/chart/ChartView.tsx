/** The chart of one profile, drawn a moment after what is above it. */
import { memo, Suspense, useMemo, type Ref } from "react";
import type { Bench, BenchProfile } from "../../../harness/report.ts";
import { subjectOf, type Subject } from "../../../harness/bench/subjects.ts";
import type { BenchRun } from "./bench-run.ts";
import { NAMES } from "./bench-words.ts";
import type { Prediction } from "./prediction.ts";
import type { RealSeries } from "./real-series.ts";
import { useLater } from "./use-later.ts";
import { Boundary } from "../../ui/Boundary.tsx";
import { lazily } from "../../ui/lazily.tsx";
import styles from "./BenchPanel.module.css";

/** Recharts is most of the chart's size, and the text above is readable without it. */
const LatencyChart = lazily("The chart", () => import("./LatencyChart.tsx"));

/** What to show of one profile. Keep its identity: a new one redraws the view. */
export interface Seen {
  name: Subject;
  /** The profile that BENCH grades. */
  graded: Subject;
  /** What stands of all measurements. */
  bench: Bench | undefined;
  profile: BenchProfile | undefined;
  running: boolean;
  /** All other measurements. */
  older: readonly Bench[];
}

interface Props {
  ref: Ref<HTMLDivElement>;
  run: BenchRun;
  seen: Seen;
  /** What the learner expects of the graded profile; undefined where the view hides it. */
  predictions: Partial<Record<Subject, Prediction>>;
  onPredict: ((prediction: Prediction) => void) | undefined;
  series: readonly RealSeries[];
}

export const ChartView = memo(function ChartView({ ref, run, seen, predictions, onPredict, series }: Props) {
  const drawn = useLater(seen, "chart");
  const earlierRuns = useMemo(() => marksOf(drawn.older, drawn.name), [drawn]);
  return (
    <div ref={ref} className={styles.view}>
      <Boundary>
        <Suspense fallback={<p className={styles.loading}>Loading the chart…</p>}>
          <LatencyChart
            book={run.books[drawn.name]}
            label={NAMES[drawn.name]}
            streaming={drawn.running && drawn.profile === undefined}
            recorded={drawn.profile}
            prediction={predictions[drawn.name]}
            onPredict={onPredict}
            earlierRuns={earlierRuns}
            series={series}
            emptyText={emptyText(drawn.profile, drawn.running)}
          />
        </Suspense>
      </Boundary>
    </div>
  );
});

/** More marks than these would hide each other. */
const MARKED_RUNS = 6;

function marksOf(older: readonly Bench[], name: Subject) {
  return older.slice(-MARKED_RUNS).flatMap(({ startedAt, profiles }) => {
    const profile = profiles.find((candidate) => subjectOf(candidate) === name && candidate.recorded);
    return profile ? [{ startedAt, inline: profile.inline, spawn: profile.spawn }] : [];
  });
}

function emptyText(profile: BenchProfile | undefined, running: boolean): string {
  if (profile) return "Of this measurement only the numbers were kept, not the samples.";
  return running ? "Warming up. Samples appear here as they arrive." : "Nothing measured yet.";
}
