/** The newest value at a limited rate, for what is expensive to draw while a run plays. */
import { useEffect, useRef, useState } from "react";

/** @param value its identity counts, so keep it */
export function useThrottled<T>(value: T, everyMs: number): T {
  const [shown, setShown] = useState(value);
  const lastMs = useRef(-Infinity);
  const newest = useRef(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    newest.current = value;
    timer.current ??= setTimeout(
      () => {
        timer.current = undefined;
        lastMs.current = performance.now();
        setShown(newest.current);
      },
      Math.max(0, lastMs.current + everyMs - performance.now()),
    );
  }, [value, everyMs]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  return shown;
}
