/** A React hook for the studio's worker: one run or sweep at a time, with progress; a new one or Cancel ends it. */
import { useCallback, useEffect, useRef, useState } from "react";
import * as v from "valibot";
import { lateWorker } from "../../lib/late-worker.ts";
import type { Design } from "../../recording/studio/schema.ts";
import { answered, asked, cancelled, failed, IDLE } from "./load-state.ts";
import type { LoadState } from "./load-state.ts";
import { Answer } from "./messages.ts";
import type { Ask } from "./messages.ts";
import script from "./studio-worker.ts?worker&url";

const studioWorker = lateWorker("The studio’s worker", script);

export interface Load extends LoadState {
  ask(kind: Ask["kind"], designs: readonly Design[]): void;
  cancel(): void;
}

export function useLoad(): Load {
  const [state, setState] = useState(IDLE);
  const worker = useRef<Worker>(undefined);
  const turn = useRef(0);

  const stop = useCallback(() => {
    turn.current++;
    worker.current?.terminate();
    worker.current = undefined;
  }, []);

  const cancel = useCallback(() => {
    stop();
    setState(cancelled);
  }, [stop]);

  const ask = useCallback(
    (kind: Ask["kind"], designs: readonly Design[]) => {
      stop();
      const mine = turn.current;
      const become = (next: (before: LoadState) => LoadState) => mine === turn.current && setState(next);
      const fail = (why: string) => become((before) => failed(before, why));
      const all = { kind, designs: [...designs] };
      setState((before) => asked(before, all));
      studioWorker.load().then(
        (start) => {
          if (mine !== turn.current) return;
          const started = (worker.current = start());
          started.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
            const answer = v.safeParse(Answer, data);
            if (answer.success) become((before) => answered(before, answer.output));
            else
              fail("The studio’s worker sent something that this page does not understand. Reload the page.");
          });
          started.onerror = () => fail("The studio’s worker stopped. Run it again, or reload the page.");
          started.postMessage(all);
        },
        (error: Error) => fail(error.message),
      );
    },
    [stop],
  );

  useEffect(() => stop, [stop]);
  return { ...state, ask, cancel };
}
