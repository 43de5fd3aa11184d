/** Runs one job at a time for each key and keeps at most one waiting: the newest, which supersedes the one before it. */

/** Another request for the same thing came while this one waited. */
export class Superseded extends Error {
  override readonly name = "Superseded";
}

interface Line {
  busy: boolean;
  waiting: { start(): void; dismiss(): void } | undefined;
}

/** @returns a request function; it rejects with Superseded if a newer request for the same key arrives before this one starts */
export function newest<Input, Output>(
  work: (input: Input) => Promise<Output>,
): (key: string, input: Input) => Promise<Output> {
  const lines = new Map<string, Line>();

  const next = (key: string, line: Line) => {
    const { waiting } = line;
    line.waiting = undefined;
    if (waiting) waiting.start();
    else lines.delete(key);
  };
  return (key, input) =>
    new Promise((resolve, reject) => {
      const line = lines.get(key) ?? { busy: false, waiting: undefined };
      lines.set(key, line);
      const start = () => {
        line.busy = true;
        void work(input)
          .then(resolve, reject)
          .finally(() => next(key, line));
      };
      if (!line.busy) return start();
      line.waiting?.dismiss();
      line.waiting = {
        start,
        dismiss: () => reject(new Superseded("superseded by a newer version of the file")),
      };
    });
}
