/** The console on the learner's own application: the ways to it, the live view, and the recorded minutes. */
import { useRef } from "react";
import type { ConsoleRecording } from "../../../progress/console-recording.ts";
import { Console } from "../Console.tsx";
import { useDroppedFile } from "../../../ui/use-dropped-file.ts";
import { StandingNotice } from "./StandingNotice.tsx";
import { OwnToolbar } from "./OwnToolbar.tsx";
import { useWatcher, type OwnStanding } from "./use-watcher.ts";
import { Ways } from "./Ways.tsx";
import styles from "./Own.module.css";

interface Props {
  title: string;
  onRecorded(recording: ConsoleRecording): void;
}

/** Whether there is something to see. */
const isShown = ({ kind }: OwnStanding): boolean => kind === "live" || kind === "lost" || kind === "file";

export function OwnConsole({ title, onRecorded }: Props) {
  const watcher = useWatcher(onRecorded);
  const root = useRef<HTMLDivElement>(null);
  const { standing, store } = watcher;
  // While it connects again, the last numbers stay.
  const shown = isShown(standing) || (standing.kind === "connecting" && store.nowMs > 0);
  return (
    // Files can be dropped anywhere on it; the button in it chooses them by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div ref={root} className={styles.own} {...useDroppedFile(watcher.open)} role="group" aria-label={title}>
      <StandingNotice standing={standing} address={watcher.address} />
      {shown ? (
        <Console
          data={store}
          version={watcher.version}
          title={`${title}, screen`}
          toolbar={<OwnToolbar watcher={watcher} />}
          onPause={() => watcher.setPaused(!watcher.paused)}
          onLook={watcher.look}
        />
      ) : (
        <Ways
          busy={standing.kind === "connecting"}
          onConnect={(address) => watcher.connect(address)}
          onFile={(file) => watcher.open(file)}
        />
      )}
    </div>
  );
}
