/** The legend of a timeline: only the shapes that it uses. */
import type { TraceStep } from "../../../harness/report.ts";
import { kindWord } from "./timeline-layout.ts";
import { Glyph } from "./TimelineMarks.tsx";
import styles from "./Timeline.module.css";

export function TimelineLegend({ steps }: { steps: readonly TraceStep[] }) {
  // A poll is drawn as one bar, so its end has no entry.
  const kinds = [...new Set(steps.map((step) => step.kind))].filter((kind) => kind !== "poll-end");
  return (
    <ul className={styles.legend}>
      {kinds.map((kind) => (
        <li key={kind}>
          <svg
            width={14}
            height={14}
            viewBox="-7 -7 14 14"
            data-kind={kind}
            className={styles.mark}
            aria-hidden="true"
          >
            {kind === "poll-start" && (
              <rect className={styles.poll} x={-7} y={-6} width={14} height={12} rx={4} />
            )}
            <Glyph kind={kind} />
          </svg>
          {kindWord(kind)}
        </li>
      ))}
      {steps.some((step) => step.diverges) && (
        <li>
          <svg width={14} height={14} viewBox="-7 -7 14 14" className={styles.divergence} aria-hidden="true">
            <circle r={6} />
          </svg>
          expected something else here
        </li>
      )}
    </ul>
  );
}
