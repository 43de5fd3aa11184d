/** The controls of a recording: play, step, previous and next poll, start and end, and a slider over all steps. */
import {
  ChevronFirst,
  ChevronLast,
  ChevronLeft,
  ChevronRight,
  Pause,
  Play,
  SkipBack,
  SkipForward,
} from "lucide-react";
import type { Move, Place } from "./player.ts";
import styles from "./Transport.module.css";

export const SPEEDS = [
  { beatsPerSecond: 2, name: "slow" },
  { beatsPerSecond: 8, name: "brisk" },
  { beatsPerSecond: 60, name: "fast" },
  { beatsPerSecond: 600, name: "fastest" },
] as const;

interface Props {
  place: Place;
  /** The number of steps. */
  length: number;
  /** The step in words, for screen readers. */
  said: string;
  speed: number;
  onMove(move: Move): void;
  onSpeed(beatsPerSecond: number): void;
}

export function Transport({ place, length, said, speed, onMove, onSpeed }: Props) {
  const atStart = place.beat < 0;
  const atEnd = place.beat >= length - 1;
  return (
    <div className={styles.transport}>
      <div className={styles.buttons}>
        <Control
          name="To the beginning"
          shortcut="Home"
          off={atStart}
          onClick={() => onMove({ kind: "start" })}
        >
          <ChevronFirst size={17} aria-hidden />
        </Control>
        <Control
          name="Previous poll"
          shortcut="Shift+ArrowLeft"
          off={atStart}
          onClick={() => onMove({ kind: "poll", by: -1 })}
        >
          <SkipBack size={15} aria-hidden />
        </Control>
        <Control
          name="Step back"
          shortcut="ArrowLeft"
          off={atStart}
          onClick={() => onMove({ kind: "step", by: -1 })}
        >
          <ChevronLeft size={17} aria-hidden />
        </Control>
        <Control
          name={place.playing ? "Pause" : "Play"}
          shortcut="Space"
          onClick={() => onMove({ kind: "toggle" })}
          primary
        >
          {place.playing ? <Pause size={15} aria-hidden /> : <Play size={15} aria-hidden />}
        </Control>
        <Control
          name="Step"
          shortcut="ArrowRight"
          off={atEnd}
          onClick={() => onMove({ kind: "step", by: 1 })}
        >
          <ChevronRight size={17} aria-hidden />
        </Control>
        <Control
          name="Next poll"
          shortcut="Shift+ArrowRight"
          off={atEnd}
          onClick={() => onMove({ kind: "poll", by: 1 })}
        >
          <SkipForward size={15} aria-hidden />
        </Control>
        <Control name="To the end" shortcut="End" off={atEnd} onClick={() => onMove({ kind: "end" })}>
          <ChevronLast size={17} aria-hidden />
        </Control>
      </div>
      <input
        type="range"
        className={styles.slider}
        aria-label="Step of the run"
        aria-valuetext={`Step ${place.beat + 1} of ${length}. ${said}`}
        min={-1}
        max={length - 1}
        value={place.beat}
        onChange={(event) => onMove({ kind: "go", beat: event.target.valueAsNumber })}
      />
      <span className={styles.count}>
        {place.beat + 1}/{length}
      </span>
      <select
        className="input"
        aria-label="Speed of playing"
        value={speed}
        onChange={(event) => onSpeed(Number(event.target.value))}
      >
        {SPEEDS.map(({ beatsPerSecond, name }) => (
          <option key={name} value={beatsPerSecond}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

interface ControlProps {
  name: string;
  shortcut: string;
  off?: boolean;
  primary?: boolean;
  onClick(): void;
  children: React.ReactNode;
}

function Control({ name, shortcut, off = false, primary = false, onClick, children }: ControlProps) {
  return (
    <button
      type="button"
      className={`button square ${primary ? "primary" : "quiet"}`}
      aria-label={name}
      aria-keyshortcuts={shortcut}
      aria-disabled={off}
      title={`${name} (${shortcut.replace("Arrow", "").replace("+", " ")})`}
      onClick={() => {
        if (!off) onClick();
      }}
    >
      {children}
    </button>
  );
}
