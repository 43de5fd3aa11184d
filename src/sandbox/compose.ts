/** Joins the engine and the learner's compiled script into the script that a worker runs. */

export interface WorkerScript {
  text: string;
  /** Lines before the learner's first. */
  engineLines: number;
}

export function compose(engine: string, learner: string): WorkerScript {
  const text = `${engine.trimEnd()}\n${learner}`;
  return { text, engineLines: countLines(engine.trimEnd()) };
}

/** Lines as engines count them in a stack trace. */
function countLines(text: string): number {
  return text.split(/\r\n|[\n\r\u2028\u2029]/).length;
}
