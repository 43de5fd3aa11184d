/** Repeats something after growing pauses until it is no longer needed, a few times at most. */

const PAUSES_MS = [100, 200, 400, 800, 1_600, 3_200, 6_400];

export interface LookAgain {
  /** Begins with the shortest pause, also where it is under way or has given up. */
  start(): void;
  stop(): void;
}

/** @param look answers whether to look once more; must not reject */
export function lookAgain(look: () => Promise<boolean>): LookAgain {
  let waiting: NodeJS.Timeout | undefined;
  function wait(tries: number): void {
    clearTimeout(waiting);
    const pause = PAUSES_MS[tries];
    if (pause === undefined) return;
    const timer = setTimeout(() => {
      void look().then((more) => {
        // Somebody may have started or stopped it meanwhile.
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
