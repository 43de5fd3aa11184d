/** Asks for something once the page is idle, and keeps the answer. */
import { useCallback, useEffect, useState } from "react";
import { NotLoaded } from "../../lib/late.ts";
import { whenQuiet } from "../../lib/when-quiet.ts";

export type Answer<T> =
  | { kind: "asking" }
  | { kind: "answered"; value: T }
  /** A part did not load; a retry is possible. */
  | { kind: "missing"; error: NotLoaded }
  | { kind: "refused"; error: Error };

/** @param ask the same function means the same question; null asks nothing */
export function useAnswer<T>(ask: ((signal: AbortSignal) => Promise<T>) | null): {
  answer: Answer<T>;
  again(): void;
} {
  const [tries, setTries] = useState(0);
  const [kept, setKept] = useState<{ of: typeof ask; tries: number; answer: Answer<T> }>();
  useEffect(() => {
    if (ask === null) return;
    const controller = new AbortController();
    const keep = (answer: Answer<T>) => {
      if (!controller.signal.aborted) setKept({ of: ask, tries, answer });
    };
    const giveUp = whenQuiet(() => {
      ask(controller.signal).then(
        (value) => keep({ kind: "answered", value }),
        (error: unknown) => {
          if (error instanceof NotLoaded) keep({ kind: "missing", error });
          else keep({ kind: "refused", error: error instanceof Error ? error : new Error(String(error)) });
        },
      );
    });
    return () => {
      giveUp();
      controller.abort();
    };
  }, [ask, tries]);
  const again = useCallback(() => setTries((before) => before + 1), []);
  const isThisOne = kept?.of === ask && kept.tries === tries;
  return { answer: isThisOne ? kept.answer : { kind: "asking" }, again };
}
