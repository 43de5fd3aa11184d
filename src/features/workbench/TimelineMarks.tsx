/** The drawing of a timeline: lanes, poll bars, marks, clock ticks; drawn once, not while scrubbing. */
import { memo } from "react";
import type { TraceStep } from "../../../harness/report.ts";
import type { Mark, PollBar, TimelineLayout } from "./timeline-layout.ts";
import styles from "./Timeline.module.css";

/** px */
export const LANE_HEIGHT = 28;
export const TICKS_HEIGHT = 20;

interface Props {
  layout: TimelineLayout;
  /** In px, like `width`; the whole drawing may be wider than its steps. */
  columnWidth: number;
  width: number;
}

export const TimelineMarks = memo(function TimelineMarks({ layout, columnWidth, width }: Props) {
  const { lanes, polls, marks, ticks, divergence } = layout;
  const height = lanes.length * LANE_HEIGHT;
  return (
    <svg className={styles.marks} width={width} height={height + TICKS_HEIGHT} aria-hidden="true">
      {lanes.map((lane) => (
        <line
          key={lane.index}
          className={styles.rail}
          x1={0}
          x2={width}
          y1={middle(lane.index)}
          y2={middle(lane.index)}
        />
      ))}
      {polls.map((poll) => (
        <Poll key={`${poll.lane} ${poll.from}`} poll={poll} columnWidth={columnWidth} />
      ))}
      {marks.map((mark) => (
        <g
          key={mark.column}
          transform={`translate(${(mark.column + 0.5) * columnWidth} ${middle(mark.lane)})`}
          data-kind={mark.kind}
          className={styles.mark}
        >
          <Glyph kind={mark.kind} />
        </g>
      ))}
      {divergence !== undefined && (
        <Divergence mark={marks[divergence]} x={(divergence + 0.5) * columnWidth} bottom={height} />
      )}
      {ticks.map((tick) => (
        <text key={tick.column} className={styles.tick} x={(tick.column + 0.5) * columnWidth} y={height + 14}>
          {tick.timeMs}
        </text>
      ))}
    </svg>
  );
});

function middle(lane: number): number {
  return (lane + 0.5) * LANE_HEIGHT;
}

function Poll({ poll, columnWidth }: { poll: PollBar; columnWidth: number }) {
  const left = (poll.from + 0.5) * columnWidth - 5;
  return (
    <rect
      className={styles.poll}
      data-open={poll.open || undefined}
      x={left}
      y={middle(poll.lane) - 6}
      width={(poll.to - poll.from) * columnWidth + 10}
      height={12}
      rx={4}
    />
  );
}

/** Shapes, not only colours, tell the kinds apart. Drawn around the origin, in a square of 10 px. */
export function Glyph({ kind }: { kind: TraceStep["kind"] }) {
  switch (kind) {
    case "poll-start":
      return <path d="M-2.5 -3.5 L3 0 L-2.5 3.5 Z" className={styles.solid} />;
    case "poll-end":
      return <rect x={-1} y={-4} width={2} height={8} className={styles.solid} />;
    case "wake":
      return <path d="M1 -6 L-4 1 L-0.5 1 L-1 6 L4 -1 L0.5 -1 Z" className={styles.solid} />;
    case "clone":
      return <circle r={3.5} className={styles.hollow} />;
    case "park":
      return <path d="M-2 -4 V4 M2 -4 V4" className={styles.stroke} />;
    case "timer":
      return (
        <g className={styles.stroke}>
          <circle r={4.5} />
          <path d="M0 -2.5 V0 L2 1.5" />
        </g>
      );
    case "spawn":
      return <path d="M-4 0 H4 M0 -4 V4" className={styles.stroke} />;
    case "complete":
      return <path d="M-4 0 L-1 3 L4 -3" className={styles.stroke} />;
    case "note":
      return <circle r={2.5} className={styles.solid} />;
  }
}

function Divergence({ mark, x, bottom }: { mark: Mark | undefined; x: number; bottom: number }) {
  return (
    <g className={styles.divergence}>
      <line x1={x} x2={x} y1={0} y2={bottom} />
      {mark && <circle cx={x} cy={middle(mark.lane)} r={9} />}
    </g>
  );
}
