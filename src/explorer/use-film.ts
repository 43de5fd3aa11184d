/** Records a program in slices, so that the page answers meanwhile. */
import { useEffect, useState } from "react";
import type { TaskProgram } from "../film/program/text.ts";
import type { RunConfig } from "../film/run/config.ts";
import { programRoot } from "../film/run/launch.ts";
import { Recorder } from "../film/run/record.ts";
import { Film } from "../film/trace/film.ts";

/** Events between two breaths: a few ms of work. */
const SLICE = 3_000;

/** @returns the film; null until it is recorded, and without a program */
export function useFilm(program: TaskProgram | null, config: RunConfig): Film | null {
  const [made, setMade] = useState<{ program: TaskProgram; film: Film } | null>(null);
  useEffect(() => {
    if (program === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const recorder = new Recorder(programRoot(program), config);
    const slice = () => {
      const recording = recorder.advance(SLICE);
      if (recording === null) timer = setTimeout(slice);
      else setMade({ program, film: new Film(recording) });
    };
    slice();
    return () => clearTimeout(timer);
  }, [program, config]);
  const isThisOne = made?.program === program && made?.film.recording.config === config;
  return isThisOne ? made.film : null;
}
