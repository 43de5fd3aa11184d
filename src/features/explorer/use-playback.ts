/** Records a program in slices, so that the page stays responsive. */
import { useEffect, useState } from "react";
import type { TaskProgram } from "../../recording/program/text.ts";
import type { RunConfig } from "../../recording/run/config.ts";
import { programRoot } from "../../recording/run/launch.ts";
import { Recorder } from "../../recording/run/recorder.ts";
import type { ProgramRecording } from "../../recording/run/recorder.ts";
import { Playback } from "../../recording/trace/playback.ts";

/** Events in one slice: a few ms of work. */
const SLICE = 3_000;

export type ProgramPlayback = Playback<ProgramRecording>;

/** @returns the playback; null without a program or until it is recorded */
export function usePlayback(program: TaskProgram | null, config: RunConfig): ProgramPlayback | null {
  const [made, setMade] = useState<{ program: TaskProgram; playback: ProgramPlayback } | null>(null);
  useEffect(() => {
    if (program === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const recorder = new Recorder(programRoot(program), config);
    const slice = () => {
      const recording = recorder.advance(SLICE);
      if (recording === null) timer = setTimeout(slice);
      else setMade({ program, playback: new Playback({ ...recording, program }) });
    };
    slice();
    return () => clearTimeout(timer);
  }, [program, config]);
  const isThisOne = made?.program === program && made?.playback.recording.config === config;
  return isThisOne ? made.playback : null;
}
