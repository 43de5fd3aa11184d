/** The polls and wakes of a failed check in order; mouse and keyboard scrub through them, and each is linked to its line of code. */
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from "react";
import { ChevronLeft, ChevronRight } from "lucide-react";
import type { SourcePosition, TraceStep } from "../../../harness/report.ts";
import { PlaceButton } from "./PlaceButton.tsx";
import { StepList } from "./StepList.tsx";
import { columnWidth, kindWord, layOut, scrolledTo, stepForKey } from "./timeline-layout.ts";
import { LANE_HEIGHT, TICKS_HEIGHT, TimelineMarks } from "./TimelineMarks.tsx";
import { TimelineLegend } from "./TimelineLegend.tsx";
import { WithCode } from "./WithCode.tsx";
import styles from "./Timeline.module.css";

interface Props {
  steps: readonly TraceStep[];
  /** The text of a line of the code that ran; undefined when there is no such line. */
  lineText(line: number): string | undefined;
  onGoTo(position: SourcePosition): void;
  /** Highlights that line in the editor; undefined removes the highlight. */
  onLine(line: number | undefined): void;
}

/** In a longer run only the first are drawn: nobody scrubs through the rest. */
const MAX_DRAWN = 1_000;

export function CheckTimeline({ steps: all, lineText, onGoTo, onLine }: Props) {
  const steps = useMemo(() => all.slice(0, MAX_DRAWN), [all]);
  const layout = useMemo(() => layOut(steps), [steps]);
  const [selected, setSelected] = useState(layout.divergence ?? Math.max(0, steps.length - 1));
  const scroller = useRef<HTMLDivElement>(null);
  const track = useRef<HTMLDivElement>(null);
  const [available, setAvailable] = useState(0);
  const width = columnWidth(steps.length, available);
  const trackWidth = Math.max(steps.length * width, available);
  const step = steps[selected];

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const labels = box.querySelector(`.${styles.lanes}`)?.clientWidth ?? 0;
    const measure = () => setAvailable(box.clientWidth - labels);
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => observer.disconnect();
  }, []);

  // The chosen step stays visible in its lane; the lane names cover the left edge.
  const lane = layout.marks[selected]?.lane ?? 0;
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const labels = track.current?.offsetLeft ?? 0;
    box.scrollLeft = scrolledTo(selected * width, width, box.scrollLeft, box.clientWidth - labels);
    box.scrollTop = scrolledTo(lane * LANE_HEIGHT, LANE_HEIGHT, box.scrollTop, box.clientHeight);
  }, [selected, lane, width]);

  useEffect(() => () => onLine(undefined), [onLine]);

  const select = useCallback(
    (to: number) => {
      setSelected(to);
      onLine(steps[to]?.line);
    },
    [steps, onLine],
  );

  function keyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = stepForKey(event.key, selected, steps.length);
    if (to === undefined) return;
    event.preventDefault();
    select(to);
  }

  function scrub(event: PointerEvent<HTMLDivElement>) {
    const column = Math.floor((event.clientX - event.currentTarget.getBoundingClientRect().left) / width);
    select(Math.max(0, Math.min(steps.length - 1, column)));
  }

  if (step === undefined) return null;

  return (
    <figure className={styles.timeline}>
      <figcaption className={styles.caption}>
        <span className="label">What your code did</span>
        <TimelineLegend steps={steps} />
      </figcaption>
      <div ref={scroller} className={styles.scroller}>
        <div className={styles.lanes} aria-hidden="true">
          {layout.lanes.map((lane) => (
            <div key={lane.who} style={{ height: LANE_HEIGHT }} title={lane.who}>
              {lane.who}
            </div>
          ))}
          <div style={{ height: TICKS_HEIGHT }} className={styles.clock}>
            {layout.ticks.length > 0 && "virtual ms"}
          </div>
        </div>
        <div
          ref={track}
          className={styles.track}
          role="slider"
          tabIndex={0}
          aria-label="Step of the run"
          aria-valuemin={1}
          aria-valuemax={steps.length}
          aria-valuenow={selected + 1}
          aria-valuetext={describe(step)}
          onKeyDown={keyDown}
          onPointerDown={(event) => {
            if (event.pointerType === "mouse") event.currentTarget.setPointerCapture(event.pointerId);
            scrub(event);
          }}
          onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && scrub(event)}
          style={{ width: trackWidth }}
        >
          <TimelineMarks layout={layout} columnWidth={width} width={trackWidth} />
          <div className={styles.cursor} style={{ translate: `${selected * width}px 0`, width }} />
        </div>
      </div>
      <div className={styles.step}>
        <div className={styles.walk}>
          <button
            type="button"
            className="button quiet"
            aria-label="Previous step"
            disabled={selected === 0}
            onClick={() => select(selected - 1)}
          >
            <ChevronLeft size={16} aria-hidden="true" />
          </button>
          <span>
            {selected + 1} / {steps.length}
          </span>
          <button
            type="button"
            className="button quiet"
            aria-label="Next step"
            disabled={selected === steps.length - 1}
            onClick={() => select(selected + 1)}
          >
            <ChevronRight size={16} aria-hidden="true" />
          </button>
        </div>
        <div className={styles.what}>
          <p>
            <b>{step.who}</b>
            <span>· {kindWord(step.kind)}</span>
            {step.time !== undefined && <span>· at {step.time} ms</span>}
            {selected === layout.divergence && (
              <span className={styles.diverges}>expected something else here</span>
            )}
          </p>
          <p>
            <WithCode text={step.what} />
          </p>
          {step.line !== undefined && (
            <PlaceButton
              position={{ line: step.line, column: step.column ?? 1 }}
              lineText={lineText}
              onGoTo={onGoTo}
            />
          )}
        </div>
      </div>
      {all.length > MAX_DRAWN && (
        <p>
          The first {MAX_DRAWN} of {all.length} steps.
        </p>
      )}
      <StepList steps={steps} selected={selected} divergence={layout.divergence} onSelect={select} />
    </figure>
  );
}

function describe(step: TraceStep): string {
  const line = step.line === undefined ? "" : `, line ${step.line}`;
  return `${step.who}, ${kindWord(step.kind)}: ${step.what}${line}${step.diverges ? "; expected something else here" : ""}`;
}
