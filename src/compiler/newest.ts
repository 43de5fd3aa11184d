/** Does one piece of work at a time and keeps at most one waiting: the newest, which sends away the one before it. */

/** Another request came while this one waited. */
export class Superseded extends Error {
  override readonly name = "Superseded";
}

export interface Newest<Input, Output> {
  /** @throws Superseded if a newer request arrived before this one had its turn */
  request(input: Input): Promise<Output>;
}

export function newest<Input, Output>(work: (input: Input) => Promise<Output>): Newest<Input, Output> {
  let busy = false;
  let waiting: { start: () => void; dismiss: () => void } | undefined;

  const next = () => {
    busy = waiting !== undefined;
    const starting = waiting;
    waiting = undefined;
    starting?.start();
  };
  return {
    request(input) {
      return new Promise((resolve, reject) => {
        const start = () => {
          busy = true;
          work(input).then(resolve, reject).finally(next);
        };
        if (!busy) return start();
        waiting?.dismiss();
        waiting = {
          start,
          dismiss: () => reject(new Superseded("a newer version of the file took its place")),
        };
      });
    },
  };
}
