/** Records a program in slices, so that the page answers meanwhile. */
import { useEffect, useState } from "react";
import type { TaskProgram } from "../film/program/text.ts";
import type { RunConfig } from "../film/run/config.ts";
import { Recorder } from "../film/run/record.ts";
import { Film } from "../film/trace/film.ts";

/** Events between two breaths: a few ms of work. */
const SLICE = 3_000;

/** @returns the newest film, null until there is one; while another is being recorded, still the last */
export function useFilm(
  program: TaskProgram | null,
  config: RunConfig,
): { film: Film | null; recording: boolean } {
  const [film, setFilm] = useState<Film | null>(null);
  const [recording, setRecording] = useState(false);
  useEffect(() => {
    if (program === null) {
      setFilm(null);
      return;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const recorder = new Recorder(program, config);
    const slice = () => {
      const done = recorder.advance(SLICE);
      setRecording(done === null);
      if (done === null) timer = setTimeout(slice);
      else setFilm(new Film(done));
    };
    slice();
    return () => clearTimeout(timer);
  }, [program, config]);
  return { film, recording };
}
