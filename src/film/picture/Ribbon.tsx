/** The order of polls as a strip of cells, one lane for each thread; what is still to come is a dot. */
import { useLayoutEffect, useRef, useState } from "react";
import type { Film } from "../trace/film.ts";
import type { PollRecord } from "../trace/polls.ts";
import { ribbonLanes, ribbonWindow } from "./ribbon-window.ts";
import styles from "./Ribbon.module.css";

interface Props {
  film: Film;
  beat: number;
  selected: number | null;
  onJump(beat: number): void;
}

const CELL = 28;

export function Ribbon({ film, beat, selected, onJump }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [cells, setCells] = useState(18);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const measure = () => setCells(Math.max(6, Math.floor((element.clientWidth - 44) / CELL)));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  const seen = film.pollsBy(beat);
  const window = ribbonWindow(seen, film.polls.length, cells);
  const lanes = ribbonLanes(film.recording.config);
  return (
    <div ref={box} className={styles.ribbon} role="group" aria-label="Order of polls">
      {lanes.map((lane) => (
        <div key={lane.worker} className={styles.lane}>
          <span className={styles.who}>{lane.name}</span>
          <span className={styles.cells} style={{ gridTemplateColumns: `repeat(${cells}, ${CELL}px)` }}>
            {film.polls
              .slice(window.from, window.to)
              .map((poll, i) =>
                poll.worker === lane.worker ? (
                  <Cell
                    key={window.from + i}
                    poll={poll}
                    column={i + 1}
                    name={film.labels.short(poll.task)}
                    state={window.from + i < seen - 1 ? "past" : window.from + i < seen ? "now" : "future"}
                    over={poll.endBeat !== null && poll.endBeat <= beat}
                    selected={selected === poll.task}
                    onJump={onJump}
                  />
                ) : null,
              )}
          </span>
        </div>
      ))}
    </div>
  );
}

interface CellProps {
  poll: PollRecord;
  column: number;
  name: string;
  state: "past" | "now" | "future";
  over: boolean;
  selected: boolean;
  onJump(beat: number): void;
}

function Cell({ poll, column, name, state, over, selected, onJump }: CellProps) {
  const ready = over && poll.outcome === "ready";
  return (
    <button
      type="button"
      tabIndex={-1}
      className={styles.cell}
      style={{ gridColumn: column }}
      data-state={state}
      data-ready={ready || undefined}
      data-selected={(selected && state !== "future") || undefined}
      title={
        state === "future"
          ? "A poll to come: go there"
          : `Go to this poll of ${name === "main" ? "main" : `task ${name}`}`
      }
      onClick={() => onJump(poll.startBeat)}
    >
      {state === "future" ? "·" : `${name}${ready ? "!" : ""}`}
    </button>
  );
}
