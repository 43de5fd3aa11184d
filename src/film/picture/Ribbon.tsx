/** The order of polls as a strip of cells, one lane for each thread; what is still to come is a dot. */
import { memo, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Film } from "../trace/film.ts";
import { ribbonLanes, ribbonWindow } from "./ribbon-window.ts";
import styles from "./Ribbon.module.css";

/** px at the left that are not cells: the lanes' names and the padding. */
const NAMES = 64;

interface Props {
  film: Film;
  beat: number;
  selected: number | null;
  /** Left out where the strip is only to be read. */
  onJump?: (beat: number) => void;
}

/** px of a cell with its gap: room for the longest name, and for the mark of a Ready. */
function cellWidth(film: Film): number {
  const last = film.polls.reduce((most, { task }) => Math.max(most, task), 0);
  return Math.max(28, 12 + 7.5 * (film.labels.short(last).length + 1));
}

export function Ribbon({ film, beat, selected, onJump }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  const cell = useMemo(() => cellWidth(film), [film]);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => setWidth(element.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  const seen = film.pollsBy(beat);
  const cells = Math.max(6, Math.floor((width - NAMES) / cell));
  const window = ribbonWindow(seen, film.polls.length, cells);
  const shown = film.polls.slice(window.from, window.to);
  return (
    <div ref={box} className={styles.ribbon} role="group" aria-label="Order of polls">
      {ribbonLanes(film.recording.config).map((lane) => (
        <div key={lane.worker} className={styles.lane}>
          <span className={styles.who}>{lane.name}</span>
          <span className={styles.cells}>
            {/* Cells keep their places on a track that moves: a new poll is one new cell. */}
            <span className={styles.track} style={{ translate: `${-window.from * cell}px 0` }}>
              {shown.map((poll, i) => {
                const index = window.from + i;
                return poll.worker === lane.worker ? (
                  <Cell
                    key={index}
                    startBeat={poll.startBeat}
                    left={index * cell}
                    width={cell - 2}
                    name={film.labels.short(poll.task)}
                    state={index < seen - 1 ? "past" : index < seen ? "now" : "future"}
                    ready={poll.outcome === "ready" && poll.endBeat !== null && poll.endBeat <= beat}
                    selected={selected === poll.task}
                    onJump={onJump}
                  />
                ) : null;
              })}
            </span>
          </span>
        </div>
      ))}
    </div>
  );
}

interface CellProps {
  startBeat: number;
  /** px along the track. */
  left: number;
  width: number;
  name: string;
  state: "past" | "now" | "future";
  /** This poll is over, and answered Ready. */
  ready: boolean;
  selected: boolean;
  onJump: ((beat: number) => void) | undefined;
}

const Cell = memo(function Cell({ startBeat, left, width, name, state, ready, selected, onJump }: CellProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.cell}
      style={{ left, width }}
      data-state={state}
      data-ready={ready || undefined}
      data-selected={(selected && state !== "future") || undefined}
      title={state === "future" ? "A poll to come: go there" : `Go to this poll of task ${name}`}
      disabled={onJump === undefined}
      onClick={() => onJump?.(startBeat)}
    >
      {state === "future" ? "·" : `${name}${ready ? "!" : ""}`}
    </button>
  );
});
