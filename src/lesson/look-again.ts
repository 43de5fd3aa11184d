/** Repeats something with growing pauses until it is no longer needed, at most a few times. */

const PAUSES_MS = [100, 200, 400, 800, 1_600, 3_200, 6_400];

export interface LookAgain {
  /** Restarts with the shortest pause, even if it is running or has given up. */
  start(): void;
  stop(): void;
}

/** @param look returns whether to look again; must not reject */
export function lookAgain(look: () => Promise<boolean>): LookAgain {
  let waiting: NodeJS.Timeout | undefined;
  function wait(tries: number): void {
    clearTimeout(waiting);
    const pause = PAUSES_MS[tries];
    if (pause === undefined) return;
    const timer = setTimeout(() => {
      void look().then((more) => {
        // It may have been restarted or stopped in the meantime.
        if (more && waiting === timer) wait(tries + 1);
      });
    }, pause);
    timer.unref();
    waiting = timer;
  }
  return {
    start: () => wait(0),
    stop() {
      clearTimeout(waiting);
      waiting = undefined;
    },
  };
}
