/** Plays, pauses and restarts the run, and shows the position within the minute. */
import { FastForward, Pause, Play, RotateCcw } from "lucide-react";
import { END_MS } from "./use-live-run.ts";
import type { Watched } from "./use-live-run.ts";
import styles from "./Console.module.css";

export function PaceControls({ watched: { run, pace, setPace, restart } }: { watched: Watched }) {
  const ended = run.nowMs >= END_MS;
  const seconds = (run.nowMs / 1_000).toFixed(1);
  return (
    <div className={styles.transport}>
      {pace === "paused" ? (
        <button type="button" className="button" disabled={ended} onClick={() => setPace("1")}>
          <Play size={15} aria-hidden /> Play
        </button>
      ) : (
        <button type="button" className="button" onClick={() => setPace("paused")}>
          <Pause size={15} aria-hidden /> Pause
        </button>
      )}
      <button
        type="button"
        className="button"
        aria-pressed={pace === "5"}
        disabled={ended}
        onClick={() => setPace(pace === "5" ? "1" : "5")}
      >
        5×
      </button>
      <button
        type="button"
        className="button"
        disabled={ended || pace === "to-end"}
        onClick={() => setPace("to-end")}
      >
        <FastForward size={15} aria-hidden /> Skip to the end
      </button>
      <button type="button" className="button quiet" onClick={restart}>
        <RotateCcw size={15} aria-hidden /> Restart
      </button>
      <p className={styles.clock}>
        <progress className="progress" value={run.nowMs} max={END_MS} aria-label="Virtual time of the run" />
        <span>{seconds} s of 60 s</span>
      </p>
    </div>
  );
}
