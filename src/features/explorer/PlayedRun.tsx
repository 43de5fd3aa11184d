/** Plays a task program of the gallery once: the picture, what just happened, and the order of polls so far. */
import { RotateCcw } from "lucide-react";
import { useEffect, useMemo, useState } from "react";
import type { TaskProgramName } from "../../course/explorer-programs.ts";
import { parseText } from "../../recording/program/text.ts";
import { record } from "../../recording/run/recorder.ts";
import { Playback } from "../../recording/trace/playback.ts";
import { pollOrder } from "../../recording/trace/polls.ts";
import { sayBeat } from "../../recording/trace/say.ts";
import { Stage } from "../../ui/stage/Stage.tsx";
import { GALLERY } from "./gallery/gallery.ts";
import styles from "./PlayedRun.module.css";

/** Of one step, and at most of the whole run, in ms. */
const STEP_MS = 600;
const RUN_MS = 12_000;
const GLIDE_MS = 180;

interface Props {
  program: TaskProgramName;
  /** Plays at once; else it shows the end, and plays when asked. */
  plays: boolean;
}

export default function PlayedRun({ program, plays }: Props) {
  const playback = useMemo(() => playbackOf(program), [program]);
  const last = playback.length - 1;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const [beat, setBeat] = useState(plays && !isStill ? 0 : last);
  const [task, setTask] = useState<number | null>(null);
  useEffect(() => {
    if (beat === last) return;
    const timer = setTimeout(() => setBeat(beat + 1), Math.min(STEP_MS, RUN_MS / last));
    return () => clearTimeout(timer);
  }, [beat, last]);
  return (
    <figure className={styles.run} aria-label={`The run: ${GALLERY[program].title}`}>
      <Stage
        playback={playback}
        beat={beat}
        selected={task}
        glideMs={isStill ? 0 : GLIDE_MS}
        onSelect={setTask}
      />
      <figcaption>
        <p className={styles.said}>{sayBeat(playback, beat)}</p>
        <p className={styles.order}>
          Polled:{" "}
          <code translate="no">
            {pollOrder(playback.polls.slice(0, playback.pollsBy(beat)), playback.labels)}
          </code>
        </p>
        {!isStill && (
          <button type="button" className="button" disabled={beat < last} onClick={() => setBeat(0)}>
            <RotateCcw size={14} aria-hidden /> Play the run
          </button>
        )}
      </figcaption>
    </figure>
  );
}

function playbackOf(program: TaskProgramName) {
  const { written, config } = GALLERY[program];
  const parsed = parseText(written.text);
  if (!parsed.ok) throw new Error(`${program} is not a task program`);
  return new Playback(record(parsed.program, config));
}
