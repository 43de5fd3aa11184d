/** Joins the engine and the learner's compiled script into the script that a worker runs. */

export interface WorkerScript {
  text: string;
  /** Lines before the learner's first. */
  engineLines: number;
}

export function compose(engine: string, learner: string): WorkerScript {
  if (measured?.engine !== engine) measured = { engine, lines: countLines(engine.trimEnd()) };
  return { text: `${engine.trimEnd()}\n${learner}`, engineLines: measured.lines };
}

/** The last engine: nearly every run has the same, and counting a megabyte takes longer than many a check. */
let measured: { engine: string; lines: number } | undefined;

/** Lines as engines count them in a stack trace. */
function countLines(text: string): number {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).length;
}
