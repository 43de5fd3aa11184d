/** Above the live console: how the connection stands, pause, and the recording of a minute. */
import { Circle, Pause, Play, Square, Unplug } from "lucide-react";
import type { OwnWatcher } from "./use-watcher.ts";
import styles from "./Own.module.css";
import console from "../Console.module.css";

const SECONDS = 60;

export function OwnToolbar({ watcher }: { watcher: OwnWatcher }) {
  const { standing, paused, recording, brokeOff, address } = watcher;
  const isFile = standing.kind === "file";
  const isLive = standing.kind === "live";
  return (
    <div className={console.transport}>
      <p className={styles.state} data-standing={isLive && paused ? "paused" : standing.kind} role="status">
        {isFile
          ? standing.name
          : isLive
            ? `${paused ? "Paused" : "Live"}, ${address?.origin ?? ""}`
            : standing.kind === "connecting"
              ? "Connecting …"
              : "Connection lost"}
      </p>
      {!isFile && (
        <>
          <button
            type="button"
            className="button"
            disabled={!isLive}
            onClick={() => watcher.setPaused(!paused)}
          >
            {paused ? <Play size={15} aria-hidden /> : <Pause size={15} aria-hidden />}{" "}
            {paused ? "Resume" : "Pause"}
          </button>
          {recording === undefined ? (
            <button
              type="button"
              className="button primary"
              disabled={!isLive || paused}
              onClick={() => watcher.record(SECONDS, labelOf(new Date()))}
            >
              <Circle size={13} aria-hidden /> Record {SECONDS} s
            </button>
          ) : (
            <button
              type="button"
              className="button"
              disabled={recording.kind === "sampling"}
              onClick={() => watcher.stopRecording()}
            >
              <Square size={13} aria-hidden /> Stop now
            </button>
          )}
        </>
      )}
      <button type="button" className="button quiet" onClick={() => watcher.disconnect()}>
        <Unplug size={15} aria-hidden /> {isFile ? "Close" : "Disconnect"}
      </button>
      {recording !== undefined && (
        <p className={console.clock}>
          {recording.kind === "sampling" ? (
            <span>
              Asking {recording.done} of {recording.of} tasks …
            </span>
          ) : (
            <>
              <progress
                className="progress"
                max={SECONDS}
                value={recording.elapsedMs / 1_000}
                aria-label="Time recorded"
              />
              <span>{Math.max(0, Math.ceil(SECONDS - recording.elapsedMs / 1_000))} s left</span>
            </>
          )}
        </p>
      )}
      {brokeOff !== undefined && (
        <p className={styles.brokeOff} role="alert">
          {brokeOff}
        </p>
      )}
    </div>
  );
}

/** `29 Nov, 14:05` */
const labelOf = (now: Date): string =>
  now.toLocaleString("en-GB", { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
